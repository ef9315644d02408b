"""店铺券: claimed by the buyer, one per order and shop [A13]; never assumed to be claimed."""

from typing import ClassVar, Literal

from ..money import PositiveYuan, Yuan
from ..promotion import Level, Missed, OrderPromotion, Saving, Standing
from ..reaching import reached


class ShopCoupon(OrderPromotion):
    """``off`` once from ``threshold`` 门槛, measured on the goods in its own scope."""

    level: ClassVar[Level] = Level.COUPON
    needs_claim: ClassVar[bool] = True

    kind: Literal["shop_coupon"] = "shop_coupon"
    threshold: Yuan = 0
    off: PositiveYuan

    def saving(self, standing: Standing) -> Saving | Missed:
        return reached(standing, self.threshold, self.off)
