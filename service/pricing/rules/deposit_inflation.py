"""定金膨胀: "定金100抵200". The deposit is worth more than was paid; gross of the deposit.

U = P − (worth − deposit); final payment = P − worth; total = P − worth + deposit. Per unit.
Source: [A1]. Told apart from 付定立减 by its kind: confusing the two costs exactly the deposit.
"""

from typing import Literal, Self

from pydantic import model_validator

from ..cart import Line
from ..money import Yuan
from ..promotion import Deal, ItemPromotion


class DepositInflation(ItemPromotion):
    """``deposit`` 定金 paid now counts as ``worth`` 抵用额 of the price, per unit."""

    takes_deposit = True

    kind: Literal["deposit_inflation"] = "deposit_inflation"
    deposit: Yuan
    worth: Yuan

    @model_validator(mode="after")
    def _worth_more(self) -> Self:
        if not 0 < self.deposit <= self.worth:
            raise ValueError("抵用额 worth 不能小于定金 deposit，定金要大于 0")
        return self

    def deal(self, line: Line) -> Deal:
        return Deal(self.worth - self.deposit, self.deposit)
