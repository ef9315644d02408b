"""满件折: 2件9折. A rate off everything in scope once enough units are bought. Automatic.

Of S in parallel mode, of what is left in progressive mode; half-up once a line.
"""

from typing import ClassVar, Literal

from pydantic import Field

from ..money import PositivePercent, PositiveYuan
from ..promotion import Level, Missed, OrderPromotion, Saving, Standing
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
