"""折扣券: a rate off the goods in scope, up to a cap. Claimed; one coupon per order and shop [A13].

Half-up once a line; a cap is shared like a fixed amount.
"""

from typing import ClassVar, Literal

from ..money import PositivePercent, PositiveYuan, Yuan
from ..promotion import Level, Missed, OrderPromotion, Saving, Standing
from ..reaching import BELOW, rate_off


class DiscountCoupon(OrderPromotion):
    """``percent_off`` from ``threshold``, at most ``cap`` 最高减."""

    level: ClassVar[Level] = Level.COUPON
    needs_claim: ClassVar[bool] = True

    kind: Literal["discount_coupon"] = "discount_coupon"
    threshold: Yuan = 0
    percent_off: PositivePercent
    cap: PositiveYuan | None = None

    def saving(self, standing: Standing) -> Saving | Missed:
        if standing.total < self.threshold:
            missing = self.threshold - standing.total
            return Missed(BELOW, standing.total, self.threshold, missing)
        return rate_off(standing, self.percent_off, threshold=self.threshold, cap=self.cap)
