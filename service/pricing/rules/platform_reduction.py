"""平台满减: the platform's own reduction, once or for every threshold. Automatic.

抖音: any shop activity excludes it, the better for the buyer wins [D2].
"""

from typing import ClassVar, Literal

from ..money import Fen, PositiveYuan
from ..promotion import Level, Missed, OrderPromotion, Pile, Saving, Standing
from ..reaching import reached, repeated


class PlatformReduction(OrderPromotion):
    """``off`` once from ``threshold`` 门槛; with ``every`` for each full one, at most ``cap``."""

    level: ClassVar[Level] = Level.PLATFORM

    kind: Literal["platform_reduction"] = "platform_reduction"
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
