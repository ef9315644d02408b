"""商品券: for named goods. Different items may each take their own [A13]; beside a 店铺券 or
店铺红包 of the same shop it is one or the other, unless the rulebook says it ``stacks``.
"""

from typing import ClassVar, Literal

from ..money import PositiveYuan, Yuan
from ..promotion import Level, Missed, OrderPromotion, Saving, Standing
from ..reaching import reached


class ItemCoupon(OrderPromotion):
    """``off`` once from ``threshold`` (0 无门槛), measured on the goods in its own scope."""

    level: ClassVar[Level] = Level.COUPON
    needs_claim: ClassVar[bool] = True

    kind: Literal["item_coupon"] = "item_coupon"
    threshold: Yuan = 0
    off: PositiveYuan

    def saving(self, standing: Standing) -> Saving | Missed:
        return reached(standing, self.threshold, self.off)
