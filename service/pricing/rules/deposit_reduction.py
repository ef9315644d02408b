"""付定立减: "付定金100立减200". The reduction comes on top of the deposit.

U = P − off; final payment = P − deposit − off; total = P − off. Per unit. Source: [A3].
A plain presale (定金 without more) is ``off: "0"``.
"""

from typing import Literal

from ..cart import Line
from ..money import PositiveYuan, Yuan
from ..promotion import Deal, ItemPromotion


class DepositReduction(ItemPromotion):
    """Paying ``deposit`` 定金 now takes ``off`` 立减 from the price, per unit."""

    takes_deposit = True

    kind: Literal["deposit_reduction"] = "deposit_reduction"
    deposit: PositiveYuan
    off: Yuan

    def deal(self, line: Line) -> Deal:
        return Deal(self.off, self.deposit)
