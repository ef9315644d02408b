"""What the catalogue prints of each product, as the guard takes it: whatever else a text has, a
product's own attributes are its own."""

import re
from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from .reading import Kind, read
from .reading.units import canonical

SIZE = re.compile(r"大?\d+(?:\.\d+)?(?:l|kg|匹|升|公斤|g(?![a-z]))", re.ASCII)
"""By which siblings are told apart."""

_HAN = re.compile(r"[一-鿿]+")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A product's attributes, folded, in the order of its row; ``kind`` is its category, ``sizes``
    the figures that its names have (520l, 大1匹 → 1匹)."""

    sku: str
    kind: str
    sizes: frozenset[str]
    attributes: tuple[tuple[str, str], ...]


Sheets = tuple[Sheet, ...]


@dataclass(frozen=True, slots=True)
class Figured:
    """An attribute with figures: the words it is called by, and per SKU what it may be, exact, in
    ``dimension`` and as it is printed without a unit."""

    calls: tuple[str, ...]
    dimension: str
    values: dict[str, frozenset[Fraction]]
    printed: dict[str, frozenset[Fraction]]


@lru_cache(maxsize=64)
def figured(sheets: Sheets) -> tuple[Figured, ...]:
    """The attributes whose values are measures of one dimension."""
    found: dict[tuple[str, str], Figured] = {}
    for sheet in sheets:
        for name, value in sheet.attributes:
            mentions = [m for m in read(value).mentions if m.value is not None]
            measured = [m for m in mentions if m.kind is Kind.MEASURE]
            if not measured:
                continue
            dimension = canonical(Fraction(1), measured[-1].unit)[1]
            factor = canonical(Fraction(1), measured[-1].unit)[0]
            numbers = frozenset(m.value for m in mentions if m.value is not None)
            one = found.setdefault((name, dimension), Figured(_calls(name), dimension, {}, {}))
            one.values[sheet.sku] = frozenset(number * factor for number in numbers)
            one.printed[sheet.sku] = numbers
    return tuple(found.values())


@lru_cache(maxsize=64)
def worded(sheets: Sheets) -> dict[str, dict[str, str]]:
    """Attributes in words, by name: the value of each SKU (能效: 新一级)."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for sheet in sheets:
        for name, value in sheet.attributes:
            if name not in _NAMING and _HAN.fullmatch(value) and _HAN.fullmatch(name):
                found[name][sheet.sku] = value
    return {name: values for name, values in found.items() if len(set(values.values())) > 1}


_NAMING = frozenset({"系列", "颜色", "款式", "型号"})
"""Said of a product to name it, among its siblings and in orders."""


def _calls(name: str) -> tuple[str, ...]:
    """适用面积 is also told as 适用; 噪音 alone is not 内机噪音."""
    return (name, name[:2]) if len(name) == 4 else (name,)
