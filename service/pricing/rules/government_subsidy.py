"""国补: min(cap, rate of the price after all discounts), up to a price limit, one unit a category.

3500 − 500 → 15% of 3000 = 450 → 2550 [G1, G2]. Last, after assets; of one category the unit with
the largest subsidy, ties by line order. It needs the region's quota: only with the qualification
资格 claimed.
"""

from collections.abc import Iterator
from typing import ClassVar, Literal

from ..money import BASIS, Fen, PositivePercent, PositiveYuan, half_up
from ..promotion import Level, Missed, OrderPromotion, Saving, Standing


class GovernmentSubsidy(OrderPromotion):
    """``percent_off`` of one unit's final price, at most ``cap``, for prices up to
    ``price_limit``. A line's unit price is what is left of the line ÷ its units."""

    level: ClassVar[Level] = Level.SUBSIDY
    needs_claim: ClassVar[bool] = True

    kind: Literal["government_subsidy"] = "government_subsidy"
    percent_off: PositivePercent
    cap: PositiveYuan
    price_limit: PositiveYuan | None = None

    def saving(self, standing: Standing) -> Saving | Missed:
        best: dict[str, tuple[Fen, int]] = {}
        for index, amount in self._subsidies(standing):
            category = standing.lines[index].category
            if amount > best.get(category, (0, 0))[0]:
                best[category] = (amount, index)
        if not best:
            return Missed(
                "成交价超过补贴限价" if standing.total else "没有可补的金额", standing.total
            )
        weights = [0] * len(standing.lines)
        for amount, index in best.values():
            weights[index] = amount
        return Saving(sum(weights), standing.total, tuple(weights), times=len(best))

    def _subsidies(self, standing: Standing) -> Iterator[tuple[int, Fen]]:
        """(line, subsidy of one unit) of the lines whose unit price is within the limit."""
        for index, (line, base) in enumerate(zip(standing.lines, standing.bases, strict=True)):
            limit = self.price_limit
            if base and (limit is None or base <= limit * line.quantity):
                rate = half_up(base * self.percent_off, BASIS * line.quantity)
                yield index, min(rate, self.cap)
