"""Script libraries: a file of rows → passages, with one report per row.

Count in = count out: every row that holds something is either a passage or a refusal that says
which field to mend. A sheet whose name contains 说明 is a note to the people who fill it in.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from knowledge.errors import FileRefused, RowRefused
from knowledge.loaders import check_size
from knowledge.loaders.csv import read_csv
from knowledge.loaders.decoding import decoded
from knowledge.loaders.sheets import Cell, Sheet, shown
from knowledge.loaders.xlsx import read_xlsx
from knowledge.reading import Reading
from knowledge.scripts import ANSWER, ID, QUESTION, Row, heading_of, script_passage
from knowledge.types import Passage, Place, RowReport

_HEADER_WITHIN = 10  # rows from the top in which the headings are looked for
_NOTES = "说明"


@dataclass(frozen=True, slots=True)
class _Entry:
    """A row to be checked, or (``reason``) a sheet or item that is no row at all."""

    place: Place
    row: Row
    reason: str = ""


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
        entries = list(source(path, document))
    except FileRefused as error:
        return Reading.refused(place, str(error))
    except (MemoryError, RecursionError):
        raise
    except Exception as error:  # parsers raise whatever a damaged file leads them to
        return Reading.refused(
            place, f"文件已损坏，读不出内容（{type(error).__name__}）：请重新导出。"
        )
    if not entries:
        return Reading.refused(place, "文件里没有话术：请填写，或删除这个文件。")
    return _checked(entries, source_hash)


def _checked(entries: Iterable[_Entry], source_hash: str) -> Reading:
    passages: list[Passage] = []
    rows: list[RowReport] = []
    for entry in entries:
        try:
            if entry.reason:
                raise RowRefused("", entry.reason)
            passages.append(script_passage(entry.row, entry.place, source_hash))
            rows.append(RowReport(entry.place, "taken"))
        except RowRefused as error:
            rows.append(RowReport(entry.place, "refused", error.field, error.reason))
    return Reading(tuple(passages), tuple(rows))


def _from_xlsx(path: Path, document: str) -> Iterator[_Entry]:
    for sheet in read_xlsx(path):
        if _NOTES not in (sheet.name or ""):
            yield from _sheet_rows(sheet, document)


def _from_csv(path: Path, document: str) -> Iterator[_Entry]:
    yield from _sheet_rows(read_csv(path), document)


def _sheet_rows(sheet: Sheet, document: str) -> Iterator[_Entry]:
    """The rows below the headings; what stands above them is the sheet's title."""
    top = [[heading_of(cell) for cell in cells] for _, cells in sheet.rows[:_HEADER_WITHIN]]
    at = next((at for at, row in enumerate(top) if QUESTION in row and ANSWER in row), None)
    if at is None:
        if sheet.rows:
            wanted = f"前 {_HEADER_WITHIN} 行里要有“{ID}”“{QUESTION}”“{ANSWER}”等列名"
            yield _Entry(Place(document, sheet=sheet.name), {}, f"没有找到表头：{wanted}。")
        return
    for number, cells in sheet.rows[at + 1 :]:
        row = {name: cell for name, cell in zip(top[at], cells, strict=False) if name}
        yield _Entry(Place(document, sheet=sheet.name, row=number), row)


def _from_yaml(path: Path, document: str) -> Iterator[_Entry]:
    """A list of scripts, alone or under ``scripts:`` / ``话术:``; rows are counted from 1."""
    import yaml

    try:
        content = yaml.safe_load(decoded(path))
    except yaml.YAMLError as error:
        raise FileRefused(f"YAML 读不下去：{' '.join(str(error).split())[:200]}") from error
    if isinstance(content, dict):
        content = content.get("scripts", content.get("话术"))
    if not isinstance(content, list):
        raise FileRefused("最外层要是话术的列表，或 scripts: 下面的列表。")
    for number, item in enumerate(content, start=1):
        place = Place(document, row=number)
        if isinstance(item, dict):
            named = ((heading_of(str(key)), _cell(value)) for key, value in item.items())
            yield _Entry(place, {name: cell for name, cell in named if name})
        else:
            yield _Entry(place, {}, "这一项不是“列名: 内容”的形式。")


def _cell(value: object) -> Cell:
    if value is None:
        return ""
    if isinstance(value, date):  # a datetime is one, too
        return value
    if isinstance(value, list):
        return "\n".join(shown(_cell(part)) for part in value if not isinstance(part, list | dict))
    return str(value)


_SOURCES: dict[str, _Source] = {
    ".xlsx": _from_xlsx,
    ".csv": _from_csv,
    ".yaml": _from_yaml,
    ".yml": _from_yaml,
}
