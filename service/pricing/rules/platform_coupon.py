"""平台券: claimed on the platform; one per order, beside the shop's own coupon.

京东 presale 100, deposit 10, 满100减90: final payment 0, no deposit comes back [J3].
"""

from typing import ClassVar, Literal

from ..money import PositiveYuan, Yuan
from ..promotion import Level, Missed, OrderPromotion, Saving, Standing
from ..reaching import reached


class PlatformCoupon(OrderPromotion):
    """``off`` once from ``threshold``."""

    level: ClassVar[Level] = Level.PLATFORM
    needs_claim: ClassVar[bool] = True

    kind: Literal["platform_coupon"] = "platform_coupon"
    threshold: Yuan = 0
    off: PositiveYuan

    def saving(self, standing: Standing) -> Saving | Missed:
        return reached(standing, self.threshold, self.off)
