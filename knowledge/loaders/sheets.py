"""Sheets of rows, as Excel and CSV give them, and as blocks that can be searched."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import pairwise

from knowledge.errors import FileRefused
from knowledge.loaders.base import Block
from knowledge.loaders.cleaning import plain
from knowledge.loaders.tables import by_product, header_of, readable, tidy
from knowledge.types import Place

Cell = str | date | datetime
"""A cell as its reader sees it; only dates keep their type. An empty cell is ``""``."""

MAX_ROWS = 100_000
MAX_COLUMNS = 100
MAX_CHARACTERS = 20_000_000

NOTE = re.compile(
    r"^[(（【*※]*(?:备注|附注|注意|注|说明|填表说明|填写说明|提示|以上)\d*[】)）]*[:：]?"
)
"""How a line below a table begins that is about the table and not a row of it."""

_LONGEST_TITLE = 30


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet's rows that hold something, with their numbers, counted from 1.

    ``name`` is ``None`` for a CSV file. ``hidden_rows`` and ``hidden_columns`` (from 1) are among
    the rows. ``unread`` says by row and column why a cell that looks empty is not: a formula
    whose result was not saved, or an error.
    """

    name: str | None
    rows: tuple[tuple[int, tuple[Cell, ...]], ...]
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    unread: Mapping[int, Mapping[int, str]] = field(default_factory=dict)


def cleaned(text: str) -> str:
    """A cell's text as it was typed: Excel writes line breaks of other systems as a code."""
    return plain(text.replace("_x000D_", "\n")).strip()


def shown(cell: Cell) -> str:
    """A cell as text on one line; midnight is not written."""
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ", timespec="seconds")
    return tidy(cell) if isinstance(cell, str) else cell.isoformat()


def column_letters(column: int) -> str:
    """The column as a spreadsheet names it: 1 is A, 28 is AB."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def blocks_of(sheets: Iterable[Sheet], document: str) -> list[Block]:
    """One block per row, each readable alone: a row carries its table's header.

    A blank row starts a new table; a row with a single short cell above a table is its title,
    and one across a table is a title for the rows below. Hidden rows and columns are left out.
    """
    blocks: list[Block] = []
    characters = 0
    for sheet in sheets:
        for table in _tables(sheet):
            for block in _table_blocks(sheet, table, document):
                characters += len(block.text)
                if characters > MAX_CHARACTERS:
                    raise FileRefused(f"内容超过 {MAX_CHARACTERS // 10_000} 万字：请拆成几个文件。")
                blocks.append(block)
    return blocks


def notes_on(sheets: Iterable[Sheet]) -> list[str]:
    """What of the sheets is not read, and what to do about it."""
    notes: list[str] = []
    for sheet in sheets:
        where = f"工作表“{sheet.name}”" if sheet.name is not None else ""
        hidden = [f"{len(sheet.hidden_rows)} 行"] if sheet.hidden_rows else []
        hidden += [f"{len(sheet.hidden_columns)} 列"] if sheet.hidden_columns else []
        if hidden:
            notes.append(f"{where}有隐藏的 {'、'.join(hidden)}没有读：要用请取消隐藏。")
        cells = [
            f"{column_letters(column)}{row} {reason}"
            for row, columns in sorted(sheet.unread.items())
            for column, reason in sorted(columns.items())
        ]
        if cells:
            more = f"等 {len(cells)} 格" if len(cells) > 5 else ""
            notes.append(f"{where}{'，'.join(cells[:5])}{more}：在 Excel 里打开并保存后重新上传。")
    return notes


_NumberedRow = tuple[int, list[str]]


def _tables(sheet: Sheet) -> list[list[_NumberedRow]]:
    """The sheet cut at its blank rows; columns that are empty throughout a table are dropped."""
    rows = [
        (number, [shown(cell) for cell in _visible(sheet, cells)])
        for number, cells in sheet.rows
        if number not in sheet.hidden_rows
    ]
    rows = [row for row in rows if any(row[1])]
    cuts = [
        at
        for at, (one, next_) in enumerate(pairwise(rows), 1)
        if any(between not in sheet.hidden_rows for between in range(one[0] + 1, next_[0]))
    ]
    tables = [rows[start:end] for start, end in pairwise([0, *cuts, len(rows)])]
    return [_without_empty_columns(table) for table in tables if table]


def _visible(sheet: Sheet, cells: Sequence[Cell]) -> Sequence[Cell]:
    if not sheet.hidden_columns:
        return cells
    return [cell for at, cell in enumerate(cells, start=1) if at not in sheet.hidden_columns]


def _without_empty_columns(table: list[_NumberedRow]) -> list[_NumberedRow]:
    width = max(len(cells) for _, cells in table)
    padded = [(number, cells + [""] * (width - len(cells))) for number, cells in table]
    used = [column for column in range(width) if any(cells[column] for _, cells in padded)]
    return [(number, [cells[column] for column in used]) for number, cells in padded]


def _table_blocks(sheet: Sheet, table: list[_NumberedRow], document: str) -> Iterator[Block]:
    titles: tuple[str, ...] = ()
    while len(table) > 1 and (only := _only_text(table[0][1])):
        if len(only) <= _LONGEST_TITLE:
            titles = (*titles, only)
        else:
            place = Place(document, sheet=sheet.name, row=table[0][0], headings=titles)
            yield Block(only, place, is_row=True)
        table = table[1:]
    header, height = header_of([cells for _, cells in table])
    if header is not None:
        table = [(table[height - 1][0], list(header)), *table[height:]]
    if pieces := by_product([cells for _, cells in table]):
        for at, text in pieces:
            place = Place(document, sheet=sheet.name, row=table[at][0], headings=titles)
            yield Block(text, place, is_row=True)
        return
    yield from _rows_below(sheet, header, table[1:] if header else table, titles, document)


def _rows_below(
    sheet: Sheet,
    header: Sequence[str] | None,
    rows: list[_NumberedRow],
    titles: tuple[str, ...],
    document: str,
) -> Iterator[Block]:
    section: tuple[str, ...] = ()
    for left, (number, cells) in zip(range(len(rows) - 1, -1, -1), rows, strict=True):
        note = NOTE.match(cells[0]) is not None
        if left and is_across(cells) and len(cells[0]) <= _LONGEST_TITLE and not note:
            section = (cells[0],)
            continue
        about_the_table = is_across(cells) or (note and not any(cells[1:]))
        text = cells[0] if about_the_table else readable(cells, header)
        place = Place(document, sheet=sheet.name, row=number, headings=(*titles, *section))
        yield Block(text, place, is_row=True)


def is_across(cells: Sequence[str]) -> bool:
    """One text in every cell of a wide row: a cell merged across the table."""
    return len(cells) > 2 and bool(cells[0]) and len(set(cells)) == 1


def _only_text(cells: Sequence[str]) -> str:
    """The text of a row of a wider table that holds no other; a merged title repeats it."""
    texts = {cell for cell in cells if cell}
    return texts.pop() if len(cells) > 1 and len(texts) == 1 else ""
