"""A rulebook written as a workbook: the template for operations people, with an example filled in.

The template is a rulebook like any other: read back, it is the example.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any

from service.pricing import Promotion, Rulebook, Window
from service.pricing.window import SHANGHAI

from .rulebook_event import EVENT_HEADER, EVENT_SHEET, ITEMS, POLICY, VALID
from .rulebook_terms import (
    COLUMNS,
    MODELS,
    PHASE_NAMES,
    PLATFORM_NAMES,
    TERMS,
    THRESHOLD_NAMES,
    Column,
    Term,
)
from .rulebook_xlsx import PROMOTION_SHEET

GUIDE_SHEET = "说明"

EXAMPLE = Rulebook.model_validate(
    {
        "id": "example-2026",
        "event": "示例：2026天猫双11（请整本改成自己的活动）",
        "platform": "tmall",
        "source": "商家中心《活动规则》的名称和日期",
        "valid": {"from": "2026-10-20 20:00", "to": "2026-11-14 23:59"},
        "phases": [
            {"kind": "sale", "name": "现货", "from": "2026-10-20 20:00", "to": "2026-11-14 23:59"}
        ],
        "promotions": [
            {
                "id": "EXAMPLE-COUPON",
                "kind": "shop_coupon",
                "name": "店铺券 满1000减60",
                "scope": {"all": True},
                "threshold": "1000.00",
                "off": "60.00",
            }
        ],
    }
)


def workbook(book: Rulebook = EXAMPLE) -> bytes:
    """The rulebook as an .xlsx file with its guide."""
    from openpyxl import Workbook
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    made = Workbook()
    made.remove(made.worksheets[0])
    sheets = {
        EVENT_SHEET: _event_rows(book),
        PROMOTION_SHEET: _promotion_rows(book),
        GUIDE_SHEET: _guide_rows(),
    }
    for title, rows in sheets.items():
        sheet = made.create_sheet(title)
        for row in rows:
            sheet.append(row)
        for cell in sheet[1]:
            cell.font = Font(bold=True)
        for index in range(1, sheet.max_column + 1):
            sheet.column_dimensions[get_column_letter(index)].width = 18
        sheet.freeze_panes = "A2"
        for cells in sheet.iter_rows():
            for cell in cells:
                cell.number_format = "@"  # text: Excel keeps "2000.00" and dates as typed
    file = BytesIO()
    made.save(file)
    return file.getvalue()


def _event_rows(book: Rulebook) -> Iterator[list[str]]:
    yield list(EVENT_HEADER)
    for item, target in ITEMS.items():
        yield [item, _word(target, getattr(book, target)), "", ""]
    yield [VALID, "", *_moments(book.valid)]
    for phase in book.phases:
        yield [_name_of(PHASE_NAMES, phase.kind), phase.name, *_moments(phase.window)]
    for policy, choice in book.policies.model_dump(mode="json", exclude_none=True).items():
        yield [POLICY, f"{policy}={str(choice).lower()}", "", ""]


def _word(target: str, value: Any) -> str:
    words = {"platform": PLATFORM_NAMES, "thresholds": THRESHOLD_NAMES}.get(target)
    return _name_of(words, value) if words else str(value or "")


def _name_of(words: Any, value: Any) -> str:
    return next((name for name, meant in words.items() if meant == value), "")


def _moments(window: Window) -> list[str]:
    return [_moment(window.start), _end(window.end)]


def _end(at: datetime | None) -> str:
    """Midnight as people write it: 23:59 of the day that ends."""
    midnight = at is not None and _moment(at).endswith(" 00:00")
    return _moment(at - timedelta(minutes=1))[:16] if at and midnight else _moment(at)


def _moment(at: datetime | None) -> str:
    """With seconds where 23:59 would be taken for the whole minute."""
    if at is None:
        return ""
    local = at.astimezone(SHANGHAI).replace(tzinfo=None)
    seconds = "seconds" if local.second or local.minute == 59 else "minutes"
    return local.isoformat(sep=" ", timespec=seconds)


def _promotion_rows(book: Rulebook) -> Iterator[list[str]]:
    yield [column.header for column in COLUMNS]
    for promotion in book:
        content = promotion.model_dump(mode="json", by_alias=True, exclude_defaults=True)
        term = _term(promotion)
        yield [_cell(column, term, promotion, content) for column in COLUMNS]


def _term(promotion: Promotion) -> Term:
    """The 类型 of the promotion: the one whose fixed fields it has."""
    return next(
        term
        for term in TERMS
        if term.kind == promotion.kind
        and all(getattr(promotion, target) == value for target, value in term.fixed.items())
    )


def _cell(column: Column, term: Term, promotion: Promotion, content: dict[str, Any]) -> str:
    target = column.common or term.fields.get(column.header, "")
    if column.header == "类型":
        return term.name
    if target == "scope.skus" and promotion.scope.all:
        return "全部"
    if target in ("from", "to"):
        return _moment(promotion.start) if target == "from" else _end(promotion.end)
    source, _, key = target.rpartition(".")
    value = (content.get(source) or {}).get(key) if source else content.get(key)
    return "" if value is None else column.form.write(value)


def _guide_rows() -> Iterator[list[str]]:
    yield ["列", "怎么填", ""]
    for column in COLUMNS:
        yield [column.header, column.note, ""]
    yield ["", "", ""]
    yield ["类型", "要填的列", "可以不填的列"]
    for term in TERMS:
        needed, optional = _needed(term)
        yield [term.name, "、".join(needed), "、".join(optional)]
    yield ["", "", ""]
    yield ["金额", "写元，最多两位小数，不要写成公式", ""]
    yield ["时间", "2026-11-10 20:00；23:59 表示含这一整分钟；只写日期作结束时，到当天 24:00", ""]
    yield ["完成后", "放进店铺文件夹的 promotions/，再运行 goalie index 店铺编号", ""]


def _needed(term: Term) -> tuple[list[str], list[str]]:
    """The columns a 类型 must have, and those it may have."""
    fields = MODELS[term.kind].model_fields
    needed = [header for header, target in term.fields.items() if fields[target].is_required()]
    return needed, [header for header in term.fields if header not in needed]
