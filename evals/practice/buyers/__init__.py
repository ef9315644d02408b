"""The kinds of buyers: one file, one line in ``BUYERS``.

Each is handed the shop, now, and dice, and gives its steps; ``None`` where the shop has nothing to
build it from (no deposits, no thresholds). Lines stand in ``evals/practice/lines.yaml``.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from random import Random

from service.shops import Shop

from ..play import Play
from . import angry, complaint, deposit_back, haggler, topping_up, vague

Made = Callable[[Shop, datetime, Random], Play | None]

BUYERS: Mapping[str, Made] = {
    "haggler": haggler.made,
    "vague": vague.made,
    "angry": angry.made,
    "topping_up": topping_up.made,
    "deposit_back": deposit_back.made,
    "complaint": complaint.made,
}
