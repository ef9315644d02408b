"""Dates as people write them: 2026年11月10日, 11.10, 11-10, 2026-11-10, 10号, 周二, 明天."""

import re

from ..moments import Moment
from .numerals import SMALL, small

_RELATIVE_DAYS = {"前天": -2, "昨天": -1, "昨日": -1, "昨": -1, "今天": 0, "今日": 0, "今": 0}
_RELATIVE_DAYS |= {"明天": 1, "明日": 1, "明": 1, "后天": 2, "后日": 2, "大后天": 3}
_WEEKDAYS = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "日": 7, "天": 7}

_MONTH, _DAY = r"(?:1[0-2]|0?[1-9])(?!\d)", r"(?:3[01]|[12]\d|0?[1-9])(?!\d)"
_YEAR = r"(?:19|20)\d\d"
_HAN = "〇零一二两三四五六七八九十百千万"
_DAY_WORD = (
    r"(?:号(?!楼|店|线|机|电池|柜|仓|库|门|码|链接)"
    r"|日(?!内|之内|以内|无理由|保价|价保|常|子|用|期|志|均|历|式|本|后))"
)
_CLOCK_FOLLOWS = r"(?=[ ,]?(?:早|上午|中午|下午|晚|凌晨|零点|\d{1,2}[:点时]))"

DATE = re.compile(
    rf"""
    (?<![\d.,])(?P<iso_year>{_YEAR})[-/.](?P<iso_month>{_MONTH})[-/.](?P<iso_day>{_DAY})
    | (?:(?<!\d)(?P<year>{_YEAR}|二[〇零]二[〇零一二三四五六七八九])年)?
      (?<![\d.{_HAN}])(?P<month>{SMALL})月份?
      (?:(?P<day>{SMALL})(?:{_DAY_WORD}|(?=[-~至到]{{1,2}}{SMALL}[日号])))?
    | (?<!\d)(?P<only_year>{_YEAR})年(?!版|款|新)
    | (?<![\d.,/\-¥])(?P<short_month>{_MONTH})[./\-](?P<short_day>{_DAY})
      (?:{_DAY_WORD}|{_CLOCK_FOLLOWS}|(?=截止|结束|到期|开始|开抢|起付))
    | (?<![\d.,/¥])(?P<slash_month>{_MONTH})/(?P<slash_day>{_DAY})(?![\d.])
    | (?<![\d.{_HAN}])(?P<only_day>{SMALL}){_DAY_WORD}
    | (?:本|这)?(?:周|星期|礼拜)(?P<weekday>[一二三四五六日天])(?![\d{_HAN}])
    | (?P<relative>大后天|[昨今明后][天日]|前天|[昨今明](?=[晚早]))
    """,
    re.VERBOSE | re.ASCII,
)
"""One date; which groups are filled says in which way it was written."""

DOTTED = re.compile(rf"({_MONTH})[.]({_DAY})", re.ASCII)
"""A number that may be a date as well: 11.10."""


def moment_of(match: re.Match[str]) -> Moment | None:
    """The date of a ``DATE`` match; ``None`` if there is no such day."""
    found = match.groupdict()
    if found["relative"]:
        return Moment(relative=_RELATIVE_DAYS[found["relative"]])
    if found["weekday"]:
        return Moment(weekday=_WEEKDAYS[found["weekday"]])
    year = _first(found, "iso_year", "year", "only_year")
    month = _first(found, "iso_month", "month", "short_month", "slash_month")
    day = _first(found, "iso_day", "day", "short_day", "slash_day", "only_day")
    if not _possible(month, 12) or not _possible(day, 31):
        return None
    return Moment(year=year, month=month, day=day)


def _first(found: dict[str, str | None], *groups: str) -> int | None:
    text = next((text for group in groups if (text := found[group])), None)
    return None if text is None else _number(text)


def _number(text: str) -> int:
    """A month, a day, or a year, which Chinese numerals give digit by digit; 0 fits nowhere."""
    if len(text) == 4:
        return int("".join(str(small(digit)) for digit in text))
    return small(text) or 0


def _possible(number: int | None, limit: int) -> bool:
    return number is None or 1 <= number <= limit
