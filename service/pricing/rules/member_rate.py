"""会员折扣: 88VIP 95折, PLUS. A rate on what is left after the others, without freight.

On a presale the deposit gets no rate, only the final payment does [A23, A24]: the base of a line
is what is left above its deposit. Half-up once a line. A monthly cap exists, its figure is unknown.
"""

from typing import ClassVar, Literal

from pydantic import Field

from ..cart import Cart
from ..money import PositivePercent, PositiveYuan
from ..promotion import Level, Missed, OrderPromotion, Saving, Standing
from ..reaching import rate_off


class MemberRate(OrderPromotion):
    """``percent_off`` for members of ``membership`` (95折 is ``"5"``), at most ``cap``."""

    level: ClassVar[Level] = Level.MEMBER

    kind: Literal["member_rate"] = "member_rate"
    membership: str = Field(min_length=1, max_length=40)
    percent_off: PositivePercent
    cap: PositiveYuan | None = None

    def withheld(self, cart: Cart) -> str:
        return "" if self.membership in cart.memberships else f"{self.membership} 会员才有"

    def saving(self, standing: Standing) -> Saving | Missed:
        return rate_off(standing, self.percent_off, cap=self.cap)
