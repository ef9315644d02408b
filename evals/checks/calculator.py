"""The production calculator for what a case says is meant, and every amount a reply may say."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from functools import lru_cache

from evals.casebook import Case
from service.assist.guard import Role, facts_of_text
from service.assist.guard.facts import AMOUNT_ROLES
from service.assist.guard.reading import read
from service.assist.guard.reading.mentions import Mention
from service.conversations.state import Deposit
from service.pricing import Cart, Line, PricingError, Quote, price
from service.shops import Shop

PRICE_ROLES = frozenset({Role.PAYABLE, Role.DEPOSIT, Role.FINAL_PAYMENT})
"""An amount in one of these roles must be that very figure, not merely a known one."""


def quote_for(case: Case, shop: Shop) -> Quote | None:
    """``None`` where the case names no goods, or no price can be promised for them."""
    products = [(shop.catalogue.get(sku), n) for sku, n in case.basket.items()]
    lines = tuple(
        Line(p.sku, p.list_price, n, p.category, p.short) for p, n in products if p is not None
    )
    if not lines:
        return None
    paid = frozenset(case.basket) if case.deposit_state is Deposit.PAID else frozenset[str]()
    cart = Cart(lines, case.at, frozenset(case.coupons), paid, frozenset(case.memberships))
    try:
        return price(cart, shop.rulebook_at(case.at))
    except PricingError:
        return None


@dataclass(frozen=True, slots=True)
class Allowed:
    """Fen: what may stand in each price role, and what may stand as any other amount."""

    by_role: Mapping[Role, frozenset[int]]
    anywhere: frozenset[int]

    def admits(self, mention: Mention) -> bool:
        fen = mention.fen
        if fen is None:
            return True  # 几百块: no figure is said
        own = self.by_role.get(mention.role) if mention.role else None
        return fen in (own if own else self.anywhere)


def allowed(case: Case, shop: Shop, quote: Quote | None, texts: Iterable[str]) -> Allowed:
    """From the quote, the rules of the minute, what the trainer wrote, and trusted ``texts``."""
    written = {*case.allowed, *(_amounts_of((*_words(case), *texts)))}
    roles: dict[Role, frozenset[int]] = {}
    if quote is not None:
        more = {*case.allowed, *_amounts_of(_words(case))}
        each = {q.deposit // q.line.quantity for q in quote.lines}
        roles = {
            Role.PAYABLE: frozenset({quote.payable, *(q.payable for q in quote.lines), *more}),
            Role.DEPOSIT: frozenset(
                {quote.deposit, *(q.deposit for q in quote.lines), *each, *more}
            ),
            Role.FINAL_PAYMENT: frozenset({quote.final_payment, *more}),
        }
        for one in quote.lines:
            written |= {one.unit_price, one.line.list_price, one.after_deals}
            written |= {one.payable // one.line.quantity}
        written |= set(_figures(quote))
    written |= set(_amounts_of(_terms(case, shop)))
    every = written.union(*roles.values()) if roles else written
    return Allowed(roles, frozenset(every))


def amounts_in(text: str, shop: Shop, at: datetime) -> list[tuple[Mention, str]]:
    """Every amount of money of a text, with its words; names of goods and promotions (定金100抵200)
    hold none."""
    reading = read(text, _names(shop, at))
    return [
        (mention, reading.original(mention.start, mention.end)[2])
        for mention in reading.mentions
        if mention.money
    ]


def _names(shop: Shop, at: datetime) -> frozenset[str]:
    goods = (n for p in shop.catalogue for n in (p.sku, p.title, p.short, *p.aliases))
    promotions = (promotion.name for promotion in shop.rulebook_at(at) or ())
    return frozenset(filter(None, (*goods, *promotions)))


def _figures(quote: Quote) -> Iterator[int]:
    yield from (quote.list_price, quote.saving, quote.payable, quote.deposit, quote.final_payment)
    for step in quote.steps:
        yield from (step.saving, step.base, step.subtotal)
        if step.times:
            yield step.saving // step.times
        if step.threshold is not None:
            yield step.threshold
    for top_up in quote.top_ups:
        yield from (top_up.missing or 0, top_up.saves)
    for unused in quote.unused:
        yield from (unused.missing or 0, unused.would_save or 0)
    for reading in quote.readings:
        yield reading.payable
    yield from (charge.amount for charge in quote.charges)


def _terms(case: Case, shop: Shop) -> Iterator[str]:
    """跨店每满300减50: what the event's promotions are called."""
    book = shop.rulebook_at(case.at)
    for promotion in book or ():
        yield promotion.name


def _words(case: Case) -> tuple[str, ...]:
    return (*(word for group in case.must for word in group), case.reference)


def _amounts_of(texts: Iterable[str]) -> Iterator[int]:
    for text in texts:
        yield from _amounts_of_one(text)


@lru_cache(maxsize=8_192)
def _amounts_of_one(text: str) -> frozenset[int]:
    """Remembered: the same manuals stand behind every case."""
    return frozenset(
        int(fact.value)
        for fact in facts_of_text(text, "")
        if fact.role in AMOUNT_ROLES and isinstance(fact.value, int | Fraction)
    )
