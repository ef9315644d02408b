"""限时折扣: a rate off the unit price, the saving half-up, per unit (U is a unit price)."""

from typing import Literal

from ..cart import Line
from ..money import BASIS, PositivePercent, half_up
from ..promotion import Deal, OwnDeal


class LimitedDiscount(OwnDeal):
    """``percent_off`` of each unit: 8折 is ``percent_off: "20"``."""

    kind: Literal["limited_discount"] = "limited_discount"
    percent_off: PositivePercent

    def deal(self, line: Line) -> Deal:
        return Deal(half_up(line.list_price * self.percent_off, BASIS))
