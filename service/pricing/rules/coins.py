"""淘金币: so many coins a yuan, up to a share of the goods, after everything."""

from typing import ClassVar, Literal

from ..promotion import Level
from .points import Points


class Coins(Points):
    """金币: see ``Points``; 100 coins are a yuan unless the rulebook says otherwise."""

    level: ClassVar[Level] = Level.ASSET

    kind: Literal["coins"] = "coins"
