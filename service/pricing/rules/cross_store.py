"""跨店满减: every full threshold takes the reduction again; automatic since 2020.

floor(S / threshold) × off over goods paid together [A15, A17]. A shop coupon does not lower S
(since 2021).
"""

from typing import ClassVar, Literal, Self

from pydantic import model_validator

from ..money import Yuan
from ..promotion import Level, Missed, OrderPromotion, Saving, Standing, reached


class CrossStore(OrderPromotion):
    """每满 ``threshold`` 减 ``off``."""

    level: ClassVar[Level] = Level.CROSS_STORE

    kind: Literal["cross_store"] = "cross_store"
    threshold: Yuan
    off: Yuan

    @model_validator(mode="after")
    def _has_a_threshold(self) -> Self:
        if not 0 < self.off < self.threshold:
            raise ValueError("跨店满减要写成“每满 threshold 减 off”，off 大于 0 且小于 threshold")
        return self

    def saving(self, standing: Standing) -> Saving | Missed:
        times = standing.total // self.threshold
        return reached(standing, self.threshold, self.off, times=times)
