"""付定立减: "付定金100立减200". The reduction comes on top of the deposit.

U = P − off; final payment = P − deposit − off; total = P − off. Per unit. Source: [A3].
"""

from typing import Literal, Self

from pydantic import model_validator

from ..cart import Line
from ..money import Yuan
from ..promotion import Deal, ItemPromotion


class DepositReduction(ItemPromotion):
    """Paying ``deposit`` 定金 now takes ``off`` 立减 from the price, per unit."""

    takes_deposit = True

    kind: Literal["deposit_reduction"] = "deposit_reduction"
    deposit: Yuan
    off: Yuan

    @model_validator(mode="after")
    def _takes_a_deposit(self) -> Self:
        if self.deposit <= 0:
            raise ValueError("定金 deposit 要大于 0")
        return self

    def deal(self, line: Line) -> Deal:
        return Deal(self.off, self.deposit)
