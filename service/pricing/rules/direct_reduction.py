"""直降: a fixed amount off each unit. Marked ``adds_to_presale`` it is 尾款立减 beside a presale.

One item deal wins per unit [A28]. 899 with 定金50抵150 and a marked 立减120 costs 679.
"""

from typing import Literal

from ..cart import Line
from ..money import PositiveYuan
from ..promotion import Deal, OwnDeal


class DirectReduction(OwnDeal):
    """``off`` from the price of each unit."""

    kind: Literal["direct_reduction"] = "direct_reduction"
    off: PositiveYuan

    def deal(self, line: Line) -> Deal:
        return Deal(self.off)
