"""前N件: the first N units of a line at a lower price; the other units keep theirs.

Units of one line then differ in price; a part return pays paid · r / q.
"""

from typing import Literal

from pydantic import Field

from ..cart import Line
from ..money import PositiveYuan
from ..promotion import Deal, OwnDeal


class FirstN(OwnDeal):
    """The first ``count`` units of each line for ``price`` each."""

    kind: Literal["first_n"] = "first_n"
    count: int = Field(ge=1, le=9_999)
    price: PositiveYuan

    def deal(self, line: Line) -> Deal:
        return Deal(max(0, line.list_price - self.price), units=self.count)
