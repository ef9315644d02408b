"""N元任选M件: M units in scope for one price, repeating, the dearest units first.

6 × 50 with 99元任选3件 costs 198. A group that would cost more than its units is not formed.
"""

from collections.abc import Iterable
from typing import ClassVar, Literal

from pydantic import Field

from ..money import Fen, PositiveYuan
from ..promotion import Level, Missed, OrderPromotion, Pile, Run, Saving, Standing


class PickFor(OrderPromotion):
    """Any ``count`` units in scope for ``price`` together."""

    level: ClassVar[Level] = Level.SHOP
    by_units: ClassVar[bool] = True

    kind: Literal["pick_for"] = "pick_for"
    count: int = Field(ge=2, le=9_999)
    price: PositiveYuan

    def saving(self, standing: Standing) -> Saving | Missed:
        units = standing.count
        if units < self.count:
            return Missed("件数不够", standing.total, missing_units=self.count - units)
        savings = _group_savings(standing.runs, self.count, self.price)
        if not savings:
            return Missed("任选价并不便宜", standing.total)
        return Saving(sum(savings), standing.total, standing.weights, times=len(savings))

    def over_orders(self, pile: Pile) -> Fen:
        return sum(_group_savings((pile.runs,), self.count, self.price))


def _group_savings(of_lines: Iterable[Iterable[Run]], size: int, price: Fen) -> list[Fen]:
    """What each group of ``size`` units saves, the dearest units first, while it saves."""
    runs = sorted((run for runs in of_lines for run in runs), key=lambda run: -run.price)
    savings: list[Fen] = []
    worth, room = 0, size
    for run in runs:
        count = run.count
        while count:
            taken = min(count, room)
            worth, room, count = worth + taken * run.price, room - taken, count - taken
            if room == 0:
                if worth <= price:
                    return savings
                savings.append(worth - price)
                worth, room = 0, size
    return savings
