"""定金膨胀: "定金100抵200". The deposit is worth more than was paid; gross of the deposit.

U = P − (worth − deposit); final payment = P − worth; total = P − worth + deposit. Per unit.
Source: [A1]. Told apart from 付定立减 by its kind: confusing the two costs exactly the deposit.
Without a ``deposit`` (a bare 抵用额) the final payment is exact and the total is not promised.
"""

from typing import Literal, Self

from pydantic import model_validator

from ..cart import Line
from ..money import PositiveYuan
from ..promotion import Deal, ItemPromotion


class DepositInflation(ItemPromotion):
    """``deposit`` 定金 paid now counts as ``worth`` 抵用额 of the price, per unit."""

    takes_deposit = True

    kind: Literal["deposit_inflation"] = "deposit_inflation"
    deposit: PositiveYuan | None = None
    worth: PositiveYuan

    @model_validator(mode="after")
    def _worth_more(self) -> Self:
        if self.deposit is not None and self.deposit > self.worth:
            raise ValueError("抵用额 worth 不能小于定金 deposit，定金要大于 0")
        return self

    def deal(self, line: Line) -> Deal:
        if self.deposit is None:
            return Deal(self.worth, inflates=True, deposit_known=False)
        return Deal(self.worth - self.deposit, self.deposit, inflates=True)
