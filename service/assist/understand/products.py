"""Which products a text speaks of: names first, then what narrows them down.

Several mentions narrow each other: "定金100抵200的那款空调" is what the deposit *and* the noun
leave. A mention that would leave nothing is passed over.
"""

import re
from collections.abc import Iterator, Mapping

from .lexicon import Lexicon
from .text import NUMBER, whole

_DEPOSIT = re.compile(
    rf"(?:定金|订金|预付|付)?({NUMBER})(?:元|块)?(?:抵|顶|当|膨胀到?|立减)({NUMBER})"
)
_SIZE = re.compile(r"([一二两三四五六七八九十]+)(匹|升|公斤|kg|l)")


def mentioned(text: str, lexicon: Lexicon) -> frozenset[str]:
    """The SKUs that normalised ``text`` can mean; empty if it names no product."""
    found: frozenset[str] = frozenset()
    for skus in _mentions(text, lexicon):
        narrowed = found & skus if found else skus
        found = narrowed or found
    return found


def narrowed(text: str, lexicon: Lexicon, among: frozenset[str]) -> frozenset[str]:
    """The variants of ``among`` that the text's colour or size picks ("换白色的"); may be empty."""
    for skus in _words(_in_digits(text), lexicon.values):
        if among & skus:
            return among & skus
    return frozenset()


def categories(text: str, lexicon: Lexicon) -> frozenset[str]:
    """The SKUs of the categories that the text names."""
    found: frozenset[str] = frozenset()
    for skus in _words(text, lexicon.categories):
        found |= skus
    return found


def _mentions(text: str, lexicon: Lexicon) -> Iterator[frozenset[str]]:
    """Strongest first: names, deposits, series; sizes and nouns narrow what these leave."""
    yield from _words(text, lexicon.names)
    yield from _by_deposit(text, lexicon)
    yield from _words(text, lexicon.series)
    yield from _words(text, lexicon.categories)
    yield from _words(_in_digits(text), lexicon.values)


def _in_digits(text: str) -> str:
    """ "三匹" → "3匹": sizes stand in the catalogue in digits."""
    return _SIZE.sub(lambda match: f"{whole(match[1])}{match[2]}", text)


def _by_deposit(text: str, lexicon: Lexicon) -> Iterator[frozenset[str]]:
    for match in _DEPOSIT.finditer(text):
        deposit, worth = whole(match[1]), whole(match[2])
        if deposit is not None and worth is not None:
            skus = lexicon.deposits.get((deposit * 100, worth * 100))
            if skus:
                yield skus


def _words(text: str, group: Mapping[str, frozenset[str]]) -> Iterator[frozenset[str]]:
    """Longest names first; a shorter one inside a longer one that matched is not counted."""
    rest = text
    for word, skus in group.items():
        if word in rest:
            rest = rest.replace(word, "\n")
            yield skus
