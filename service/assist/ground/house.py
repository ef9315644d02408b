"""A shop's own rules as the guard takes them; made once for a shop's version."""

import re

from service.shops import Shop
from service.shops.compliance import Compliance, Level, WordEntry

from ..guard import House, HouseWords, Severity, fold

_LEVELS: dict[Level, Severity] = {
    "block": Severity.BLOCK,
    "review": Severity.WARN,
    "hint": Severity.INFO,
}
_made: dict[str, tuple[Shop, House]] = {}


def house_of(shop: Shop) -> House:
    """Words, severities and limits of authority."""
    kept = _made.get(shop.id)
    if kept is None or kept[0] is not shop:
        kept = shop, _house(shop)
        _made[shop.id] = kept
    return kept[1]


def _house(shop: Shop) -> House:
    own: Compliance = shop.compliance
    authority = shop.profile.authority
    return House(
        words=tuple(_words(entry) for entry in own.entries),
        severities={code: _LEVELS[level] for code, level in own.severities.items()},
        allowed=tuple(fold(phrase).text for phrase in own.allowed),
        limits={
            "compensation": authority.compensation,
            "small_refund": authority.small_refund,
            "extra_discount": authority.extra_discount,
        },
    )


def _words(entry: WordEntry) -> HouseWords:
    literal = sorted((re.escape(fold(word).text) for word in entry.words), key=len, reverse=True)
    innocent = re.compile("|".join(entry.innocent)) if entry.innocent else None
    return HouseWords(
        entry.code,
        _LEVELS[entry.severity],
        entry.message,
        entry.rule,
        entry.replacement,
        re.compile("|".join((*entry.patterns, *literal))),
        innocent,
    )
