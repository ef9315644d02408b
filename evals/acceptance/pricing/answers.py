"""What the calculator answers to a case, worked out when a figure asks for it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from math import gcd
from types import MappingProxyType
from typing import Any

from service.pricing import Cart, NoPrice, Quote, better_split, price
from service.pricing.money import Fen
from service.pricing.policies import Policies
from service.pricing.price_protection import Protection
from service.pricing.refund import Order, Refund, refund
from service.pricing.setting import set_up
from service.pricing.shares import share

from ..errors import Contradicted, NotOurs
from .case import Case, fen
from .protections import protection
from .setup import Prepared, moment, prepare

INPUT = frozenset(
    {
        *("items", "promotions", "presale", "freight", "choose", "refund", "refund_amount_of"),
        *("order_paid", "orders", "voucher", "order", "order_unit_paid", "now", "already_returned"),
        *("qty", "discount", "refund_qty", "final_paid", "shop_at_fault", "refund_steps"),
        "earned_spent",
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
    def units(self) -> dict[str, int]:
        """All that was bought."""
        return {line.sku: line.quantity for line in self.prepared.cart.lines}

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

    @cached_property
    def refused(self) -> bool:
        """Whether the rules contradict each other, or leave no price to promise."""
        try:
            return not self.quote
        except (NoPrice, Contradicted):
            return True

    def saving_of(self, *words: str) -> Fen | None:
        """What the case's promotions of these types took off; ``None`` where it has none."""
        found = {p.id for p in self.prepared.rulebook if p.name in words}
        if not found:
            return None
        return sum(step.saving for step in self.quote.steps if step.promotion_id in found)

    @cached_property
    def split(self) -> Fen:
        """What the cheapest split into orders costs, or the one order."""
        found = better_split(self.prepared.cart, self.prepared.rulebook)
        return found.payable if found else self.quote.payable

    @cached_property
    def missing(self) -> Fen:
        """How much more reaches the nearest threshold 凑单."""
        short = [one.missing for one in self.quote.unused if one.missing]
        short += [one.missing for one in self.quote.top_ups if one.missing]
        if not short:
            raise NotOurs("没有差多少金额的优惠")
        return min(short)

    def pieces(self, kind: str) -> int:
        """How many points of a kind were used, in hundredths as amounts are."""
        rates = {p.id: getattr(p, "per_yuan", 0) for p in self.prepared.rulebook if p.kind == kind}
        steps = [step for step in self.quote.steps if step.promotion_id in rates]
        return sum(step.saving * rates[step.promotion_id] for step in steps)

    def under(self, **named: Any) -> "Answer":
        """The same case under another policy."""
        return Answer(self.case, self.policies.model_copy(update=named))

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

    @cached_property
    def refunds(self) -> list[Fen]:
        """What each of several returns pays, one after the other."""
        steps = [_units_of(step, self.units) for step in self.case.given.get("refund_steps") or ()]
        if not steps:
            raise NotOurs("没有写分几次退什么（refund_steps）")
        return self._in_steps(steps)

    @property
    def refund_total(self) -> Fen:
        """What all returns of the case pay."""
        steps = len(self.case.given.get("refund_steps") or ())
        return sum(self.refunds) if steps > 1 else self.refund.cash

    @cached_property
    def refund_each(self) -> list[Fen]:
        """What each unit pays, sent back one by one."""
        lines = self.prepared.cart.lines
        return self._in_steps([{line.sku: 1} for line in lines for _ in range(line.quantity)])

    def _in_steps(self, steps: Sequence[Mapping[str, int]]) -> list[Fen]:
        paid: list[Fen] = []
        before: dict[str, int] = {}
        for step in steps:
            found = self._refunded(self.prepared.cart, step, before, sum(paid))
            paid.append(found.cash)
            before |= {sku: before.get(sku, 0) + units for sku, units in step.items()}
        return paid

    def _refunded(
        self,
        cart: Cart,
        returning: Mapping[str, int],
        before: Mapping[str, int] = MappingProxyType({}),
        refunded: Fen | None = None,
    ) -> Refund:
        book = self.prepared.rulebook
        order = Order(
            cart,
            price(cart, book),
            book,
            returned=dict(before),
            final_paid=self.case.given.get("final_paid", True),
            shop_at_fault=self.case.given.get("shop_at_fault", False),
            earned_spent=fen(self.case.given.get("earned_spent") or "0"),
            refunded=refunded,
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
    steps: Sequence[Any] = case.given.get("refund_steps") or ()
    if not asked and len(steps) == 1:
        asked = steps[0]
    units = {line.sku: line.quantity for line in cart.lines}
    if asked in ("all", "全部"):
        return units
    if not asked:
        raise NotOurs("没有写退什么（refund）")
    return _units_of(asked, units)


def _units_of(asked: Any, units: Mapping[str, int]) -> dict[str, int]:
    """The units named, of an order of ``units`` by SKU."""
    if isinstance(asked, Mapping):
        return {str(sku): int(count) for sku, count in asked.items()}
    returning: dict[str, int] = {}
    for entry in asked if isinstance(asked, Sequence) and not isinstance(asked, str) else [asked]:
        if isinstance(entry, Mapping):
            returning[str(entry["sku"])] = int(entry.get("qty", units.get(entry["sku"], 1)))
        else:
            returning[str(entry)] = units.get(str(entry), 1)
    return returning
