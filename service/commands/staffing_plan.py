"""A plan as a workbook, and as the forecast that the live curves read."""

from collections.abc import Iterator, Sequence

from openpyxl import Workbook
from openpyxl.styles import PatternFill

from service.staffing.assumptions import HOURS
from service.staffing.plan import DayPlan, most

from .sheets import add_sheet, saved

_SHORT = PatternFill("solid", start_color="FFFDECEA")
_ASKED = ("询单（高转化）", "询单（低转化）")
_BY_HOUR = ("日期", "几点", *_ASKED, "售后件数", "按人均算", "按等待算", "售后人手", "到岗", "缺")
_SUMS = ("low", "high", "refund_only", "returns")


def plan_book(days: Sequence[DayPlan]) -> bytes:
    """A line a day, a line an hour, and how many to hire for each shift; what is short is red."""
    book = Workbook()
    shifts = list(days[0].cover.heads)
    head = ("第几天", "日期", *_ASKED, "仅退款", "退货退款", *shifts, "缺人时")
    add_sheet(book, "每天", head, (_day_row(day, shifts) for day in days))
    add_sheet(book, "每小时", _BY_HOUR, (row for day in days for row in _hour_rows(day)))
    add_sheet(book, "各班次最多", ("班次", "最多的一天"), most(days).items())
    for sheet in ("每天", "每小时"):
        for row in book[sheet].iter_rows(min_row=2):
            if row[-1].value:
                for cell in row:
                    cell.fill = _SHORT
    return saved(book)


def _day_row(day: DayPlan, shifts: Sequence[str]) -> tuple[object, ...]:
    hours = [hour.demand for hour in day.hours]
    sums = (round(sum(getattr(hour, name) for hour in hours)) for name in _SUMS)
    return (day.day, day.on, *sums, *(day.cover.heads[shift] for shift in shifts), day.short)


def _hour_rows(day: DayPlan) -> Iterator[tuple[object, ...]]:
    for hour in range(HOURS):
        one = day.hours[hour]
        yield (
            day.on,
            f"{hour:02d}:00",
            round(one.demand.low, 1),
            round(one.demand.high, 1),
            round(one.demand.cases, 1),
            one.plain,
            one.enough,
            one.after_sale,
            day.cover.there[hour],
            day.cover.short[hour],
        )


def traffic_csv(days: Sequence[DayPlan]) -> str:
    """Half hours, as ``traffic/`` of a shop folder has them: the demand at the low conversion."""
    lines = ["时间,咨询量,类型"]
    for day in days:
        for hour in (planned.demand for planned in day.hours):
            for minute in (0, 30):
                at = f"{day.on} {hour.hour:02d}:{minute:02d}"
                lines.append(f"{at},{hour.high / 2:.0f},预测")
    return "\n".join(lines) + "\n"
