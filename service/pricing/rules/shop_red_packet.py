"""店铺红包: the shop's own red packet; counts as a coupon, one of them per order and shop [A13].

250 with 店铺红包5 and 跨店满200减20 pays 225; beside a 店铺券10 the better of the two: 220.
"""

from typing import ClassVar, Literal

from ..money import PositiveYuan, Yuan
from ..promotion import Level, Missed, OrderPromotion, Saving, Standing
from ..reaching import reached


class ShopRedPacket(OrderPromotion):
    """``off`` once from ``threshold`` (usually 0)."""

    level: ClassVar[Level] = Level.COUPON
    needs_claim: ClassVar[bool] = True

    kind: Literal["shop_red_packet"] = "shop_red_packet"
    threshold: Yuan = 0
    off: PositiveYuan

    def saving(self, standing: Standing) -> Saving | Missed:
        return reached(standing, self.threshold, self.off)
