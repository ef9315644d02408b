"""运费与包邮: outside every base. ``fee`` unless the goods in scope reach ``free_from``.

Free freight tests S in parallel mode and what is left in progressive mode; a rulebook field.
100 with a coupon of 20, free from 99: free on S, 10 to pay on what is left.
"""

from typing import ClassVar, Literal

from ..money import Fen, PositiveYuan, Yuan
from ..promotion import Level, Promotion


class Freight(Promotion):
    """``fee`` for the goods in scope; free from ``free_from`` 满包邮 (``None``: never free).

    ``measured_on``: ``after_item_deals``; ``left``, after all promotions but before member rate and
    assets; or ``default``, as thresholds are.
    """

    level: ClassVar[Level] = Level.FREIGHT

    kind: Literal["freight"] = "freight"
    fee: PositiveYuan
    free_from: Yuan | None = None
    measured_on: Literal["default", "after_item_deals", "left"] = "default"

    def charge(self, base: Fen) -> Fen:
        """What the freight costs when the goods in scope come to ``base``."""
        return 0 if self.free_from is not None and base >= self.free_from else self.fee
