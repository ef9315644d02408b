"""一口价 / 秒杀价: each unit at a fixed price; no deal where the line is not dearer.

An official campaign price (``official: true``) goes before the shop's own if it saves [A28].
"""

from typing import Literal

from ..cart import Line
from ..money import PositiveYuan
from ..promotion import Deal, OwnDeal


class FixedPrice(OwnDeal):
    """Each unit for ``price``."""

    kind: Literal["fixed_price"] = "fixed_price"
    price: PositiveYuan

    def deal(self, line: Line) -> Deal:
        return Deal(max(0, line.list_price - self.price))
