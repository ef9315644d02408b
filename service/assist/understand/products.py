"""Which products a text speaks of: names first, then what narrows them down.

Several mentions narrow each other: "定金100抵200的那款空调" is what the deposit *and* the noun
leave. A name or noun that shares nothing with what came before is another product: both are
meant, and nobody picks one in silence.
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
    products: list[frozenset[str]] = []
    for skus, names_one in _mentions(text, lexicon):
        shared = [i for i, product in enumerate(products) if product & skus]
        for i in shared:
            products[i] &= skus
        if not shared and (names_one or not products):
            products.append(skus)
    return frozenset().union(*products)


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


def _mentions(text: str, lexicon: Lexicon) -> Iterator[tuple[frozenset[str], bool]]:
    """Strongest first, each with whether it names a product by itself; sizes only narrow."""
    rest = text
    for group in (lexicon.names, lexicon.series, lexicon.categories):
        if group is lexicon.series:
            yield from ((skus, True) for skus in _by_deposit(text, lexicon))
        for word, skus in group.items():
            if word in rest:
                rest = rest.replace(word, "\n")
                yield skus, True
    yield from ((skus, False) for skus in _words(_in_digits(text), lexicon.values))


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
