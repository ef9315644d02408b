"""Returns and price protection of a random order: the engine beside the reference."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random
from typing import Any

from service.pricing import Line, NoPrice, price
from service.pricing.price_protection import price_protection
from service.pricing.refund import Order, Refund, refund

from .bare_worth import sold_by_bare_worth
from .carts import END, Case
from .protection import protected
from .refunds import PaidBack, deposit_back, paid_back
from .sales import Sale, Units, sell

Difference = dict[str, Any]


def after_sale(case: Case, dice: Random) -> Iterator[Difference]:
    """Every difference on random returns of the case; nothing where it has no price."""
    if sold_by_bare_worth(case.cart, case.book):
        return
    try:
        sale = sell(case.cart, case.book)
        order = Order(case.cart, price(case.cart, case.book), case.book)
    except NoPrice:
        return
    yield from _returns(sale, order, dice)
    yield from _deposits(sale, order, dice)
    yield from _protection(sale, order, dice)


def steps(sale: Sale, dice: Random) -> list[Units]:
    """All units in a random order, in random lots; sometimes some are kept."""
    units = [line.sku for line in sale.cart.lines for _ in range(line.quantity)]
    dice.shuffle(units)
    if dice.random() < 0.4:
        del units[dice.randint(0, len(units)) :]
    lots: list[dict[str, int]] = []
    for sku in units:
        if not lots or dice.random() < 0.6:
            lots.append({})
        lots[-1][sku] = lots[-1].get(sku, 0) + 1
    return list(lots)


def _returns(sale: Sale, order: Order, dice: Random) -> Iterator[Difference]:
    earned_spent = dice.choice([0, 0, 0, 1, 150])
    at = dice.choice([END - timedelta(days=1), END, END + timedelta(days=30)])
    returned: dict[str, int] = {}
    cash = 0
    for lot in steps(sale, dice):
        told = dice.random() < 0.5 or order.refund_rule == "recomputed"
        order = replace(
            order,
            returned=dict(returned),
            earned_spent=earned_spent,
            refunded=cash if told else None,
        )
        ours = _figures(lambda: refund(order, lot, at))  # noqa: B023 - called at once
        theirs = _figures(lambda: paid_back(sale, returned, lot, at, earned_spent, cash))  # noqa: B023
        if ours != theirs:
            yield {"returned": dict(returned), "lot": lot, "reference": theirs, "engine": ours}
        cash += theirs.get("cash", 0)
        for sku, units in lot.items():
            returned[sku] = returned.get(sku, 0) + units
        if cash > max(0, sale.goods - earned_spent):
            yield {"returned": returned, "paid in all": cash, "paid for it": sale.goods}
        if theirs.get("full"):
            expected = max(0, sale.goods - earned_spent)
            if cash != expected:
                yield {"returned": returned, "paid in all": cash, "expected": expected}


def _figures(work: Any) -> dict[str, Any]:
    try:
        found = work()
    except NoPrice:
        return {"refused": True}
    if isinstance(found, PaidBack):
        return vars(found)
    assert isinstance(found, Refund)
    return {
        "cash": found.cash,
        "lines": [(x.sku, x.units, x.cash, dict(x.assets)) for x in found.lines],
        "rule": found.rule,
        "other_cash": found.other_cash,
        "full": found.full,
        "back": set(found.back),
        "promised": found.promised,
    }


def _deposits(sale: Sale, order: Order, dice: Random) -> Iterator[Difference]:
    if not order.quote.deposit:
        return
    returned: dict[str, int] = {}
    fault = dice.random() < 0.7
    for lot in steps(sale, dice):
        unpaid = replace(order, returned=dict(returned), final_paid=False, shop_at_fault=fault)
        ours = refund(unpaid, lot, order.cart.at).cash
        theirs = deposit_back(sale, returned, lot, fault)
        if ours != theirs:
            yield {"unpaid": dict(returned), "lot": lot, "reference": theirs, "engine": ours}
        for sku, units in lot.items():
            returned[sku] = returned.get(sku, 0) + units


def _protection(sale: Sale, order: Order, dice: Random) -> Iterator[Difference]:
    line = dice.choice(sale.cart.lines)
    returned = dice.randint(0, line.quantity - 1)
    today = replace(line, list_price=max(1, line.list_price * dice.choice([50, 90, 100]) // 100))
    at: datetime = dice.choice([order.cart.at, END - timedelta(days=1), END])
    already = dice.choice([0, 0, 100])
    kept = replace(order, returned={line.sku: returned})
    theirs = _or_refused(
        lambda: protected(sale, today, line.quantity - returned, at, sale.book, already)
    )

    def ours() -> tuple[int, int, int]:
        found = price_protection(
            kept, line.sku, _in_any_quantity(today), at, sale.book, already=already
        )
        return found.then, found.now, found.compensation

    found = _or_refused(ours)
    if found != theirs:
        yield {"protection": line.sku, "at": at, "reference": theirs, "engine": found}


def _in_any_quantity(line: Line) -> Line:
    return replace(line, quantity=7)


def _or_refused(work: Any) -> Any:
    try:
        return work()
    except NoPrice:
        return "refused"
