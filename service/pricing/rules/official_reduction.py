"""官方立减: a rate off the price after item deals, without threshold or cap.

Its saving does not lower the base of later thresholds (80 pays 90%, coupon 80−5 → 67 [A6, A8]);
half-up to the fen, once a line. It excludes 跨店满减 on the same item [A29], and on a presale
nothing is promised.
"""

from typing import ClassVar, Literal

from ..money import Fen, Percent
from ..promotion import Level, Missed, OrderPromotion, Pile, Saving, Standing
from ..reaching import rate_off


class OfficialReduction(OrderPromotion):
    """``percent_off`` of each line's price after its item deal."""

    level: ClassVar[Level] = Level.OFFICIAL

    kind: Literal["official_reduction"] = "official_reduction"
    percent_off: Percent

    def saving(self, standing: Standing) -> Saving | Missed:
        return rate_off(standing, self.percent_off)

    def over_orders(self, pile: Pile) -> Fen:
        return pile.rate_off(self.percent_off)
