"""What the calculator answers to a case, worked out when a figure asks for it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from math import gcd
from typing import Any

from service.pricing import Cart, NoPrice, Quote, price
from service.pricing.money import Fen
from service.pricing.policies import Policies
from service.pricing.price_protection import Protection
from service.pricing.refund import Order, Refund, refund
from service.pricing.setting import set_up
from service.pricing.shares import share

from ..errors import NotOurs
from .case import Case, fen
from .protections import protection
from .setup import Prepared, moment, prepare

INPUT = frozenset(
    {
        *("items", "promotions", "presale", "freight", "choose", "refund", "refund_amount_of"),
        *("order_paid", "orders", "voucher", "order", "order_unit_paid", "now", "already_returned"),
        *("qty", "discount", "refund_qty", "final_paid", "shop_at_fault"),
    }
)
"""Every key of a case's input that is read somewhere."""

RETURN_DAY = 12


class Answer:
    """One case under the policies named for it."""

    def __init__(self, case: Case, policies: Policies) -> None:
        unknown = sorted(case.given.keys() - INPUT)
        if unknown:
            raise NotOurs(f"input 有不认识的字段：{'、'.join(unknown)}")
        self.case = case
        self.policies = policies

    @cached_property
    def prepared(self) -> Prepared:
        if not self.case.given.get("items"):
            raise NotOurs("没有 items，这个数字算不出来")
        return prepare(self.case, self.policies)

    @cached_property
    def quote(self) -> Quote:
        return price(self.prepared.cart, self.prepared.rulebook)

    def quote_with(self, claimed: frozenset[str]) -> Quote:
        """The same cart with only these coupons in hand."""
        other = self.prepared.holding(claimed)
        return price(other.cart, other.rulebook)

    @cached_property
    def final_payment(self) -> Fen:
        """The final payment; exact even where a bare 抵用额 leaves the total open."""
        try:
            return self.quote.final_payment
        except NoPrice as error:
            if "final_payment" not in error.figures:
                raise
            return error.figures["final_payment"]

    @cached_property
    def threshold_base(self) -> Fen:
        """What thresholds are measured on before any order promotion."""
        setting = set_up(self.prepared.cart, self.prepared.rulebook)
        return sum(setting.checkout().measured)

    def saving(self, *kinds: str) -> Fen:
        """What the steps of these kinds took off."""
        return sum(step.saving for step in self.quote.steps if step.kind in kinds)

    @cached_property
    def paid(self) -> Mapping[str, Fen]:
        """What each line costs; its share of the order's total where that includes freight."""
        total = self.case.given.get("order_paid")
        if total is None or not self.case.given.get("freight"):
            return {line.line.sku: line.payable for line in self.quote.lines}
        weights = [line.list_price * line.quantity for line in self.prepared.cart.lines]
        odd_fen = self.prepared.rulebook.policy.odd_fen or "largest_remainder"
        parts = share(fen(total), weights, odd_fen=odd_fen)
        skus = [line.sku for line in self.prepared.cart.lines]
        return dict(zip(skus, parts, strict=True))

    @cached_property
    def shared(self) -> Mapping[str, Fen]:
        """What the order's promotions took off each line; item deals are no shares."""
        lines = range(len(self.quote.lines))
        deals = {p.id for p in self.prepared.rulebook if p.level.name == "ITEM"}
        steps = [step for step in self.quote.steps if step.promotion_id not in deals]
        return {self.quote.lines[i].line.sku: sum(step.shares[i] for step in steps) for i in lines}

    @cached_property
    def parts(self) -> list[Fen]:
        """One voucher over several orders of the same worth."""
        orders = int(self.case.given["orders"])
        return share(fen(self.case.given["voucher"]), [1] * orders)

    @cached_property
    def refund(self) -> Refund:
        """What the case sends back: SKUs, or goods of an amount."""
        if "refund_amount_of" in self.case.given:
            return self._part_of_a_line(fen(self.case.given["refund_amount_of"]))
        return self.refund_of(_returning(self.case, self.prepared.cart))

    def refund_of(self, returning: Mapping[str, int]) -> Refund:
        """What sending these units back pays, a few days after the order."""
        return self._refunded(self.prepared.cart, returning)

    def _refunded(self, cart: Cart, returning: Mapping[str, int]) -> Refund:
        book = self.prepared.rulebook
        order = Order(
            cart,
            price(cart, book),
            book,
            final_paid=self.case.given.get("final_paid", True),
            shop_at_fault=self.case.given.get("shop_at_fault", False),
        )
        return refund(order, returning, moment(self.case.year, RETURN_DAY))

    def _part_of_a_line(self, amount: Fen) -> Refund:
        """Goods worth ``amount`` of the line that an instrument is limited to: the line as units of
        the largest worth that divides both."""
        limited = {sku for p in self.prepared.rulebook for sku in p.scope.skus}
        lines = self.prepared.cart.lines
        found = [line for line in lines if line.sku in limited and line.list_price >= amount]
        if len(found) != 1 or found[0].quantity != 1:
            raise NotOurs("refund_amount_of 指哪一件商品不明确")
        unit = gcd(found[0].list_price, amount)
        cut = replace(found[0], list_price=unit, quantity=found[0].list_price // unit)
        cart = replace(
            self.prepared.cart,
            lines=tuple(cut if line.sku == cut.sku else line for line in lines),
        )
        return self._refunded(cart, {cut.sku: amount // unit})

    @cached_property
    def protection(self) -> Protection:
        return protection(self.case, self.policies)


def _returning(case: Case, cart: Cart) -> dict[str, int]:
    """All units of each SKU named, or so many of them."""
    asked: Any = case.given.get("refund_qty") or case.given.get("refund")
    if not asked:
        raise NotOurs("没有写退什么（refund）")
    units = {line.sku: line.quantity for line in cart.lines}
    if isinstance(asked, Mapping):
        return {str(sku): int(count) for sku, count in asked.items()}
    returning: dict[str, int] = {}
    for entry in asked if isinstance(asked, Sequence) and not isinstance(asked, str) else [asked]:
        if isinstance(entry, Mapping):
            returning[str(entry["sku"])] = int(entry.get("qty", units.get(entry["sku"], 1)))
        else:
            returning[str(entry)] = units.get(str(entry), 1)
    return returning
