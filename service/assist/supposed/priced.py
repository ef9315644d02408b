"""The calculator's figures for a case, as evidence or as the totals of a split."""

from dataclasses import replace
from datetime import datetime
from fractions import Fraction

from service.assist.ground import Evidence, ledger_of
from service.assist.ground.basket import cart_of
from service.assist.ground.facts import ProductFacts
from service.assist.ground.quoted import AVERAGE
from service.assist.ground.working import Desk, work_out
from service.assist.guard import Fact, Ledger, Role
from service.assist.guard.facts import APPROXIMATE, EACH
from service.conversations.state import Intent, Item, NamedCoupon
from service.pricing import Cart, PricingError, Rulebook, better_split
from service.pricing.quote import Confidence
from service.pricing.split import Split

from .case import BEST, Case


def ledger_for(evidence: Evidence, case: Case, own: Case) -> Ledger | None:
    """What a clause of the case may state; ``None`` where nothing is sure."""
    try:
        if case.coupons == {BEST}:
            return _of_the_best(evidence, case, own)
        if case.split:
            return _of_split(evidence, case, own)
        if case.returning:
            return _of_return(evidence, case)
        priced = _priced(evidence, case)
    except PricingError:
        return None
    if priced is None or not _as_said(priced, case):
        return None
    ledger = ledger_of(priced)
    if case.goods != own.goods:
        ledger = replace(ledger, meant=frozenset(dict(case.goods)))
    return ledger if sum(units for _, units in case.goods) == 1 else _in_all(ledger)


def _of_the_best(evidence: Evidence, case: Case, own: Case) -> Ledger | None:
    """With the coupon by which the goods cost least."""
    coupons = [p.id for p in evidence.rulebook or () if p.needs_claim]
    cases = [replace(case, coupons=frozenset({c}), named=frozenset({c})) for c in coupons]
    known = [ledger for one in cases if (ledger := ledger_for(evidence, one, own))]
    return min(known, key=_payable, default=None)


def _payable(ledger: Ledger) -> int:
    return min(int(f.value) for f in ledger.in_role(Role.PAYABLE) if isinstance(f.value, int))


def _in_all(ledger: Ledger) -> Ledger:
    """Without what is of one piece: 三台不用券483元 tells the price of all three."""
    each = (EACH, APPROXIMATE)
    several = len(ledger.ordered) > 1
    averages = [replace(f, role=Role.SHARE) for f in ledger.facts if f.source == AVERAGE]
    kept = (
        fact
        for fact in ledger.facts
        if fact.unit not in each or (several and fact.role is Role.LIST_PRICE)
    )
    return replace(ledger, facts=(*kept, *averages))


def _as_said(priced: Evidence, case: Case) -> bool:
    quote = priced.quote
    if quote is None or quote.confidence is Confidence.LOW:
        return False
    if not case.named <= {step.promotion_id for step in quote.steps}:
        return False
    return case.paid is None or case.paid is bool(quote.deposit)


def _priced(evidence: Evidence, case: Case) -> Evidence | None:
    supposed, cart = _cart(evidence, case)
    if cart is None:
        return None
    desk = Desk(supposed.state, supposed.shop, supposed.rulebook, supposed.priced_at)
    return replace(supposed, quote=desk.quote(cart))


def _cart(evidence: Evidence, case: Case) -> tuple[Evidence, Cart | None]:
    book, at = _book(evidence, case)
    state, turn = evidence.state, evidence.state.turns
    state = replace(
        state,
        basket=tuple(Item(sku, units, turn) for sku, units in case.goods),
        coupons=tuple(NamedCoupon(coupon, turn) for coupon in sorted(case.coupons)),
        open=None,
    )
    facts = tuple(known for known in evidence.facts if isinstance(known, ProductFacts))
    supposed = replace(
        evidence, state=state, rulebook=book, priced_at=at, quote=None, worked=(), facts=facts
    )
    cart = cart_of(state, evidence.shop, at)
    return supposed, replace(cart, deposit_paid=_paid(evidence, case, cart)) if cart else None


def _paid(evidence: Evidence, case: Case, cart: Cart) -> frozenset[str]:
    """The deposits that the words say were paid, else those of the goods the buyer has."""
    if case.paid is not None:
        return frozenset(line.sku for line in cart.lines) if case.paid else frozenset()
    return cart.deposit_paid & {item.sku for item in evidence.state.basket}


def _book(evidence: Evidence, case: Case) -> tuple[Rulebook | None, datetime]:
    if not case.event:
        return evidence.rulebook, evidence.priced_at
    book = next(book for book in evidence.shop.rulebooks if book.id == case.event)
    return book, max(evidence.at, book.valid.start)


def _of_split(evidence: Evidence, case: Case, own: Case) -> Ledger | None:
    """A clause that names a product may state the figures of its order; one that names none those
    of all orders together, and no order's."""
    supposed, cart = _cart(evidence, own)
    if cart is None or supposed.rulebook is None or case.paid is not None:
        return None
    split = better_split(cart, supposed.rulebook)
    if split is None:
        return None
    if case.goods == own.goods:
        return _totals(split)
    ((sku, _),) = case.goods
    orders = [order for order in split.orders if any(q.line.sku == sku for q in order.lines)]
    if len(orders) != 1 or len(orders[0].lines) != 1:
        return None
    if not case.named <= {step.promotion_id for step in orders[0].steps}:
        return None
    return ledger_of(replace(supposed, quote=orders[0]))


def _of_return(evidence: Evidence, case: Case) -> Ledger | None:
    """What a return of so many pieces pays back, and no other return's figure."""
    asked = next(iter(evidence.state.questions), None)
    if asked is None:
        return None
    returning = ((case.goods[0][0], case.returning),)
    question = replace(asked, intent=Intent.REFUND, skus=(), returning=returning)
    state = replace(evidence.state, questions=(question,))
    desk = Desk(state, evidence.shop, evidence.rulebook, evidence.priced_at)
    return ledger_of(replace(evidence, worked=work_out(desk)))


def _totals(split: Split) -> Ledger:
    return Ledger.of(
        (
            Fact(Role.PAYABLE, split.payable, "元", "分单"),
            Fact(Role.SAVING, split.saves, "元", "分单"),
            Fact(Role.COUNT, Fraction(len(split.orders)), "单", "分单"),
        )
    )
