"""What is known of a product: the catalogue's attributes first, then the tables of its manuals."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from knowledge.table_rows import Property, TableRow
from service.shops import Catalogue, Product
from service.shops.internal import is_internal_name

from ..telling import may_be_told
from .known import Source

LONGEST = 60
"""Characters of a value that can be told in a sentence."""

_BRACKETS = re.compile(r"[（(][^）)]*[)）]")
_PROSE = re.compile(r"[。！？]")
_BULLET = re.compile(r"^[-●•·*]")


class Tables(Protocol):
    """The part of ``knowledge.index.Pinned`` that facts are read from."""

    def properties(self, at: datetime, sku: str) -> Sequence[Property]: ...

    def table_rows(self, at: datetime, sku: str = "") -> Sequence[TableRow]: ...


@dataclass(frozen=True, slots=True)
class Entry:
    """One attribute: ``name`` as printed, ``bare`` without what stands in brackets."""

    name: str
    value: str
    source: Source
    section: str = ""

    @property
    def bare(self) -> str:
        return _BRACKETS.sub("", self.name)


def sheet_of(product: Product, catalogue: Catalogue, tables: Tables, at: datetime) -> list[Entry]:
    """Everything stated of exactly this product, the surest place first.

    An attribute that one document gives several values for (a mode each, a part each) is not told
    as one, and neither is what a document says of several products together, unless it is the
    warranty of their parts.
    """
    return [*_of_catalogue(product, catalogue), *_of_documents(product, tables, at)]


def _of_catalogue(product: Product, catalogue: Catalogue) -> Iterator[Entry]:
    place = f"{catalogue.file} · 第{product.row}行 · 属性"
    for name, value in product.attributes.items():
        if value:
            snippet = f"{product.title}：{name}{value}"
            yield Entry(name, value, Source(catalogue.file, place, snippet))


def _of_documents(product: Product, tables: Tables, at: datetime) -> Iterator[Entry]:
    stated = [one for one in tables.properties(at, product.sku) if _can_be_told(one)]
    values: dict[tuple[str, str, str], set[str]] = {}
    for one in stated:
        values.setdefault(_key(one), set()).add(one.value)
    for one in stated:
        if len(values[_key(one)]) == 1 and (not one.shared or "保修" in one.section):
            yield _entry(one)


def _key(one: Property) -> tuple[str, str, str]:
    return one.passage.place.document, one.section, one.name


def _can_be_told(one: Property) -> bool:
    short = len(one.value) <= LONGEST and not _PROSE.search(one.value)
    named = not _BULLET.match(one.name) and not is_internal_name(one.name)
    return short and named and may_be_told(one.passage)


def _entry(one: Property) -> Entry:
    passage = one.passage
    snippet = f"{one.name}：{one.value}"
    place = passage.place
    source = Source(place.document, place.label(), snippet, passage.valid_from, passage.valid_to)
    return Entry(one.name, one.value, source, one.section)
