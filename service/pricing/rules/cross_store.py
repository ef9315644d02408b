"""跨店满减 / 购物津贴: every full threshold takes the reduction again.

floor(S / threshold) × off over goods paid together [A15, A17]. Automatic and without a cap since
2020; the 津贴 of 2018–19 was capped by the buyer's balance. Shops of the same tier pool (one
promotion, its scope lists them); different tiers are different promotions and never pool.
"""

from dataclasses import replace
from typing import ClassVar, Literal, Self

from pydantic import model_validator

from ..cart import Cart
from ..money import Fen, Yuan
from ..promotion import Level, Missed, OrderPromotion, Pile, Saving, Standing
from ..reaching import repeated


class CrossStore(OrderPromotion):
    """每满 ``threshold`` 减 ``off``; with ``from_balance`` 津贴, at most the buyer's balance."""

    level: ClassVar[Level] = Level.PLATFORM

    kind: Literal["cross_store"] = "cross_store"
    threshold: Yuan
    off: Yuan
    from_balance: bool = False

    @model_validator(mode="after")
    def _has_a_threshold(self) -> Self:
        if not 0 < self.off < self.threshold:
            raise ValueError("跨店满减要写成“每满 threshold 减 off”，off 大于 0 且小于 threshold")
        return self

    @property
    def optional(self) -> bool:
        return self.from_balance

    def withheld(self, cart: Cart) -> str:
        if self.from_balance and not cart.balances.get(self.id):
            return "没有给出津贴余额，不计入"
        return ""

    def saving(self, standing: Standing) -> Saving | Missed:
        cap = standing.balance if self.from_balance else None
        outcome = repeated(standing, self.threshold, self.off, cap)
        if isinstance(outcome, Saving) and cap is not None and outcome.amount == cap:
            return replace(outcome, next_missing=None, next_saves=None)
        return outcome

    def over_orders(self, pile: Pile) -> Fen:
        return pile.every(self.threshold, self.off)
