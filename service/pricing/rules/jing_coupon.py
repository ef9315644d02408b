"""京券: 京东's cash-like coupon. 京券 stack with each other, not with 东券 [J1]."""

from typing import ClassVar, Literal

from ..money import PositiveYuan, Yuan
from ..promotion import Level, Missed, OrderPromotion, Saving, Standing
from ..reaching import reached


class JingCoupon(OrderPromotion):
    """``off``, usually without a threshold."""

    level: ClassVar[Level] = Level.PLATFORM
    needs_claim: ClassVar[bool] = True

    kind: Literal["jing_coupon"] = "jing_coupon"
    threshold: Yuan = 0
    off: PositiveYuan

    def saving(self, standing: Standing) -> Saving | Missed:
        return reached(standing, self.threshold, self.off)
