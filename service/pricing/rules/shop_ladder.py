"""阶梯满减: 满300减30 / 满600减40. The highest tier reached counts, no repeat unless ``every``.

1200 on 300−30/600−40 saves 40 (with ``every``: 2 × 40).
"""

from itertools import pairwise
from typing import ClassVar, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from ..money import Fen, PositiveYuan, spoken
from ..promotion import Level, Missed, OrderPromotion, Pile, Saving, Standing
from ..reaching import BELOW


class Tier(BaseModel):
    """One step of the ladder."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    threshold: PositiveYuan
    off: PositiveYuan


class ShopLadder(OrderPromotion):
    """``tiers`` rising in threshold and in off."""

    level: ClassVar[Level] = Level.SHOP

    kind: Literal["shop_ladder"] = "shop_ladder"
    tiers: tuple[Tier, ...] = Field(min_length=1, max_length=20)
    every: bool = False

    @model_validator(mode="after")
    def _rises(self) -> Self:
        for lower, upper in pairwise(self.tiers):
            if upper.threshold <= lower.threshold or upper.off <= lower.off:
                raise ValueError("阶梯要逐级上升：门槛 threshold 和优惠 off 都要一级比一级大")
            repeated = (upper.threshold - 1) // lower.threshold * lower.off
            if self.every and upper.off < repeated:
                raise ValueError(
                    f"阶梯会下降：满{spoken(upper.threshold)}减{spoken(upper.off)}，"
                    f"还不如每满{spoken(lower.threshold)}减{spoken(lower.off)}减得多，请核对"
                )
        return self

    def saving(self, standing: Standing) -> Saving | Missed:
        base = standing.total
        met = [tier for tier in self.tiers if tier.threshold <= base]
        if not met:
            first = self.tiers[0]
            missing = first.threshold - base
            return Missed(BELOW, base, first.threshold, missing, would_save=first.off)
        tier = met[-1]
        times = base // tier.threshold if self.every else 1
        amount = tier.off * times
        goal, gain = self._next(base, tier, times, len(met))
        return Saving(amount, base, standing.weights, tier.threshold, times, goal, gain)

    def over_orders(self, pile: Pile) -> Fen:
        if len(self.tiers) == 1:
            return pile.every(self.tiers[0].threshold, self.tiers[0].off)
        reached = [tier for tier in self.tiers if tier.threshold <= pile.total]
        return max((pile.total * tier.off // tier.threshold for tier in reached), default=0)

    def _next(
        self, base: int, tier: Tier, times: int, reached: int
    ) -> tuple[int | None, int | None]:
        """How much more reaches the next saving, and what it adds."""
        goals: list[tuple[int, int]] = []
        if self.every:
            goals.append(((times + 1) * tier.threshold, tier.off))
        if reached < len(self.tiers):
            above = self.tiers[reached]
            goals.append((above.threshold, above.off - tier.off * times))
        gains = [(goal - base, gain) for goal, gain in goals if gain > 0]
        return min(gains, default=(None, None))
