"""A product's name with another number in it: 静悦2.5匹, 扫地机X4, where the shop has none such.

Exact names are covered before anything is read; what is left and looks like one is a wrong name.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
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
    text: str, start: int, end: int, known: Mapping[tuple[str, str], Sequence[tuple[str, str]]]
) -> tuple[int, int] | None:
    for before in range(min(_AROUND, start), -1, -1):
        for after in range(_AROUND, -1, -1):
            key = text[start - before : start], text[end : end + after]
            for left, right in known.get(key, ()):
                if text.endswith(left, 0, start) and text.startswith(right, end):
                    return start - len(left), end + len(right)
    return None


@lru_cache(maxsize=64)
def _known(products: Pairs) -> Mapping[tuple[str, str], Sequence[tuple[str, str]]]:
    """What must stand beside the numbers of all names, by the characters next to the number: three
    on each side where the name goes on so far, all of the other side where it begins or ends with
    the number (the 级能效空调 of 三级能效空调, so that 一级能效 is none)."""
    found: dict[tuple[str, str], set[tuple[str, str]]] = {}
    for name, _ in products:
        folded = fold(name).text.strip()
        for match in _NUMBER.finditer(folded):
            left, right = folded[: match.start()], folded[match.end() :]
            if len(left) + len(right) < _LEAST:
                continue
            key = left[-_AROUND:], right[:_AROUND]
            whole = (left, right) if not left or not right else key
            found.setdefault(key, set()).add(whole)
    return {key: tuple(sorted(wholes)) for key, wholes in found.items()}
