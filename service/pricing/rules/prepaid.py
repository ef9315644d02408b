"""购物金: money the buyer paid in before; after everything, up to the balance."""

from typing import ClassVar, Literal

from ..cart import Cart
from ..promotion import Level, Missed, OrderPromotion, Saving, Standing


class Prepaid(OrderPromotion):
    """The balance on the cart is in fen; capped by what is left above the deposit."""

    level: ClassVar[Level] = Level.ASSET

    kind: Literal["prepaid"] = "prepaid"

    @property
    def optional(self) -> bool:
        return True

    def withheld(self, cart: Cart) -> str:
        return "" if cart.balances.get(self.id) else "没有给出购物金余额，不计入"

    def saving(self, standing: Standing) -> Saving | Missed:
        amount = min(standing.balance, standing.total)
        if not amount:
            return Missed("没有可抵的金额", standing.total)
        return Saving(amount, standing.total, standing.weights)
