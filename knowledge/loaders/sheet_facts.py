"""What openpyxl's streaming mode leaves out of a sheet, read from its XML in one pass."""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any
from zipfile import ZipFile

from knowledge.errors import FileRefused

Area = tuple[int, int, int, int]
"""A merged area: first column, first row, last column, last row, counted from 1."""

MAX_AREAS = 50_000

_NO_RESULT = "是公式但没有保存计算结果"
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")


@dataclass(frozen=True, slots=True)
class Facts:
    """Merged areas, what is hidden, and the cells that look empty and are not."""

    merged: list[Area] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    unread: defaultdict[int, dict[int, str]] = field(default_factory=lambda: defaultdict(dict))


def sheet_facts(archive: ZipFile, sheet: Any, columns: int) -> Facts:
    """``columns`` is how many are of interest. Raises ``FileRefused`` for too many areas."""
    from lxml import etree
    from openpyxl.utils.cell import range_boundaries

    # Cells without a saved result, and those that show an error.
    odd_cells: Any = etree.XPath(
        "*[local-name()='c'][@t='e' or (*[local-name()='f'] and not(@t='str')"
        " and not(*[local-name()='v'][text()]))]"
    )
    facts = Facts()
    with archive.open(sheet._worksheet_path) as part:
        tags = ("{*}row", "{*}mergeCell", "{*}col")
        found = etree.iterparse(part, tag=tags, resolve_entities=False, no_network=True)
        for _, element in found:
            kind = etree.QName(element).localname
            if kind == "row":
                _read_row(element, list(odd_cells(element)), facts)
            elif kind == "col" and element.get("hidden") in ("1", "true"):
                last = min(int(element.get("max", "1")), columns)
                facts.hidden_columns.update(range(int(element.get("min", "1")), last + 1))
            elif kind == "mergeCell":
                left, top, right, bottom = range_boundaries(element.get("ref", "A1"))
                if None not in (left, top, right, bottom):
                    facts.merged.append((left or 1, top or 1, right or 1, bottom or 1))
                if len(facts.merged) > MAX_AREAS:
                    raise FileRefused(
                        f"工作表“{sheet.title}”的合并单元格超过 {MAX_AREAS} 处："
                        "请取消合并或拆成几个文件。"
                    )
            _forget(element)
    return facts


def _read_row(row: Any, odd_cells: list[Any], facts: Facts) -> None:
    number = row.get("r", "")
    if row.get("hidden") in ("1", "true") and number.isdecimal():
        facts.hidden_rows.add(int(number))
    for cell in odd_cells:
        place = _REFERENCE.fullmatch(cell.get("r", ""))
        if place is None:
            continue
        shown = "".join(cell.itertext()).strip()[-20:] if cell.get("t") == "e" else ""
        reason = f"是错误值 {shown}" if shown else _NO_RESULT
        facts.unread[int(place[2])][_column(place[1])] = reason


def _column(letters: str) -> int:
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return column


def _forget(element: Any) -> None:
    """Lets the element and those before it go: a sheet may be a hundred megabytes."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]
