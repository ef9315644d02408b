"""现金红包: after everything, so it never touches a threshold; capped by what is left to pay.

Shared by what is left of each line above its deposit.
"""

from typing import ClassVar, Literal

from ..cart import Cart
from ..money import PositiveYuan
from ..promotion import Level, Missed, OrderPromotion, Saving, Standing


class RedPacket(OrderPromotion):
    """A packet of ``off`` that was claimed; without ``off``, the buyer's balance of it (fen)."""

    level: ClassVar[Level] = Level.ASSET

    kind: Literal["red_packet"] = "red_packet"
    off: PositiveYuan | None = None

    @property
    def optional(self) -> bool:
        return True

    def withheld(self, cart: Cart) -> str:
        if self.off is not None:
            return "" if self.id in cart.claimed else "领到才有"
        return "" if cart.balances.get(self.id) else "没有给出红包余额，不计入"

    def saving(self, standing: Standing) -> Saving | Missed:
        worth = self.off if self.off is not None else standing.balance
        amount = min(worth, standing.total)
        if not amount:
            return Missed("没有可抵的金额", standing.total)
        return Saving(amount, standing.total, standing.weights)
