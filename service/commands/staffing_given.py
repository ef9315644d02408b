"""What a desk fills in for a plan: a workbook with sheets 假设, 天, 小时, 班次 and 高峰.

They are read back as they are written; a cell that cannot be read is told with sheet, row and what
to write there.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from pydantic import ValidationError

from service.staffing.assumptions import Assumptions, Shift

from .sheets import add_sheet, saved

_SHEETS = ("假设", "天", "小时", "班次")
_SHIFT = ("班次", "几点到岗（每个小时，用逗号）", "最多几人", "一小时成本（比较用）", "兼职")
_OTHERS = {"hours": "小时", "days": "天", "shifts": "班次", "peaks": "高峰"}


class BadAssumptions(Exception):
    """``faults``: each with sheet, row and remedy."""

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = tuple(faults)


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of 假设: the field, what the desk calls it, and what to write."""

    field: str
    name: str
    note: str
    read: Callable[[Any], Any] = float


def _day(value: Any) -> date:
    if isinstance(value, datetime):
        return value.date()
    return date.fromisoformat(str(value).strip().replace("/", "-"))


LINES: tuple[_Line, ...] = (
    _Line("begins", "活动第一天", "2026-11-10", _day),
    _Line("sales_target", "销售目标（元）", "整个活动的金额"),
    _Line("basket_value", "客单价（元）", "一单多少钱"),
    _Line("through_service", "经客服成交的占比", "0.2 表示 20%"),
    _Line("conversion_low", "询单转化率，低", "0.4 表示 40%；转化低要接更多人"),
    _Line("conversion_high", "询单转化率，高", "不低于上一行"),
    _Line("seconds_an_inquiry", "接待一位要几秒", "客服打字的时间，不算等买家"),
    _Line("at_once", "一人同时接几位", "整数", int),
    _Line("within_seconds", "几秒内要回", "30"),
    _Line("in_time", "要有多少比例做到", "0.95 表示 95%"),
    _Line("refund_only", "仅退款占订单", "0.04 表示 4%"),
    _Line("returns", "退货退款占订单", "0.06 表示 6%"),
    _Line("seconds_a_case", "处理一件售后要几秒", "一个数"),
    _Line("cases_from", "售后几点开始处理", "9", int),
    _Line("cases_to", "售后处理到几点", "21", int),
    _Line("wave_from", "售后高峰从第几天后开始", "3", int),
    _Line("wave_days", "售后高峰持续几天", "14", int),
)


def assumptions_book(given: Assumptions) -> bytes:
    """The workbook to fill in, with ``given`` in it."""
    book = Workbook()
    add_sheet(book, "假设", ("项目", "填写", "说明"), _rows(given))
    add_sheet(book, "天", ("第几天", "权重"), enumerate(given.days, 1))
    add_sheet(book, "小时", ("几点", "权重"), enumerate(given.hours))
    add_sheet(book, "班次", _SHIFT, map(_shift_row, given.shifts))
    peaks = ((peak.day, peak.hour, peak.inquiries) for peak in given.peaks)
    add_sheet(book, "高峰", ("第几天", "几点", "多来几位"), peaks)
    return saved(book)


def _shift_row(shift: Shift) -> tuple[object, ...]:
    hours, part = ",".join(map(str, shift.hours)), "是" if shift.part_time else "否"
    return shift.name, hours, shift.most, shift.cost, part


def _rows(given: Assumptions) -> Iterator[tuple[object, ...]]:
    for line in LINES:
        value = getattr(given, line.field)
        yield line.name, float(value) if line.read is float else value, line.note


def read_assumptions(path: Path) -> Assumptions:
    """Raises ``BadAssumptions`` with every fault; ``OSError`` where the file cannot be opened."""
    book = _opened(path)
    faults: list[str] = []
    values = _given(book["假设"], faults)
    values["days"] = tuple(_weights(book["天"], faults))
    values["hours"] = tuple(_weights(book["小时"], faults))
    values["shifts"] = tuple(
        _each(book["班次"], _shift, "小时写成 8,9,10，人数和成本写数字", faults)
    )
    if "高峰" in book.sheetnames:
        told = "第几天、几点、多来几位都写数字"
        values["peaks"] = tuple(_each(book["高峰"], _peak, told, faults))
    if faults:
        raise BadAssumptions(faults)
    try:
        return Assumptions.model_validate(values)
    except ValidationError as error:
        raise BadAssumptions([_told(one) for one in error.errors(include_url=False)]) from None


def _opened(path: Path) -> Workbook:
    try:
        book = load_workbook(path, data_only=True)
    except OSError:
        raise
    except Exception as error:  # whatever is no workbook breaks in a way of its own
        raise BadAssumptions([f"{path.name}：打不开，不是 Excel 文件（{error}）"]) from error
    if missing := "」「".join(name for name in _SHEETS if name not in book.sheetnames):
        remedy = "请用 goalie staffing template 的模板"
        raise BadAssumptions([f"{path.name}：缺工作表「{missing}」，{remedy}"])
    return book


def _given(sheet: Worksheet, faults: list[str]) -> dict[str, Any]:
    known = {line.name: line for line in LINES}
    values: dict[str, Any] = {}
    for row in _filled(sheet):
        name = str(row[0].value).strip()
        line = known.pop(name, None)
        where = f"假设 第 {row[0].row} 行「{name}」"
        if line is None:
            faults.append(f"{where}：没有这一项，或者写了两次")
            continue
        try:
            values[line.field] = line.read(row[1].value)
        except (TypeError, ValueError):
            faults.append(f"{where}：看不懂 {row[1].value!r}，请写 {line.note}")
    faults += [f"假设：缺「{name}」这一行" for name in known]
    return values


def _weights(sheet: Worksheet, faults: list[str]) -> Iterator[float]:
    return _each(sheet, lambda cells: float(cells[1]), "权重写一个数", faults)


def _each(
    sheet: Worksheet, read: Callable[[Sequence[Any]], Any], remedy: str, faults: list[str]
) -> Iterator[Any]:
    """Every row that is filled in, as ``read`` reads it; one that cannot be read is a fault."""
    for row in _filled(sheet):
        try:
            yield read([cell.value for cell in row])
        except (TypeError, ValueError, IndexError):
            faults.append(f"{sheet.title} 第 {row[0].row} 行：看不懂，{remedy}")


def _shift(cells: Sequence[Any]) -> dict[str, Any]:
    hours = str(cells[1]).replace("，", ",").split(",")
    return {
        "name": str(cells[0]),
        "hours": tuple(int(hour) for hour in hours if hour.strip()),
        "most": int(cells[2]),
        "cost": float(cells[3]),
        "part_time": len(cells) > 4 and str(cells[4]).strip() == "是",
    }


def _peak(cells: Sequence[Any]) -> dict[str, Any]:
    return {"day": int(cells[0]), "hour": int(cells[1]), "inquiries": float(cells[2])}


def _filled(sheet: Worksheet) -> Iterator[tuple[Any, ...]]:
    return (row for row in sheet.iter_rows(min_row=2) if row[0].value is not None)


def _told(error: Any) -> str:
    names = {line.field: line.name for line in LINES} | _OTHERS
    where = [names.get(str(part), str(part)) for part in error["loc"]]
    return f"{' '.join(where) or '假设'}：{error['msg']}"
