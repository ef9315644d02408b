"""What a reply may rest on: the quote, the passages, the rulebook that holds at the minute."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from knowledge.types import Hit, Kind
from service.conversations.state import State
from service.pricing import Cart, Line, NoPrice, Quote, Rulebook, price
from service.shops import Shop


class Search(Protocol):
    """The part of ``knowledge.index.Pinned`` that grounding asks."""

    def search(
        self,
        shop_id: str,
        query: str,
        *,
        at: datetime,
        skus: frozenset[str] = frozenset(),
        kinds: frozenset[Kind] | None = None,
        limit: int = 5,
    ) -> Sequence[Hit]: ...

    def version(self, shop_id: str) -> str: ...


class Library(Protocol):
    """The part of ``knowledge.index.Knowledge`` that answering asks: one answer rests on one
    version of the shop's knowledge, whatever is activated meanwhile."""

    def pinned(self, shop_id: str) -> Search:
        """The version that is active now."""
        ...


@dataclass(frozen=True, slots=True)
class Evidence:
    """``no_price`` says why a price that was asked cannot be promised; ``other_coupons`` are
    named coupons that the event does not have. ``priced_at`` is the minute prices are for: ``at``,
    or the beginning of a later event that was asked about."""

    shop: Shop
    state: State
    at: datetime
    priced_at: datetime
    rulebook: Rulebook | None
    quote: Quote | None
    no_price: str
    other_coupons: tuple[str, ...]
    scripts: tuple[Hit, ...]
    documents: tuple[Hit, ...]
    version: str

    def cited(self) -> tuple[Hit, ...]:
        """The passages a drafted reply is given and may retell."""
        return (*self.scripts[:2], *self.documents[:2])


def ground(state: State, shop: Shop, search: Search, at: datetime) -> Evidence:
    """Evidence for the state at the minute. Raises ``PricingError`` for a cart beyond limits."""
    asked = next((book for book in shop.rulebooks if book.id == state.event), None)
    rulebook = asked or shop.rulebook_at(at)
    priced_at = max(at, asked.valid.start) if asked else at
    quote, no_price = _quote(state, shop, rulebook, priced_at)
    skus = frozenset(item.sku for item in state.basket) or frozenset(state.choices)
    query = state.text  # the product is in the scope, so its name need not be in the words
    return Evidence(
        shop=shop,
        state=state,
        at=at,
        priced_at=priced_at,
        rulebook=rulebook,
        quote=quote,
        no_price=no_price,
        other_coupons=_other_coupons(state, shop, rulebook),
        scripts=tuple(
            search.search(shop.id, query, at=at, skus=skus, kinds=frozenset({Kind.SCRIPT}))
        ),
        documents=tuple(
            search.search(shop.id, query, at=at, skus=skus, kinds=frozenset({Kind.DOCUMENT}))
        ),
        version=search.version(shop.id),
    )


def _quote(
    state: State, shop: Shop, rulebook: Rulebook | None, at: datetime
) -> tuple[Quote | None, str]:
    """The quote of the basket; none without a basket, and the reason where none can be promised."""
    lines = tuple(
        Line(product.sku, product.list_price, item.quantity, product.category, product.short)
        for item in state.basket
        if (product := shop.catalogue.get(item.sku))
    )
    if not lines:
        return None, ""
    if rulebook is not None and at >= rulebook.valid.end:
        return None, f"{rulebook.event}已经结束，活动价不能再承诺"
    paid = frozenset(line.sku for line in lines) if state.deposit_paid else frozenset()
    claimed = frozenset(coupon.promotion_id for coupon in state.coupons)
    try:
        return price(Cart(lines, at, claimed, paid), rulebook), ""
    except NoPrice as error:
        return None, str(error)


def _other_coupons(state: State, shop: Shop, rulebook: Rulebook | None) -> tuple[str, ...]:
    here = {promotion.id for promotion in rulebook} if rulebook else set()
    names = {promotion.id: promotion.name for book in shop.rulebooks for promotion in book}
    return tuple(
        names[coupon.promotion_id]
        for coupon in state.coupons
        if coupon.promotion_id not in here and coupon.promotion_id in names
    )
