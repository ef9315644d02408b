"""What buyers hold, as they speak of it: coupons, memberships and balances by their words."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from service.pricing import Line, Promotion
from service.shops import Shop

from .phrases import Phrases
from .text import normalise

_FIGURES = re.compile(r"[满每减打抵\d.,]+(?:元|折)?|[-+ ]")
_COUPON_END = re.compile(r"(?:优惠)?券$")
_MEMBER_WORDS: Mapping[str, tuple[str, ...]] = {
    "88VIP": ("88vip", "88 vip", "88会员", "八八会员", "88v", "八八vip"),
    "PLUS": ("plus", "plus会员", "京东会员"),
}
"""Memberships by how a rulebook names them; any other name is looked for as it is written."""

_BALANCES: Mapping[str, tuple[str, ...]] = {
    "red_packet": ("红包",),
    "prepaid": ("购物金",),
    "beans": ("京豆",),
    "coins": ("淘金币", "金币"),
    "cross_store": ("津贴", "购物津贴"),
    "consumption_voucher": ("消费券",),
}


@dataclass(frozen=True, slots=True)
class Coupon:
    """A coupon 券 that can be claimed; figures in fen, ``None`` where its kind has none."""

    promotion_id: str
    threshold: int | None
    off: int | None
    covers: frozenset[str] = frozenset()
    """SKUs it may be used for."""


@dataclass(frozen=True, slots=True)
class Wallet:
    """Of one rulebook; ``named`` gives promotion ids by a coupon's name without figures."""

    coupons: tuple[Coupon, ...]
    named: Phrases[tuple[str, ...]]
    stems: frozenset[str]
    """The names without figures and without 券, also their first two characters."""

    families: Mapping[str, str]
    """Promotion id → its name without figures: coupons that differ in figures only are one kind."""

    memberships: Mapping[str, str]
    """Spoken word → the membership's name."""

    balances: Mapping[str, str]
    """Spoken word → the id of the promotion that is held in an amount."""


def wallets(shop: Shop) -> dict[str, Wallet]:
    """The wallet of each rulebook, by its id."""
    lines = [Line(p.sku, p.list_price, 1, p.category, p.short) for p in shop.catalogue]
    return {book.id: _wallet(book, lines) for book in shop.rulebooks}


def _wallet(promotions: Iterable[Promotion], lines: Sequence[Line]) -> Wallet:
    coupons: list[Coupon] = []
    named: dict[str, set[str]] = defaultdict(set)
    memberships: dict[str, str] = {}
    balances: dict[str, str] = {}
    stems: set[str] = set()
    families: dict[str, str] = {}
    for promotion in promotions:
        membership = getattr(promotion, "membership", None)
        if membership:
            words = _MEMBER_WORDS.get(membership.upper(), (normalise(membership),))
            memberships.update(dict.fromkeys(words, membership))
        off = getattr(promotion, "off", None)
        if promotion.needs_claim or (promotion.optional and off is not None):
            threshold = getattr(promotion, "threshold", None)
            covers = frozenset(line.sku for line in lines if promotion.scope.covers(line))
            coupons.append(Coupon(promotion.id, threshold, off, covers))
            for word in _spoken(promotion.name):
                named[word].add(promotion.id)
            families[promotion.id] = _stem(promotion.name)
            if len(stem := _stem(promotion.name)) > 1:
                stems |= {stem, stem[:2]}
        elif promotion.optional or promotion.kind in ("cross_store",):
            balances.update(dict.fromkeys(_BALANCES.get(promotion.kind, ()), promotion.id))
    return Wallet(
        tuple(coupons),
        Phrases({word: tuple(sorted(ids)) for word, ids in named.items()}),
        frozenset(stems),
        families,
        memberships,
        balances,
    )


def _spoken(name: str) -> set[str]:
    """厨房小电券 满500减40 → 厨房小电券, 厨房小电的券, 厨房券."""
    plain = _FIGURES.sub("", normalise(name))
    stem = _COUPON_END.sub("", plain)
    if stem == plain or not stem:
        return {plain} - {""}
    return {
        f"{head}{between}券"
        for head in (stem, stem[:2])
        for between in ("", "的", "优惠", "那张", "这张", "那个", "这个", "那张优惠", "的那张")
    } | {f"{head}{behind}" for head in (stem, stem[:2]) for behind in ("那张", "的那张")}


def _stem(name: str) -> str:
    return _COUPON_END.sub("", _FIGURES.sub("", normalise(name)))
