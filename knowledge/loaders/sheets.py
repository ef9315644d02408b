"""Sheets of rows, as Excel and CSV give them, and as blocks that can be searched."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise

from knowledge.loaders.base import Block
from knowledge.loaders.tables import header_of, readable, tidy
from knowledge.types import Place

Cell = str | date | datetime
"""A cell as its reader sees it; only dates keep their type. An empty cell is ``""``."""

MAX_ROWS = 100_000
MAX_COLUMNS = 100

_LONGEST_TITLE = 30


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet's rows that hold something, with their numbers, counted from 1.

    ``name`` is ``None`` for a CSV file.
    """

    name: str | None
    rows: tuple[tuple[int, tuple[Cell, ...]], ...]


def shown(cell: Cell) -> str:
    """A cell as text on one line; midnight is not written."""
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ", timespec="seconds")
    return tidy(cell) if isinstance(cell, str) else cell.isoformat()


def blocks_of(sheets: Iterable[Sheet], document: str) -> list[Block]:
    """One block per row, each readable alone: a row carries its table's header.

    A blank row starts a new table; a row with a single short cell above a table is its title.
    """
    blocks: list[Block] = []
    for sheet in sheets:
        for table in _tables(sheet):
            blocks += _table_blocks(sheet, table, document)
    return blocks


_NumberedRow = tuple[int, list[str]]


def _tables(sheet: Sheet) -> list[list[_NumberedRow]]:
    """The sheet cut at its blank rows; columns that are empty throughout a table are dropped."""
    rows = [(number, [shown(cell) for cell in cells]) for number, cells in sheet.rows]
    cuts = [at for at, (one, next_) in enumerate(pairwise(rows), 1) if next_[0] > one[0] + 1]
    tables = [rows[start:end] for start, end in pairwise([0, *cuts, len(rows)])]
    return [_without_empty_columns(table) for table in tables if table]


def _without_empty_columns(table: list[_NumberedRow]) -> list[_NumberedRow]:
    width = max(len(cells) for _, cells in table)
    padded = [(number, cells + [""] * (width - len(cells))) for number, cells in table]
    used = [column for column in range(width) if any(cells[column] for _, cells in padded)]
    return [(number, [cells[column] for column in used]) for number, cells in padded]


def _table_blocks(sheet: Sheet, table: list[_NumberedRow], document: str) -> list[Block]:
    headings: tuple[str, ...] = ()
    while len(table) > 1 and _is_title(table[0][1]):
        headings = (*headings, table[0][1][0])
        table = table[1:]
    header = header_of([cells for _, cells in table])
    return [
        Block(
            readable(cells, header),
            Place(document, sheet=sheet.name, row=number, headings=headings),
            is_row=True,
        )
        for number, cells in (table[1:] if header else table)
    ]


def _is_title(cells: list[str]) -> bool:
    """One text in a row of a wider table; a merged title repeats it."""
    texts = {cell for cell in cells if cell}
    return len(cells) > 1 and len(texts) == 1 and bool(cells[0]) and len(cells[0]) <= _LONGEST_TITLE
