"""The shop's events and kinds of reduction, in the guard's terms."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from itertools import pairwise

from service.pricing import Line, Promotion, Rulebook
from service.shops import Shop

from ..guard import Fact, KnownEvent, Role, facts_of_text, fold, short_name
from ..guard.facts import TERM
from ..guard.offers import Offer

_KINDS: Mapping[str, tuple[str, ...]] = {
    "deposit_inflation": ("presale",),
    "deposit_reduction": ("presale", "instant"),
    "official_reduction": ("official", "instant"),
    "direct_reduction": ("instant",),
    "fixed_price": ("instant",),
    "limited_discount": ("instant",),
    "cross_store": ("full",),
    "platform_reduction": ("full", "instant"),
    "shop_reduction": ("full",),
    "shop_ladder": ("full",),
    "amount_discount": ("full",),
    "count_discount": ("full",),
}
"""How a promotion's kind is called; what is not here and ends in coupon or voucher is a 券."""


def reductions_of(promotions: Iterable[Promotion]) -> Mapping[str, list[str]]:
    """The promotions that each kind of words may mean."""
    found: dict[str, list[str]] = {}
    for promotion in promotions:
        for kind in kinds_of(promotion.kind):
            found.setdefault(kind, []).append(promotion.id)
    return found


def known_event(book: Rulebook) -> KnownEvent:
    return KnownEvent(
        book.id,
        short_name(book.event),
        book.valid.start,
        book.valid.end,
        frozenset(pair for promotion in book for pair in _terms(promotion)),
        frozenset(reductions_of(book)),
    )


def offer_of(promotion: Promotion, shop: Shop) -> Offer:
    """Which of the shop's goods it is for, and on what terms."""
    lines = [
        Line(p.sku, p.list_price, category=p.category, title=p.title, shop=shop.id)
        for p in shop.catalogue
    ]
    return Offer(
        promotion.id,
        fold(promotion.name).text,
        frozenset(kinds_of(promotion.kind)),
        frozenset(line.sku for line in lines if promotion.scope.covers(line)),
        free=not any(fact.role is Role.THRESHOLD for fact in facts_of_text(promotion.name, "")),
        claimed=promotion.needs_claim,
    )


def kinds_of(kind: str) -> tuple[str, ...]:
    """What a promotion of the calculator's ``kind`` is called."""
    return _KINDS.get(kind, ("coupon",) if is_coupon(kind) else ())


def is_coupon(kind: str) -> bool:
    return kind.endswith(("coupon", "voucher"))


def _terms(promotion: Promotion) -> Iterable[tuple[Fraction, Fraction]]:
    """满2000减150 as (200000, 15000); each the second of a pair with the one before it."""
    told = [f for f in facts_of_text(promotion.name, promotion.id) if f.unit == TERM]
    for first, second in pairwise(told):
        if first.role in (Role.THRESHOLD, Role.DEPOSIT) and second.role is not first.role:
            yield _fen(first), _fen(second)


def _fen(fact: Fact) -> Fraction:
    assert isinstance(fact.value, int | Fraction)  # noqa: S101 - a term is money
    return Fraction(fact.value)
