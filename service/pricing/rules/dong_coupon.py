"""东券: 京东's coupon with a threshold, an amount or a rate; one per order, not beside 京券 [J1].

A rate is rounded half-up and has a cap [J7].
"""

from typing import ClassVar, Literal, Self

from pydantic import model_validator

from ..money import PositivePercent, PositiveYuan, Yuan
from ..promotion import Level, Missed, OrderPromotion, Saving, Standing
from ..reaching import BELOW, rate_off, reached


class DongCoupon(OrderPromotion):
    """``off``, or ``percent_off`` up to ``cap``, from ``threshold`` 门槛."""

    level: ClassVar[Level] = Level.PLATFORM
    needs_claim: ClassVar[bool] = True

    kind: Literal["dong_coupon"] = "dong_coupon"
    threshold: Yuan = 0
    off: PositiveYuan | None = None
    percent_off: PositivePercent | None = None
    cap: PositiveYuan | None = None

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if (self.off is None) == (self.percent_off is None):
            raise ValueError("东券要写 off（满减）或 percent_off（折扣），二选一")
        if self.percent_off is not None and self.cap is None:
            raise ValueError("折扣东券要写封顶金额 cap")
        return self

    def saving(self, standing: Standing) -> Saving | Missed:
        if self.off is not None:
            return reached(standing, self.threshold, self.off)
        if standing.total < self.threshold:
            missing = self.threshold - standing.total
            return Missed(BELOW, standing.total, self.threshold, missing)
        return rate_off(standing, self.percent_off or 0, threshold=self.threshold, cap=self.cap)
