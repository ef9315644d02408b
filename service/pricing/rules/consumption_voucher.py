"""消费券: a public voucher with a threshold, in the platform layer; one per order."""

from typing import ClassVar, Literal

from ..money import PositiveYuan, Yuan
from ..promotion import Level, Missed, OrderPromotion, Saving, Standing
from ..reaching import reached


class ConsumptionVoucher(OrderPromotion):
    """``off`` once from ``threshold``."""

    level: ClassVar[Level] = Level.PLATFORM
    needs_claim: ClassVar[bool] = True

    kind: Literal["consumption_voucher"] = "consumption_voucher"
    threshold: Yuan = 0
    off: PositiveYuan

    def saving(self, standing: Standing) -> Saving | Missed:
        return reached(standing, self.threshold, self.off)
