"""Excel workbooks: values as shown, dates as dates, merged cells filled.

The rows are streamed: a workbook that claims a million merged or formatted cells costs nothing.
Formulas are read as the value Excel stored last; nothing is computed, no macro is run and no link
is followed.
"""

from collections.abc import Container, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from knowledge.errors import FileRefused
from knowledge.loaders.archive import check_archive
from knowledge.loaders.base import Loaded
from knowledge.loaders.sheet_facts import Area, sheet_facts
from knowledge.loaders.sheets import (
    MAX_COLUMNS,
    MAX_ROWS,
    Cell,
    Sheet,
    blocks_of,
    cleaned,
    notes_on,
)

_MAX_CELLS = 3_000_000


@dataclass(frozen=True, slots=True)
class Workbook:
    """The visible sheets, and notes on what of the workbook is not read."""

    sheets: tuple[Sheet, ...]
    hidden_sheets: tuple[str, ...]
    notes: tuple[str, ...]


def load_xlsx(path: Path, document: str) -> Loaded:
    """One block per row of every visible sheet."""
    workbook = read_workbook(path)
    return Loaded(
        blocks_of(workbook.sheets, document), [*workbook.notes, *notes_on(workbook.sheets)]
    )


def read_xlsx(path: Path) -> list[Sheet]:
    """Every visible sheet, with its hidden rows and columns. Raises as ``read_workbook``."""
    return list(read_workbook(path).sheets)


def read_workbook(path: Path) -> Workbook:
    """Raises ``FileRefused`` for an archive or sheet that is too large or no workbook."""
    check_archive(path)
    from openpyxl import load_workbook

    try:
        workbook = load_workbook(path, read_only=True, data_only=True, keep_links=False)
    except KeyError as error:
        raise FileRefused("不是 Excel 工作簿（缺少必需的部件）：请重新导出。") from error
    try:
        with ZipFile(path) as archive:
            visible = [each for each in workbook.worksheets if each.sheet_state == "visible"]
            hidden = [each.title for each in workbook.worksheets if each.sheet_state != "visible"]
            sheets = tuple(_sheet(archive, sheet) for sheet in visible)
            return Workbook(sheets, tuple(hidden), tuple(_notes(archive.namelist(), hidden)))
    finally:
        workbook.close()


def _notes(parts: list[str], hidden: list[str]) -> Iterator[str]:
    if hidden:
        yield f"隐藏的工作表没有读：{'、'.join(hidden[:5])}，要用请取消隐藏。"
    if any(part.endswith("vbaProject.bin") for part in parts):
        yield "宏没有运行，只读了单元格里的值。"
    if any(part.startswith("xl/externalLinks/") for part in parts):
        yield "外部链接没有访问，用的是文件里保存的值：请确认是最新的。"


def _sheet(archive: ZipFile, sheet: Any) -> Sheet:
    facts = sheet_facts(archive, sheet, MAX_COLUMNS)
    rows = tuple(_rows(sheet, facts.merged))
    there = {number for number, _ in rows}
    held = {column for _, cells in rows for column, cell in enumerate(cells, start=1) if cell}
    return Sheet(
        sheet.title,
        rows,
        hidden_rows=frozenset(facts.hidden_rows & there),
        hidden_columns=frozenset(facts.hidden_columns & held),
        unread=dict(facts.unread),
    )


def _rows(sheet: Any, merged: list[Area]) -> Iterator[tuple[int, tuple[Cell, ...]]]:
    """The rows that hold something of their own; merged areas show their text in every cell."""
    starting: dict[int, list[Area]] = {}
    for area in merged:
        starting.setdefault(area[1], []).append(area)
    open_areas: dict[Area, Cell] = {}
    filled = held = 0
    for number, cells in _written_rows(sheet, starting.keys()):
        holds_something = any(cells)
        for area in starting.pop(number, ()):
            open_areas[area] = cells[area[0] - 1] if area[0] <= len(cells) else ""
        for area, text in list(open_areas.items()):
            if number > area[3]:
                del open_areas[area]
            else:
                _fill(cells, area, text)
        if len(open_areas) > 2 * MAX_COLUMNS:
            raise FileRefused(f"工作表“{sheet.title}”的合并单元格互相重叠：请取消合并后重新保存。")
        too_wide = bool(cells[MAX_COLUMNS])
        if holds_something:
            while not cells[-1]:
                cells.pop()
            filled += 1
            held += len(cells)
            yield number, tuple(cells)
        if filled > MAX_ROWS or held > _MAX_CELLS or too_wide:
            raise FileRefused(
                f"工作表“{sheet.title}”超过 {MAX_ROWS} 行、{MAX_COLUMNS} 列"
                f"或 {_MAX_CELLS // 10_000} 万格：请拆成几个文件。"
            )


def _written_rows(sheet: Any, wanted: Container[int]) -> Iterator[tuple[int, list[Cell]]]:
    """The rows that have cells, and those ``wanted``, one column wider than is allowed.

    A sheet whose last row holds one cell has a million without: they are passed over.
    """
    from openpyxl.cell.read_only import EMPTY_CELL

    width = MAX_COLUMNS + 1
    nothing: tuple[Any, ...] = ()  # openpyxl gives the same one for every row that is not there
    sheet.reset_dimensions()  # the size a workbook claims is often wrong
    for number, row in enumerate(sheet.iter_rows(max_col=width), start=1):
        if row is not nothing and all(cell is EMPTY_CELL for cell in row):
            nothing = row
        if row is not nothing or number in wanted:
            cells = [_cell(cell) for cell in row]
            yield number, cells + [""] * (width - len(cells))


def _fill(cells: list[Cell], area: Area, text: Cell) -> None:
    left, _, right, _ = area
    for column in range(left, min(right, len(cells)) + 1):
        cells[column - 1] = text


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
    return cleaned(str(value))


def _shows_no_time(number_format: str | None) -> bool:
    from openpyxl.styles.numbers import is_datetime

    return is_datetime(number_format or "") == "date"


def _number(value: float, number_format: str) -> str:
    if "%" in number_format:
        return f"{round(value * 100, 4):g}%"
    return str(int(value)) if value.is_integer() else repr(value)
