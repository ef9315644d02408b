"""Lines of a passage that are rows of a table, and what they say of one product.

A row names its cells: ``项目：噪音；HF-A：36dB(A)`` has a column per product, ``商品编码：HF-A；
深：690mm`` says in a column which products it is for, ``噪音：58dB(A)`` is a property by itself.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge.loaders.tables import PRODUCT_COLUMNS
from knowledge.types import Passage

LONGEST_NAME = 16
PAIR = re.compile(
    rf"\s*(?P<name>[^：:；。，,\d][^：:；。，,]{{0,{LONGEST_NAME - 1}}})[：:]\s*(?P<value>[^：]+)"
)
CODES = re.compile(r"[、,，;|｜\s]+")
_CODE = re.compile(r"(?=[^；]*\d)[A-Za-z0-9]+-[A-Za-z0-9._/-]+")

Cells = tuple[tuple[str, str], ...]
"""(column or property, value), in the row's order."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row and the passage that it stands in."""

    cells: Cells
    passage: Passage


@dataclass(frozen=True, slots=True)
class Property:
    """What a document says of one product. ``shared``: of every product of the document alike, on
    a line that names none."""

    name: str
    value: str
    passage: Passage
    shared: bool = False

    @property
    def section(self) -> str:
        """The heading it stands under, or the sheet."""
        place = self.passage.place
        return place.headings[-1] if place.headings else place.sheet or ""


def cells_of(line: str) -> Cells:
    """The cells of a row; empty for a line that is none."""
    pairs = [PAIR.fullmatch(part) for part in line.split("；")]
    if not all(pairs):
        return ()
    return tuple((pair["name"].strip(), pair["value"].strip()) for pair in pairs if pair)


def is_code(name: str) -> bool:
    """Whether a column or cell is a product's code."""
    return _CODE.fullmatch(name) is not None


def rows_in(passages: Sequence[Passage]) -> Iterator[TableRow]:
    """Every row of these passages."""
    for passage in passages:
        for line in passage.text.splitlines():
            if cells := cells_of(line):
                yield TableRow(cells, passage)


def properties_of(sku: str, passages: Sequence[Passage]) -> Iterator[Property]:
    """What the passages, in document order, say of this product; nothing that is another's."""
    headed, section = "", None
    for row in rows_in(passages):
        if sku not in row.passage.skus:
            continue
        place = (row.passage.place.document, row.passage.place.headings, row.passage.place.sheet)
        if place != section:
            headed, section = "", place
        cells = row.cells
        if len(cells) == 1 and _CODE.fullmatch(cells[0][1]):
            headed = cells[0][1]  # the head of a table with one product
            continue
        for name, value in _of(sku, row, headed):
            alone = len(row.passage.skus) == 1 or headed == sku or len(cells) > 1
            yield Property(name, value, row.passage, shared=not alone)


def _of(sku: str, row: TableRow, headed: str) -> Iterator[tuple[str, str]]:
    cells = row.cells
    if len(cells) == 1:
        if headed in ("", sku):
            yield from _apart(*cells[0])
        return
    if all(_CODE.fullmatch(name) for name, _ in cells[1:]):
        for name, value in cells[1:]:
            if name == sku:
                yield from _apart(cells[0][1], value)
        return
    scope = next((value for name, value in cells if name in PRODUCT_COLUMNS), None)
    if scope is not None and sku in CODES.split(scope):
        for name, value in cells:
            if name not in PRODUCT_COLUMNS:
                yield from _apart(name, value)


def _apart(name: str, value: str) -> Iterator[tuple[str, str]]:
    """内机净重 / 外机净重：11kg / 29kg is two properties."""
    names, values = name.split(" / "), value.split(" / ")
    if len(names) == len(values):
        yield from zip(names, values, strict=True)
    else:
        yield name, value
