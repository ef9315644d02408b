"""店铺满减: a fixed amount off once the shop's goods reach the threshold, or for every threshold.

Automatic. One shop activity per order and shop [A13]; the better for the buyer.
"""

from typing import ClassVar, Literal

from ..money import Fen, PositiveYuan
from ..promotion import Level, Missed, OrderPromotion, Pile, Saving, Standing
from ..reaching import reached, repeated


class ShopReduction(OrderPromotion):
    """``off`` once from ``threshold`` 门槛; with ``every`` 每满, for each full threshold, at most
    ``cap`` 上限 in all."""

    level: ClassVar[Level] = Level.SHOP

    kind: Literal["shop_reduction"] = "shop_reduction"
    threshold: PositiveYuan
    off: PositiveYuan
    every: bool = False
    cap: PositiveYuan | None = None

    def saving(self, standing: Standing) -> Saving | Missed:
        if self.every:
            return repeated(standing, self.threshold, self.off, self.cap)
        off = self.off if self.cap is None else min(self.off, self.cap)
        return reached(standing, self.threshold, off)

    def over_orders(self, pile: Pile) -> Fen:
        return pile.every(self.threshold, self.off)
