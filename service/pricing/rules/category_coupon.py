"""品类券: one an item; stacks with platform and shop."""

from typing import ClassVar, Literal

from ..money import PositiveYuan, Yuan
from ..promotion import Level, Missed, OrderPromotion, Saving, Standing
from ..reaching import reached


class CategoryCoupon(OrderPromotion):
    """``off`` once from ``threshold``, measured on the goods in its own scope."""

    level: ClassVar[Level] = Level.CATEGORY
    needs_claim: ClassVar[bool] = True

    kind: Literal["category_coupon"] = "category_coupon"
    threshold: Yuan = 0
    off: PositiveYuan

    def saving(self, standing: Standing) -> Saving | Missed:
        return reached(standing, self.threshold, self.off)
