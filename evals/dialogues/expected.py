"""Figures of what is expected: the calculator's for the expected basket, not for the one read."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from service.conversations.state import Deposit
from service.pricing import Cart, Line, Quote, Rulebook, price, yuan
from service.pricing.refund import Order, refund
from service.shops import Shop

from .cases import Dialogue, DialogueTurn, Expect, Figures


@dataclass(frozen=True, slots=True)
class Held:
    """What is expected to be known so far; a key left out stays as it was."""

    basket: Mapping[str, int] = field(default_factory=dict)
    coupons: tuple[str, ...] = ()
    memberships: tuple[str, ...] = ()
    deposit: Deposit | None = None

    def after(self, expect: Expect) -> "Held":
        given = {
            name: value
            for name in ("basket", "coupons", "memberships", "deposit")
            if (value := getattr(expect, name)) is not None
        }
        return replace(self, **given)


@dataclass(frozen=True, slots=True)
class Worked:
    """The figures of one turn; ``None`` where none is expected."""

    quote: Figures | None
    refund: str | None
    both: Mapping[str, str] | None


def figures_of(dialogue: Dialogue, shop: Shop) -> list[Worked]:
    """For every turn, an agent's too. Raises ``PricingError`` where there is no price to expect."""
    held, worked = Held(), []
    for turn in dialogue.turns:
        expect = turn.expect or Expect.model_construct()
        held = held.after(expect)
        worked.append(_figures(dialogue, turn, expect, held, shop))
    return worked


def _figures(
    dialogue: Dialogue, turn: DialogueTurn, expect: Expect, held: Held, shop: Shop
) -> Worked:
    at, rules = _minute(dialogue, turn, expect, shop)
    quote = back = None
    if expect.quote is not None:
        figures = price(_cart(held.basket, held, shop, at), rules)
        quote = _figured(figures, expect.quote)
    if expect.refund is not None:
        cart = _cart(held.basket, held, shop, at)
        order = Order(cart, price(cart, rules), rules)
        back = yuan(refund(order, expect.returning or {}, at).cash)
    both = expect.both and {
        sku: yuan(price(_cart({sku: 1}, held, shop, at), rules).payable) for sku in expect.both
    }
    return Worked(quote, back, both)


def _minute(
    dialogue: Dialogue, turn: DialogueTurn, expect: Expect, shop: Shop
) -> tuple[datetime, Rulebook | None]:
    """The minute prices are expected for, and the rules of it."""
    now = turn.at or dialogue.at
    if expect.quote is not None and expect.quote.at is not None:
        now = expect.quote.at
    elif expect.moment is not None:
        now = expect.moment
    elif expect.event:
        book = next(book for book in shop.rulebooks if book.id == expect.event)
        now = max(now, book.valid.start)
    return now, shop.rulebook_at(now)


def _cart(basket: Mapping[str, int], held: Held, shop: Shop, at: datetime) -> Cart:
    products = [(product, n) for s, n in basket.items() if (product := shop.catalogue.get(s))]
    lines = tuple(Line(p.sku, p.list_price, n, p.category, p.short) for p, n in products)
    paid = frozenset(basket) if held.deposit is Deposit.PAID else frozenset()
    return Cart(lines, at, frozenset(held.coupons), paid, frozenset(held.memberships))


def _figured(quote: Quote, before: Figures) -> Figures:
    deposit = yuan(quote.deposit)
    later = yuan(quote.final_payment) if quote.deposit else ""
    payable = yuan(quote.payable)
    return Figures(payable=payable, deposit=deposit, final_payment=later, at=before.at)
