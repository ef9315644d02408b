"""What can be derived from a quote without another price: subtotals, shares, the next threshold.

Each has a role and a subject of its own, so that it can be said as what it is and as nothing else.
"""

from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations

from service.pricing import Quote, Step

from ..guard import Fact, Role
from ..guard.facts import COUPONS, EACH, NEXT, SEVERAL
from .reductions import is_coupon, kinds_of

MOST_STEPS = 5
"""Of more steps only the first are told one by one."""


def derived_from(quote: Quote) -> Iterator[Fact]:
    yield from _coupons_together(quote)
    yield from _of_kinds(quote)
    yield from _subtotals(quote)
    yield from _thresholds_ahead(quote)
    yield from _of_lines(quote) if len(quote.lines) > 1 else _of_pieces(quote)


def _coupons_together(quote: Quote) -> Iterator[Fact]:
    """两张券一起用: so many coupons as are in the price."""
    coupons = sum(is_coupon(step.kind) for step in quote.steps)
    if coupons > 1:
        yield Fact(Role.PIECES, Fraction(coupons), COUPONS, "报价用券")


def _of_kinds(quote: Quote) -> Iterator[Fact]:
    """预售优惠合计500元: what several promotions of one kind save together."""
    kinds: dict[str, list[Step]] = {}
    for step in quote.steps:
        for kind in kinds_of(step.kind):
            kinds.setdefault(kind, []).append(step)
    for steps in kinds.values():
        if len(steps) > 1:
            ids = SEVERAL.join(step.promotion_id for step in steps)
            yield Fact(Role.SAVING, sum(step.saving for step in steps), "元", ids, ids)


def _subtotals(quote: Quote) -> Iterator[Fact]:
    """立减完1407.12元: what is left after some of the steps, in whatever order they are told; the
    subject names all of them."""
    steps = quote.steps[:MOST_STEPS]
    told = {quote.list_price, quote.payable}
    for number in range(1, len(steps)):
        for taken in combinations(steps, number):
            left = quote.list_price - sum(step.saving for step in taken)
            if left not in told:
                told.add(left)
                ids = SEVERAL.join(step.promotion_id for step in taken)
                yield Fact(Role.SUBTOTAL, left, "元", ids, ids)


def _thresholds_ahead(quote: Quote) -> Iterator[Fact]:
    """2995离3000差5元: the next threshold that a little more would reach."""
    reached = {step.promotion_id: step for step in quote.steps}
    for top_up in quote.top_ups:
        step = reached.get(top_up.promotion_id)
        if top_up.missing is not None and step is not None:
            ahead = step.base + top_up.missing
            yield Fact(Role.THRESHOLD, ahead, NEXT, step.promotion_id, step.promotion_id)


def _of_lines(quote: Quote) -> Iterator[Fact]:
    """Each line's list price and deposit in all, its share of every saving and of the price."""
    for index, quoted in enumerate(quote.lines):
        line = quoted.line
        if line.quantity > 1:
            yield Fact(Role.LIST_PRICE, line.list_price * line.quantity, "元", "日常价", line.sku)
            if quoted.deposit:
                yield Fact(Role.DEPOSIT, quoted.deposit, "元", quote.rulebook_id, line.sku)
        yield Fact(Role.SHARE, quoted.payable, "元", "分摊后", line.sku)
        if line.quantity > 1:
            each = Fraction(quoted.payable, line.quantity).__round__()
            yield Fact(Role.SHARE, each, EACH, "分摊后", line.sku)
        for step in quote.steps:
            if step.shares[index] and step.shares[index] != step.saving:
                share = step.shares[index]
                yield Fact(Role.SHARE, share, "元", step.promotion_id, line.sku)
                left = line.list_price * line.quantity - share
                yield Fact(Role.SUBTOTAL, left, "元", step.promotion_id, step.promotion_id)


def _of_pieces(quote: Quote) -> Iterator[Fact]:
    """每台立减347.88元: what a step saves on one of several pieces of the same."""
    pieces = quote.lines[0].line.quantity
    for step in quote.steps:
        if pieces > 1 and step.saving % pieces == 0:
            each, source = step.saving // pieces, step.promotion_id
            yield Fact(Role.SHARE, each, EACH, source, quote.lines[0].line.sku)
            if step.threshold is None:
                yield Fact(Role.SAVING, each, EACH, source, source)
