"""``promotions/*.xlsx``: a rulebook that an operations person fills in.

Sheet 活动: 项目, 内容, 开始, 结束 (the items of ``rulebook_event``, a row each).
Sheet 优惠: one promotion a row, the columns of ``rulebook_terms``. Other sheets are not read.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from knowledge.errors import FileRefused, ReaderUnavailable
from knowledge.isolation import read_sheets
from knowledge.loaders.sheets import Sheet

from .errors import BadShopFolder, Fault
from .rulebook_cells import text_of
from .rulebook_event import EVENT_SHEET, read_event
from .rulebook_file import Path as FieldPath
from .rulebook_file import RulebookFile
from .rulebook_terms import ALL_GOODS, BY_HEADER, BY_NAME, COLUMNS, TERMS, Column, Term
from .sheet_faults import unread_cells

PROMOTION_SHEET = "优惠"
REQUIRED = ("编号", "类型", "名称")
MAX_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class _Row:
    """A filled row: its number in the sheet and its cells as text by header."""

    number: int
    cells: Mapping[str, str]

    @property
    def place(self) -> str:
        label = self.cells.get("编号", "")
        return f"{PROMOTION_SHEET} 第 {self.number} 行 {label}".rstrip()


def read_xlsx_rulebook(path: Path, name: str) -> RulebookFile:
    """The workbook as a rulebook's content. Raises ``BadShopFolder`` with every cell at fault."""
    sheets = {sheet.name: sheet for sheet in _sheets(path, name)}
    missing = [title for title in (EVENT_SHEET, PROMOTION_SHEET) if title not in sheets]
    if missing:
        remedy = f"没有工作表“{'、'.join(missing)}”：请用 goalie rulebook-template 生成模板"
        raise BadShopFolder([Fault(name, "", remedy)])
    read = (sheets[title] for title in (EVENT_SHEET, PROMOTION_SHEET))
    faults = [fault for sheet in read for fault in unread_cells(sheet, name)]
    event = read_event(sheets[EVENT_SHEET], name, faults)
    rows = _rows(sheets[PROMOTION_SHEET], name)
    promotions = [_promotion(row, name, faults) for row in rows]
    if faults:
        raise BadShopFolder(faults)
    content = event.content | {"promotions": promotions}

    def where(found: FieldPath, message: str) -> str:
        if found[:1] == ("promotions",) and len(found) > 1 and isinstance(found[1], int):
            return _column_place(rows[found[1]], found[2:])
        return event.where(found) if found else _named_rows(rows, message)

    return RulebookFile(content, where)


def _sheets(path: Path, name: str) -> list[Sheet]:
    if path.stat().st_size > MAX_BYTES:
        raise BadShopFolder([Fault(name, "", f"文件超过 {MAX_BYTES // 1000} KB，请拆分")])
    try:
        return read_sheets(path)
    except (FileRefused, ReaderUnavailable) as error:
        raise BadShopFolder([Fault(name, "", str(error))]) from None


def _rows(sheet: Sheet, name: str) -> list[_Row]:
    if not sheet.rows:
        raise BadShopFolder([Fault(name, PROMOTION_SHEET, "工作表是空的：第一行要有表头")])
    (top, titles), *rest = sheet.rows
    header = [text_of(cell) for cell in titles]
    faults = list(_header_faults(header, name, f"{PROMOTION_SHEET} 第 {top} 行"))
    if faults:
        raise BadShopFolder(faults)
    return [
        _Row(number, {h: text_of(c) for h, c in zip(header, cells, strict=False) if h})
        for number, cells in rest
        if any(cells)
    ]


def _header_faults(header: Sequence[str], name: str, place: str) -> Iterator[Fault]:
    for title in REQUIRED:
        if title not in header:
            yield Fault(name, place, f"缺少列「{title}」：请对照模板补上")
    for title in dict.fromkeys(filter(None, header)):
        if title not in BY_HEADER:
            yield Fault(name, place, f"没有列「{title}」：可用 {'、'.join(BY_HEADER)}")
        elif header.count(title) > 1:
            yield Fault(name, place, f"列「{title}」出现了两次：请只留一列")


def _promotion(row: _Row, name: str, faults: list[Fault]) -> dict[str, Any]:
    """The row as a promotion; what cannot be read goes to ``faults``."""
    term = BY_NAME.get(row.cells.get("类型", ""))
    if term is None:
        found = row.cells.get("类型", "")
        remedy = f"没有类型 {found[:20]!r}：可用 {'、'.join(BY_NAME)}"
        faults.append(Fault(name, f"{row.place} · 类型", remedy))
        return {}
    content: dict[str, Any] = {"kind": term.kind, **term.fixed}
    scope: dict[str, Any] = {}
    for column in COLUMNS:
        text = row.cells.get(column.header, "")
        target = column.common or term.fields.get(column.header, "")
        if not text or column.header == "类型":
            continue
        try:
            value = _value(column, text, target, term)
        except ValueError as error:
            faults.append(Fault(name, f"{row.place} · {column.header}", str(error)))
            continue
        if target.startswith("scope."):
            scope |= value if isinstance(value, dict) else {target.removeprefix("scope."): value}
        else:
            content[target] = value
    return content | {"scope": scope}


def _value(column: Column, text: str, target: str, term: Term) -> Any:
    if not target:
        raise ValueError(f"{term.name}用不到这一列：请清空，或改类型")
    if target == "scope.skus" and text in ALL_GOODS:
        return {"all": True}
    value = column.form.read(text)
    if target == "excludes":
        return [BY_NAME[name].kind if name in BY_NAME else name for name in value]
    return value


def _column_place(row: _Row, path: FieldPath) -> str:
    """``优惠 第 5 行 D11-CROSS · 门槛``: the header of the column that fills the field."""
    term = BY_NAME.get(row.cells.get("类型", ""), TERMS[0])
    headers = {c.common.removeprefix("scope."): c.header for c in COLUMNS if c.common}
    headers |= {target: header for header, target in term.fields.items()} | {"scope": "适用商品"}
    found = [headers[part] for part in path if isinstance(part, str) and part in headers]
    return f"{row.place} · {found[-1]}" if found else row.place


def _named_rows(rows: Sequence[_Row], message: str) -> str:
    """The rows whose 编号 a contradiction names."""
    named = [str(row.number) for row in rows if _names(message, row.cells.get("编号", ""))]
    return f"{PROMOTION_SHEET} 第 {'、'.join(named)} 行" if named else PROMOTION_SHEET


def _names(message: str, promotion_id: str) -> bool:
    """Whether the id stands in the message by itself, not as a part of another."""
    whole = rf"(?<![\w-]){re.escape(promotion_id)}(?![\w-])"
    return bool(promotion_id) and re.search(whole, message, re.ASCII) is not None
