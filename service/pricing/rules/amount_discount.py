"""满折 by amount: 满300打9折. A rate off everything in scope once the threshold is reached.

Of S in parallel mode, of what is left in progressive mode; half-up once a line. Automatic.
"""

from typing import ClassVar, Literal

from ..money import Fen, PositivePercent, PositiveYuan
from ..promotion import Level, Missed, OrderPromotion, Pile, Saving, Standing
from ..reaching import BELOW, rate_off, rated


class AmountDiscount(OrderPromotion):
    """``percent_off`` from ``threshold`` 门槛, at most ``cap``."""

    level: ClassVar[Level] = Level.SHOP

    kind: Literal["amount_discount"] = "amount_discount"
    threshold: PositiveYuan
    percent_off: PositivePercent
    cap: PositiveYuan | None = None

    def saving(self, standing: Standing) -> Saving | Missed:
        base = standing.total
        if base < self.threshold:
            would, _ = rated(standing, self.percent_off)
            return Missed(BELOW, base, self.threshold, self.threshold - base, would_save=would)
        return rate_off(standing, self.percent_off, threshold=self.threshold, cap=self.cap)

    def over_orders(self, pile: Pile) -> Fen:
        orders = pile.total // self.threshold
        most = pile.rate_off(self.percent_off) if orders else 0
        return most if self.cap is None else min(most, self.cap * orders)
