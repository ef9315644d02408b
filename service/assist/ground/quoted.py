"""A quote's figures as facts: totals, lines, payments, what each promotion saves."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from service.pricing import Quote
from service.pricing.quote import Confidence

from ..guard import Fact, Role
from ..guard.facts import APPROXIMATE, EACH, MORE, ORDER
from .derived import derived_from

AVERAGE = "平均"
"""Source of what one piece comes to."""

PIECE = "台"
"""The unit of the pieces that a quote is for; the guard knows 件 and 个 as well."""


def facts_of_quote(quote: Quote) -> Iterator[Fact]:
    """Everything that may be said of it; what the event makes of the list price holds under it."""
    for fact in (*_stated(quote), *derived_from(quote)):
        always = fact.role in (Role.LIST_PRICE, Role.PIECES) or not quote.steps
        yield fact if always else replace(fact, event=quote.rulebook_id)


def _stated(quote: Quote) -> Iterator[Fact]:
    """Totals belong to the one product of the quote, if it has one; figures to their promotion."""
    source = quote.rulebook_id or "日常价"
    one = quote.lines[0].line.sku if len(quote.lines) == 1 else ORDER
    totals = {
        Role.PAYABLE: quote.payable,
        Role.LIST_PRICE: quote.list_price,
        Role.SAVING: quote.saving,
    }
    if quote.deposit:
        totals |= {Role.DEPOSIT: quote.deposit, Role.FINAL_PAYMENT: quote.final_payment}
    for role, amount in totals.items():
        yield Fact(role, amount, "元", source, one)
    for line in quote.lines:
        sku, quantity = line.line.sku, line.line.quantity
        yield Fact(Role.LIST_PRICE, line.line.list_price, EACH, source, sku)
        yield Fact(Role.UNIT_PRICE, line.unit_price, EACH, source, sku)
        yield Fact(Role.PIECES, Fraction(quantity), PIECE, source, sku)
        if line.deposit:
            yield Fact(Role.DEPOSIT, line.deposit // quantity, EACH, source, sku)
    if len(quote.lines) == 1:
        yield from _average(quote, one)
    else:
        pieces = sum(line.line.quantity for line in quote.lines)
        yield Fact(Role.PIECES, Fraction(pieces), PIECE, source, ORDER)
    if quote.confidence is Confidence.LOW:
        for reading in quote.readings:
            yield Fact(Role.PAYABLE, reading.payable, "元", reading.policy, one)
    yield from _of_steps(quote)


def _average(quote: Quote, sku: str) -> Iterator[Fact]:
    """平均一台2274元; rounded to the fen it is told as about."""
    pieces = quote.lines[0].line.quantity
    each = (2 * quote.payable + pieces) // (2 * pieces)
    yield Fact(Role.UNIT_PRICE, each, EACH, AVERAGE, sku)
    if each * pieces != quote.payable:
        yield Fact(Role.UNIT_PRICE, each, APPROXIMATE, AVERAGE, sku)


def _of_steps(quote: Quote) -> Iterator[Fact]:
    """What each promotion saves, how often, and what is missing to those that did not go in."""
    for step in quote.steps:
        promotion = step.promotion_id
        yield Fact(Role.SAVING, step.saving, "元", promotion, promotion)
        if step.times > 1:  # once is never told, and must not be taken for one piece
            measure = "次" if step.by_times else "件"
            yield Fact(Role.COUNT, Fraction(step.times), measure, promotion, promotion)
            if step.threshold is None and step.saving % step.times == 0:
                each = step.saving // step.times
                yield Fact(Role.SAVING, each, EACH, promotion, promotion)
    for top_up in quote.top_ups:
        if top_up.missing is not None:
            source = top_up.promotion_id
            yield Fact(Role.OTHER_AMOUNT, top_up.missing, "元", source, source)
            yield Fact(Role.SAVING, top_up.saves, MORE, source, source)
    for unused in quote.unused:
        if unused.missing is not None:
            promotion = unused.promotion_id
            yield Fact(Role.OTHER_AMOUNT, unused.missing, "元", promotion, promotion)
