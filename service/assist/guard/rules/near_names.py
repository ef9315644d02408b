"""A product's name with another number in it: 静悦2.5匹, 扫地机X4, where the shop has none such.

Exact names are covered before anything is read; what is left and looks like one is a wrong name.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from ..ledger import Ledger, Pairs
from ..reading import Reading
from ..reading.fold import fold
from ..verdict import Flag, Severity

SOURCE = "商品要说对（商品表里没有这个名字）"

_NUMBER = re.compile(r"\d+(?:\.\d+)?|[一二两三四五六七八九十]", re.ASCII)
_AROUND = 3
"""So many characters on each side of a number tell which name it belongs to."""

_LEAST = 3
"""A name must have so many of them in all, else any 2台 would look like one."""


def near_names(reading: Reading, ledger: Ledger) -> Iterator[Flag]:
    """A flag for every number that stands where a product's name has another."""
    known = _known(ledger.products)
    if not known:
        return
    text = reading.folded.text
    for match in _NUMBER.finditer(text):
        if any(hit.start <= match.start() < hit.end for hit in reading.names):
            continue
        around = _in_a_name(text, *match.span(), known)
        if around is None or any(text[slice(*around)] in trusted for trusted in ledger.texts):
            continue
        start, end, span = reading.original(*around)
        message = f"商品表里没有「{span}」，请核对商品"
        yield Flag("number.unknown_product", span, start, end, Severity.BLOCK, message, SOURCE)


def _in_a_name(
    text: str, start: int, end: int, known: frozenset[tuple[str, str]]
) -> tuple[int, int] | None:
    for before in range(_AROUND, -1, -1):
        if start < before:
            continue
        for after in range(_AROUND, max(-1, _LEAST - before - 1), -1):
            if (text[start - before : start], text[end : end + after]) in known:
                return start - before, end + after
    return None


@lru_cache(maxsize=64)
def _known(products: Pairs) -> frozenset[tuple[str, str]]:
    """What stands beside the numbers of all names; a name's edge gives a shorter side."""
    found: set[tuple[str, str]] = set()
    for name, _ in products:
        folded = fold(name).text.strip()
        for match in _NUMBER.finditer(folded):
            before = folded[max(0, match.start() - _AROUND) : match.start()]
            after = folded[match.end() : match.end() + _AROUND]
            if len(before) + len(after) >= _LEAST:
                found.add((before, after))
    return frozenset(found)
