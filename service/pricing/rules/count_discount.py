"""满件折: 2件9折. A rate off everything in scope once enough units are bought. Automatic.

Of S in parallel mode, of what is left in progressive mode; half-up once a line.
"""

from typing import ClassVar, Literal

from pydantic import Field

from ..money import Fen, PositivePercent, PositiveYuan
from ..promotion import Level, Missed, OrderPromotion, Pile, Saving, Standing
from ..reaching import rate_off, rated


class CountDiscount(OrderPromotion):
    """``percent_off`` from ``count`` units in scope, at most ``cap``."""

    level: ClassVar[Level] = Level.SHOP
    by_units: ClassVar[bool] = True

    kind: Literal["count_discount"] = "count_discount"
    count: int = Field(ge=1, le=9_999)
    percent_off: PositivePercent
    cap: PositiveYuan | None = None

    def saving(self, standing: Standing) -> Saving | Missed:
        units = standing.count
        if units < self.count:
            would, _ = rated(standing, self.percent_off)
            return Missed(
                "件数不够",
                standing.total,
                missing_units=self.count - units,
                would_save=would,
            )
        return rate_off(standing, self.percent_off, cap=self.cap)

    def over_orders(self, pile: Pile) -> Fen:
        orders = pile.units // self.count
        most = pile.rate_off(self.percent_off) if orders else 0
        return most if self.cap is None else min(most, self.cap * orders)
