"""What 金币 and 京豆 share: pieces that pay a part of the goods. No kind of its own."""

from pydantic import Field

from ..cart import Cart
from ..money import BASIS, Percent
from ..promotion import Missed, OrderPromotion, Saving, Standing


class Points(OrderPromotion):
    """``per_yuan`` pieces are worth one yuan; at most ``max_percent`` of the goods in scope before
    any asset and without their deposit, capped by what is left, in multiples of ``step`` pieces.

    The balance on the cart is in pieces.
    """

    per_yuan: int = Field(default=100, ge=1, le=100_000)
    max_percent: Percent = BASIS
    step: int = Field(default=1, ge=1, le=1_000_000)

    @property
    def optional(self) -> bool:
        return True

    def withheld(self, cart: Cart) -> str:
        return "" if cart.balances.get(self.id) else "没有给出可用数量，不计入"

    def saving(self, standing: Standing) -> Saving | Missed:
        pieces = min(
            standing.balance,
            standing.goods * self.max_percent * self.per_yuan // (BASIS * 100),
            standing.total * self.per_yuan // 100,
        )
        amount = pieces // self.step * self.step * 100 // self.per_yuan
        if not amount:
            return Missed("不够最低可用数量", standing.total)
        return Saving(amount, standing.total, standing.weights)
