"""Script libraries: a file of rows → passages, with one report per row.

Count in = count out: every row that holds something is either a passage or a refusal that says
which field to mend. A sheet whose name contains 说明 is a note to the people who fill it in.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from knowledge.errors import FileRefused, RowRefused
from knowledge.headings import ANSWER, ID, QUESTION, SCENE, heading_of, understood
from knowledge.loaders import check_size, damage_refused
from knowledge.loaders.csv import read_csv
from knowledge.loaders.sheets import Cell, Sheet, column_letters, shown
from knowledge.loaders.xlsx import read_workbook
from knowledge.loaders.yaml import Value, read_yaml
from knowledge.reading import Reading
from knowledge.script_columns import (
    HEADER_WITHIN,
    Columns,
    columns_at,
    is_header,
    is_note,
    missing_header,
)
from knowledge.scripts import Row, script_passage
from knowledge.types import Passage, Place, RowReport

_NOTES = "说明"
_HIDDEN_ROW = "这一行是隐藏的，没有导入：请取消隐藏，或删除这一行。"
_HIDDEN_SHEET = "这个工作表是隐藏的，没有导入：请取消隐藏，或删除它。"
_LISTS = ("scripts", "话术", "话术库", "faq", "FAQ")


@dataclass(frozen=True, slots=True)
class _Entry:
    """A row to be checked, or (``reason``) a sheet or item that is no row at all."""

    place: Place
    row: Row
    reason: str = ""
    field: str = ""
    around: str = ""


_Source = Callable[[Path, str], Iterable[_Entry]]


def read_scripts(path: Path, document: str, source_hash: str) -> Reading:
    """Every row of the file. A file that cannot be read at all is a single refusal."""
    source = _SOURCES.get(path.suffix.lower())
    place = Place(document)
    if source is None:
        return Reading.refused(
            place, f"话术库不支持 {path.suffix} 文件：请用 {'、'.join(_SOURCES)} 之一。"
        )
    try:
        check_size(path)
        with damage_refused():
            entries = list(source(path, document))
    except FileRefused as error:
        return Reading.refused(place, str(error))
    if not entries:
        return Reading.refused(place, "文件里没有话术：请填写，或删除这个文件。")
    return _checked(entries, source_hash)


def _checked(entries: Iterable[_Entry], source_hash: str) -> Reading:
    passages: list[Passage] = []
    rows: list[RowReport] = []
    for entry in entries:
        try:
            if entry.reason:
                raise RowRefused(entry.field, entry.reason)
            passages.append(script_passage(entry.row, entry.place, source_hash, entry.around))
            rows.append(RowReport(entry.place, "taken"))
        except RowRefused as error:
            rows.append(RowReport(entry.place, "refused", error.field, error.reason))
    return Reading(tuple(passages), tuple(rows))


def _from_xlsx(path: Path, document: str) -> Iterator[_Entry]:
    workbook = read_workbook(path)
    for sheet in workbook.sheets:
        if _NOTES not in (sheet.name or ""):
            yield from _sheet_rows(sheet, document)
    for name in workbook.hidden_sheets:
        if _NOTES not in name:
            yield _Entry(Place(document, sheet=name), {}, _HIDDEN_SHEET)


def _from_csv(path: Path, document: str) -> Iterator[_Entry]:
    yield from _sheet_rows(read_csv(path), document)


def _sheet_rows(sheet: Sheet, document: str) -> Iterator[_Entry]:
    """The rows below the headings; what stands above them is the sheet's title."""
    whole = Place(document, sheet=sheet.name)
    tops = range(min(HEADER_WITHIN, len(sheet.rows)))
    at = next((at for at in tops if columns_at(sheet, at) is not None), None)
    if at is None:
        if sheet.rows:
            yield _Entry(whole, {}, missing_header(sheet))
        return
    titles = (shown(cell) for _, cells in sheet.rows[:at] for cell in cells)
    around = f"{document} {sheet.name or ''} {' '.join(titles)[:500]}"
    columns: Columns | None = None
    section = ""
    while at < len(sheet.rows):
        number, cells = sheet.rows[at]
        if columns is None or is_header(cells):  # a second table has headings of its own
            columns = columns_at(sheet, at) or columns
            assert columns is not None  # noqa: S101 - for the type checker
            if columns.problem:
                yield _Entry(whole, {}, columns.problem)
                return
            at += columns.height
            continue
        at += 1
        title = columns.title(cells)
        if title is not None:
            section = title
        elif not is_note(cells):
            yield _row_entry(columns, sheet, number, cells, whole, section, around)


def _row_entry(
    columns: Columns,
    sheet: Sheet,
    number: int,
    cells: Sequence[Cell],
    whole: Place,
    section: str,
    around: str,
) -> _Entry:
    place = replace(whole, row=number)
    if number in sheet.hidden_rows:
        return _Entry(place, {}, _HIDDEN_ROW)
    for column, reason in sheet.unread.get(number, {}).items():
        if field := columns.name(column):
            cell = f"{column_letters(column)}{number}"
            told = f"单元格 {cell} {reason}：在 Excel 里打开并保存后重新上传，或直接填写。"
            return _Entry(place, {}, told, field)
    try:
        row = columns.row(cells)
    except RowRefused as error:
        return _Entry(place, {}, error.reason, error.field)
    if section and not row.get(SCENE):
        row[SCENE] = section
    return _Entry(place, row, around=around)


def _from_yaml(path: Path, document: str) -> Iterator[_Entry]:
    """Scripts as a list or as a map, alone or under ``scripts:`` / ``话术:``; rows from 1."""
    content = read_yaml(path)
    if isinstance(content, dict):
        content = next((content[name] for name in _LISTS if name in content), content)
    if isinstance(content, str):
        raise FileRefused("最外层要是话术的列表，或 scripts: 下面的列表。")
    for number, item in enumerate(_items(content), start=1):
        place = Place(document, row=number)
        row = {name: _cell(value) for key, value in item.items() if (name := heading_of(key))}
        if QUESTION in row or ANSWER in row:
            yield _Entry(place, row, around=document)
        else:
            yield _Entry(place, {}, f"这一项不是“列名: 内容”的形式：要有{understood()}。")


def _items(content: Value) -> Iterator[dict[str, Value]]:
    """A list's maps; a map's values with their key as the id, the question or the scene."""
    if isinstance(content, list):
        for item in content:
            yield item if isinstance(item, dict) else {}
    elif isinstance(content, dict):
        for key, value in content.items():
            if isinstance(value, list):
                for item in value:
                    yield {SCENE: key, **item} if isinstance(item, dict) else {}
            elif isinstance(value, dict):
                known = {heading_of(name) for name in value}
                yield {(ID if QUESTION in known else QUESTION): key, **value}
            else:
                yield {QUESTION: key, ANSWER: value}


def _cell(value: Value) -> Cell:
    if isinstance(value, list):
        return "\n".join(part for part in value if isinstance(part, str))
    return value if isinstance(value, str) else ""


_SOURCES: dict[str, _Source] = {
    ".xlsx": _from_xlsx,
    ".xlsm": _from_xlsx,
    ".csv": _from_csv,
    ".yaml": _from_yaml,
    ".yml": _from_yaml,
}

SCRIPT_ENDINGS = tuple(_SOURCES)
"""The endings of the files that scripts are read from."""
