"""Which products a text speaks of: names first, then what narrows them down.

Several mentions narrow each other: "定金100抵200的那款空调" is what the deposit *and* the noun
leave. A name or noun that shares nothing with what came before is another product: both are
meant, and nobody picks one in silence.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

from .lexicon import Lexicon
from .text import NUMBER, whole

_DEPOSIT = re.compile(
    rf"(?:定金|订金|预付|付)?({NUMBER})(?:元|块)?(?:抵|顶|当|膨胀到?|立减)({NUMBER})"
)
_SIZE = re.compile(r"([一二两三四五六七八九十]+)(匹|升|公斤|kg|l)")


def mentioned(text: str, lexicon: Lexicon) -> frozenset[str]:
    """The SKUs that the names and nouns of normalised ``text`` mean, narrowed by its colours and
    sizes; empty if it names no product."""
    products: list[frozenset[str]] = []
    for skus in _named(text, lexicon):
        if not _narrow(products, skus):
            products.append(skus)
    for skus in _words(_in_digits(text), lexicon.values):
        _narrow(products, skus)
    return frozenset().union(*products)


def valued(text: str, lexicon: Lexicon, among: frozenset[str]) -> frozenset[str]:
    """Those of ``among`` that the text's colours and sizes fit ("换白色的", "1.5匹的"); empty if
    it says none that any of them has."""
    found: frozenset[str] = frozenset()
    for skus in _words(_in_digits(text), lexicon.values):
        narrower = (found or among) & skus
        found = narrower or found
    return found


def told_apart(text: str, lexicon: Lexicon, among: frozenset[str]) -> frozenset[str]:
    """Those of ``among`` whose names share most with the text, counting only what not all of
    them share ("燃气的" between two water heaters); empty if nothing tells them apart."""
    pairs = {a + b for a, b in pairwise(text)}
    shared = {sku: {pair for pair in pairs if pair in lexicon.spoken[sku]} for sku in among}
    common = frozenset.intersection(*(frozenset(found) for found in shared.values()))
    most = max(len(found - common) for found in shared.values())
    return frozenset(s for s, found in shared.items() if most and len(found - common) == most)


def _narrow(products: list[frozenset[str]], skus: frozenset[str]) -> bool:
    """Narrow every product that shares something with ``skus``; whether any did."""
    shared = [i for i, product in enumerate(products) if product & skus]
    for i in shared:
        products[i] &= skus
    return bool(shared)


def categories(text: str, lexicon: Lexicon) -> frozenset[str]:
    """The SKUs of the categories that the text names."""
    found: frozenset[str] = frozenset()
    for skus in _words(text, lexicon.categories):
        found |= skus
    return found


def _named(text: str, lexicon: Lexicon) -> Iterator[frozenset[str]]:
    """Strongest first: full names, deposits, series, nouns; a name inside another counts once."""
    rest = text
    for group in (lexicon.names, lexicon.series, lexicon.categories):
        if group is lexicon.series:
            yield from _by_deposit(text, lexicon)
        for word, skus in group.items():
            if word in rest:
                rest = rest.replace(word, "\n")
                yield skus


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
