"""Where a practice plays: a minute of an event, goods of the catalogue, and the calculator's price.

Nothing is made up: whatever the buyer may be told stands in the shop's files.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from service.pricing import Cart, Line, PricingError, Quote, Rulebook, Window, price
from service.shops import Product, Shop

EVENING = (20, 30)
TRIES = 200
"""Carts that are tried until one fits; the dice decide which."""


@dataclass(frozen=True, slots=True)
class Scene:
    """One cart at one minute. ``quote`` is what it costs."""

    shop: Shop
    at: datetime
    goods: tuple[Product, ...]
    quote: Quote

    @property
    def basket(self) -> dict[str, int]:
        return {product.sku: 1 for product in self.goods}

    @property
    def names(self) -> str:
        """As a buyer lists them: 静悦1.5匹和微波炉."""
        return "和".join(product.short for product in self.goods)


def found(
    shop: Shop,
    now: datetime,
    dice: Random,
    pieces: int = 1,
    fits: Callable[[Scene], bool] = lambda _: True,
    phase: str = "",
) -> Scene | None:
    """A scene that ``fits``, ``None`` where the shop has none. With a ``phase`` (deposit, …) the
    minute lies in it."""
    goods = list(shop.catalogue)
    minutes = list(_minutes(shop, now, phase))
    for _ in range(TRIES if minutes and len(goods) >= pieces else 0):
        scene = _priced(shop, dice.choice(minutes), dice.sample(goods, pieces))
        if scene is not None and fits(scene):
            return scene
    return None


def _priced(shop: Shop, at: datetime, goods: Sequence[Product]) -> Scene | None:
    lines = tuple(Line(p.sku, p.list_price, 1, p.category, p.short) for p in goods)
    try:
        quote = price(Cart(lines, at), shop.rulebook_at(at))
    except PricingError:
        return None
    return Scene(shop, at, tuple(goods), quote)


def _minutes(shop: Shop, now: datetime, phase: str) -> Iterator[datetime]:
    """Evenings of the event that is on, else of the next, else of the last; now without any."""
    book = _book(shop.rulebooks, now)
    if book is None:
        if not phase:
            yield now
        return
    stage = book.phase(phase) if phase else None
    if phase and stage is None:
        return
    window: Window = stage.window if stage else book.valid
    evening = window.start.replace(hour=EVENING[0], minute=EVENING[1], second=0, microsecond=0)
    while evening < window.end:
        if window.holds(evening):
            yield evening
        evening += timedelta(days=1)


def _book(books: Sequence[Rulebook], now: datetime) -> Rulebook | None:
    on = (book for book in books if book.valid.holds(now))
    ahead = (b for b in sorted(books, key=lambda b: b.valid.start) if b.valid.start > now)
    past = sorted(books, key=lambda b: b.valid.end, reverse=True)
    return next(on, None) or next(ahead, None) or next(iter(past), None)
