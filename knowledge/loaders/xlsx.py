"""Excel workbooks: values as shown, dates as dates, merged cells filled.

The rows are streamed: a workbook that claims a million merged or formatted cells costs nothing.
Formulas are read as the value Excel stored last; nothing is computed and no link is followed.
"""

from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from knowledge.errors import FileRefused
from knowledge.loaders.archive import check_archive
from knowledge.loaders.base import Block
from knowledge.loaders.sheets import MAX_COLUMNS, MAX_ROWS, Cell, Sheet, blocks_of

_Area = tuple[int, int, int, int]
"""A merged area: first column, first row, last column, last row, counted from 1."""


def load_xlsx(path: Path, document: str) -> list[Block]:
    """One block per row of every visible sheet."""
    return blocks_of(read_xlsx(path), document)


def read_xlsx(path: Path) -> list[Sheet]:
    """Every visible sheet. Raises ``FileRefused`` for an archive or sheet that is too large."""
    check_archive(path)
    from openpyxl import load_workbook

    workbook = load_workbook(path, read_only=True, data_only=True, keep_links=False)
    try:
        with ZipFile(path) as archive:
            return [
                Sheet(sheet.title, tuple(_rows(sheet, _merged_areas(archive, sheet))))
                for sheet in workbook.worksheets
                if sheet.sheet_state == "visible"
            ]
    finally:
        workbook.close()


def _rows(sheet: Any, merged: list[_Area]) -> Iterator[tuple[int, tuple[Cell, ...]]]:
    """The rows that hold something of their own; merged areas show their text in every cell."""
    starting: dict[int, list[_Area]] = {}
    for area in merged:
        starting.setdefault(area[1], []).append(area)
    open_areas: dict[_Area, Cell] = {}
    filled = 0
    sheet.reset_dimensions()  # the size a workbook claims is often wrong
    for number, row in enumerate(sheet.iter_rows(max_col=MAX_COLUMNS + 1), start=1):
        cells = [_cell(cell) for cell in row]
        holds_something = any(cells)
        for area in starting.pop(number, ()):
            open_areas[area] = cells[area[0] - 1] if area[0] <= len(cells) else ""
        for area, text in list(open_areas.items()):
            _fill(cells, area, text)
            if number >= area[3]:
                del open_areas[area]
        if holds_something:
            filled += 1
            yield number, tuple(cells)
        if filled > MAX_ROWS or (len(cells) > MAX_COLUMNS and cells[MAX_COLUMNS]):
            raise FileRefused(
                f"工作表“{sheet.title}”超过 {MAX_ROWS} 行或 {MAX_COLUMNS} 列：请拆成几个文件。"
            )


def _fill(cells: list[Cell], area: _Area, text: Cell) -> None:
    left, _, right, _ = area
    for column in range(left, min(right, len(cells)) + 1):
        cells[column - 1] = text


def _merged_areas(archive: ZipFile, sheet: Any) -> list[_Area]:
    """openpyxl's streaming mode leaves merged areas out, so they are read from the sheet's XML."""
    from lxml import etree
    from openpyxl.utils.cell import range_boundaries

    areas: list[_Area] = []
    with archive.open(sheet._worksheet_path) as part:
        found = etree.iterparse(part, tag="{*}mergeCell", resolve_entities=False, no_network=True)
        for _, element in found:
            left, top, right, bottom = range_boundaries(element.get("ref", "A1"))
            if None not in (left, top, right, bottom):
                areas.append((left or 1, top or 1, right or 1, bottom or 1))
    return areas


def _cell(cell: Any) -> Cell:
    """The value as the sheet shows it."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime):
        return value.date() if _shows_no_time(cell.number_format) else value
    if isinstance(value, time):
        return value.isoformat("minutes")
    if isinstance(value, date):
        return value
    if isinstance(value, int | float):
        return _number(float(value), cell.number_format or "")
    return str(value).strip()


def _shows_no_time(number_format: str | None) -> bool:
    from openpyxl.styles.numbers import is_datetime

    return is_datetime(number_format or "") == "date"


def _number(value: float, number_format: str) -> str:
    if "%" in number_format:
        return f"{round(value * 100, 4):g}%"
    return str(int(value)) if value.is_integer() else repr(value)
