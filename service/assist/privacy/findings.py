"""All finders over one text; what one took is covered for those after it."""

from collections.abc import Callable, Iterator, Sequence

from .accounts import emails, messengers
from .addresses import addresses
from .cards import bank_cards, identity_cards
from .digits import Numeric
from .found import Found
from .names import names
from .papers import passports, plates, postcodes
from .phones import landlines, mobiles

__all__ = ["FINDERS", "Finder", "Found", "found_in"]

Finder = Callable[[Numeric], Iterator[Found]]
"""Gives the places of one kind of particulars, in the folded text."""

FINDERS: Sequence[Finder] = (
    emails,
    identity_cards,
    bank_cards,
    mobiles,
    landlines,
    messengers,
    plates,
    passports,
    postcodes,
    addresses,
    names,
)


def found_in(text: str) -> list[Found]:
    """What was found, in order, at its places in ``text``; none overlaps another."""
    numeric = Numeric.of(text)
    if not numeric.text:
        return []
    taken: list[Found] = []
    for finder in FINDERS:
        found = list(finder(numeric))
        numeric = numeric.without(found)
        taken += found
    taken.sort(key=lambda found: found.start)
    return [Found(f.kind, *numeric.original(f.start, f.end)) for f in taken]
