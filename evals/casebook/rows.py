"""The three formats as rows of text by heading, each with its place for people."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from knowledge.errors import FileRefused, ReaderUnavailable
from knowledge.isolation import read_sheets, read_yaml
from knowledge.loaders.sheets import Cell, Sheet, column_letters

from .cells import nearest
from .columns import BY_HEADING, COLUMNS, REQUIRED
from .errors import BadCaseFile

FORMATS = (".xlsx", ".csv", ".yaml", ".yml")
GUIDE_SHEET = "说明"
CASES_KEY, COMMON_KEY = "用例", "共同"
MAX_ROWS = 20_000


@dataclass(frozen=True, slots=True)
class Row:
    """``place`` reads ``预售.xlsx 第 12 行``; ``cells`` are those that are not empty."""

    place: str
    cells: Mapping[str, str]


def rows_of(path: Path) -> list[Row]:
    """Raises ``BadCaseFile`` where the file or its headings cannot be used."""
    try:
        if path.suffix.lower() in (".yaml", ".yml"):
            return list(_from_yaml(path.name, read_yaml(path)))
        sheets = [sheet for sheet in read_sheets(path) if sheet.name != GUIDE_SHEET]
    except (FileRefused, ReaderUnavailable) as error:
        raise BadCaseFile([f"{path.name}：{error}"]) from None
    except OSError as error:
        raise BadCaseFile([f"{path}：打不开（{error.strerror}）"]) from None
    several = len(sheets) > 1
    return [row for sheet in sheets for row in _from_sheet(path.name, sheet, several=several)]


def _from_sheet(file: str, sheet: Sheet, *, several: bool) -> Iterator[Row]:
    name = f"{file} {sheet.name}" if several and sheet.name else file
    if not sheet.rows:
        raise BadCaseFile([f"{name}：是空的，第一行要有表头（goalie eval template 可以生成模板）"])
    (top, titles), *rest = sheet.rows
    header = [_text(cell).strip().rstrip("*＊") for cell in titles]
    faults = [f"{name} 第 {top} 行{fault}" for fault in _headings(header)]
    faults += [
        f"{name} {column_letters(column)}{row}：{reason}"
        for row, columns in sheet.unread.items()
        for column, reason in columns.items()
    ]
    if faults:
        raise BadCaseFile(faults)
    for number, cells in rest:
        given = {h: _text(c) for h, c in zip(header, cells, strict=False) if h and _text(c)}
        if given:
            yield Row(f"{name} 第 {number} 行", given)


def _headings(header: Sequence[str]) -> Iterator[str]:
    for heading in dict.fromkeys(filter(None, header)):
        if heading not in BY_HEADING:
            yield f"：没有列「{heading}」，{_meant(heading)}"
        elif header.count(heading) > 1:
            yield f"：列「{heading}」出现了两次，请只留一列"
    for heading in REQUIRED:
        if heading not in header:
            yield f"：缺少列「{heading}」，请对照模板补上"


def _meant(heading: str) -> str:
    near = nearest(heading, list(BY_HEADING))
    return f"是不是「{near}」？" if near else f"可用 {'、'.join(c.heading for c in COLUMNS)}"


def _from_yaml(file: str, content: Any) -> Iterator[Row]:
    """``共同`` holds what all cases of the file share, ``用例`` is the list of them."""
    if not isinstance(content, dict) or not isinstance(content.get(CASES_KEY), list):
        raise BadCaseFile([f"{file}：最外层要写「{CASES_KEY}」，下面一个「-」一条用例"])
    strange = [key for key in content if key not in (CASES_KEY, COMMON_KEY)]
    if strange:
        raise BadCaseFile(
            [f"{file}：最外层没有「{strange[0]}」，只有「{COMMON_KEY}」和「{CASES_KEY}」"]
        )
    common = content.get(COMMON_KEY) or {}
    faults: list[str] = []
    rows: list[Row] = []
    for number, given in enumerate(content[CASES_KEY], 1):
        place = f"{file} 第 {number} 条"
        if not isinstance(given, dict) or not isinstance(common, dict):
            faults.append(f"{place}：要写成「列名: 内容」")
            continue
        cells = {str(k): _joined(v) for k, v in {**common, **given}.items()}
        faults += [f"{place}：没有「{k}」，{_meant(k)}" for k in cells if k not in BY_HEADING]
        rows.append(Row(place, {k: v for k, v in cells.items() if v}))
    if faults:
        raise BadCaseFile(faults)
    yield from rows


def _joined(value: Any) -> str:
    """A list is a line an item, also where it has one, a mapping 名=值."""
    if isinstance(value, list):
        return "".join(f"{_joined(each)}\n" for each in value)
    if isinstance(value, dict):
        return "\n".join(f"{key}={_joined(each)}" for key, each in value.items())
    return "" if value is None else str(value).strip()


def _text(cell: Cell) -> str:
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ", timespec="minutes")
    return cell.isoformat() if isinstance(cell, date) else cell.strip()
