"""店铺满减: a fixed amount off once the shop's goods reach the threshold. Automatic.

One shop activity per order and shop [A13]; the better for the buyer.
"""

from typing import ClassVar, Literal

from ..money import Yuan
from ..promotion import Level, Missed, OrderPromotion, Saving, Standing, reached


class ShopReduction(OrderPromotion):
    """``off`` once from ``threshold`` 门槛."""

    level: ClassVar[Level] = Level.SHOP

    kind: Literal["shop_reduction"] = "shop_reduction"
    threshold: Yuan
    off: Yuan

    def saving(self, standing: Standing) -> Saving | Missed:
        return reached(standing, self.threshold, self.off)
