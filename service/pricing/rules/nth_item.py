"""第N件X折 / 第N件X元: the cheapest unit in scope, once, or once for every N with ``repeat``.

4 × 100 with 第2件1元: 301, with ``repeat`` 202. It counts as a shop activity, so 2 × 100 with
第二件1元 and a coupon 满200减100 pays 1.00 [A10]: allowed, but flagged.
"""

from typing import ClassVar, Literal, Self

from pydantic import Field, model_validator

from ..money import BASIS, Fen, PositivePercent, Yuan, half_up
from ..promotion import Level, Missed, OrderPromotion, Pile, Run, Saving, Standing


class NthItem(OrderPromotion):
    """Of ``nth`` units in scope the cheapest costs ``price``, or ``percent_off`` less."""

    level: ClassVar[Level] = Level.SHOP
    by_units: ClassVar[bool] = True

    kind: Literal["nth_item"] = "nth_item"
    nth: int = Field(ge=2, le=9_999)
    price: Yuan | None = None
    percent_off: PositivePercent | None = None
    repeat: bool = False

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if (self.price is None) == (self.percent_off is None):
            raise ValueError("第N件要写 price（第N件X元）或 percent_off（第N件X折），二选一")
        return self

    def saving(self, standing: Standing) -> Saving | Missed:
        units = standing.count
        if units < self.nth:
            return Missed("件数不够", standing.total, missing_units=self.nth - units)
        times = units // self.nth if self.repeat else 1
        amount = sum(self._off(run) for run in _cheapest(standing, times))
        if not amount:
            return Missed("第N件并不便宜", standing.total)
        return Saving(amount, standing.total, standing.weights, times=times)

    def over_orders(self, pile: Pile) -> Fen:
        """Of the units from dear to cheap each ``nth``: an order takes off its cheapest."""
        prices = [run.price for run in pile.runs for _ in range(run.count)]
        return sum(self._off(Run(price, 1)) for price in prices[self.nth - 1 :: self.nth])

    def _off(self, run: Run) -> Fen:
        if self.percent_off is not None:
            return half_up(run.price * self.percent_off, BASIS) * run.count
        return max(0, run.price - (self.price or 0)) * run.count


def _cheapest(standing: Standing, units: int) -> list[Run]:
    """The ``units`` cheapest units in scope."""
    taken: list[Run] = []
    for run in sorted((r for runs in standing.runs for r in runs), key=lambda run: run.price):
        count = min(run.count, units)
        if count:
            taken.append(Run(run.price, count))
        units -= count
    return taken
