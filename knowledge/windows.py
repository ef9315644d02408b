"""A window of time written in one cell: ``10.20 20:00-11.10 23:59``, 长期, 即日起至 2026-11-11."""

import re
from datetime import datetime

from knowledge.times import end_time, start_time

Window = tuple[datetime | None, datetime | None]

_DATE = (
    r"(?:(?P<{0}year>\d{{4}})\s*[-/.年]\s*)?"
    r"(?P<{0}month>\d{{1,2}})\s*[-/.月]\s*(?P<{0}day>\d{{1,2}})\s*[日号]?"
)
_TIME = (
    r"(?P<{0}hour>\d{{1,2}})\s*(?:[:时点]\s*(?:(?P<{0}minute>\d{{1,2}})\s*分?"
    r"(?::(?P<{0}second>\d{{2}}))?)?)"
)
_MOMENT = rf"{_DATE}(?:[\sT]*{_TIME})?"
_BETWEEN = r"\s*(?:起|开始)?\s*(?:至|到|~|～|—+|–|-+)\s*"
_WINDOW = re.compile(
    rf"(?:{_MOMENT.format('a')}|即日起?|现在|今)?{_BETWEEN}"
    rf"(?:{_MOMENT.format('b')}|{_TIME.format('c')}|长期|永久)"
)
_FROM = re.compile(rf"(?:自|从)?\s*{_MOMENT.format('a')}\s*(?:起|开始|后|以后|之后|起生效)")
_UNTIL = re.compile(
    rf"(?:截至|截止|截止到|至|到)?\s*{_MOMENT.format('b')}\s*(?:止|前|之前|以前|截止)?"
)
_ALWAYS = frozenset(
    {"长期", "长期有效", "永久", "永久有效", "一直有效", "不限", "无", "-", "/", "全年"}
)
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")


def window(written: str, around: str = "") -> Window:
    """The half-open window; an open side is ``None``.

    A year that is not written is the one that ``around`` (the file's name, the sheet's title)
    names, if it names just one. Raises ``ValueError`` with the reason.
    """
    text = written.strip().rstrip("。.;；")
    if not text or text in _ALWAYS:
        return None, None
    year = _only_year(text) or _only_year(around)
    if found := _WINDOW.fullmatch(text):
        return _both(found, year, text)
    if found := _FROM.fullmatch(text):
        return start_time(_moment(found, "a", year, text)), None
    if found := _UNTIL.fullmatch(text):
        return None, end_time(_moment(found, "b", year, text))
    raise ValueError(f"看不懂有效期“{text[:40]}”")


def _both(found: re.Match[str], year: str, text: str) -> Window:
    starts = _moment(found, "a", year, text) if found["amonth"] else None
    if found["chour"]:  # the same day
        if starts is None:
            raise ValueError(f"看不懂有效期“{text[:40]}”")
        ends: str | None = f"{starts.partition(' ')[0]} {_clock(found, 'c')}"
    elif found["bmonth"]:
        ends = _moment(found, "b", found["ayear"] or year, text)
    else:
        ends = None
    start = start_time(starts) if starts else None
    end = end_time(ends) if ends else None
    if start is not None and end is not None and end <= start and not found["byear"]:
        # 12.20-1.5 goes on into the next year.
        end = end_time(_moment(found, "b", str(start.year + 1), text)) if found["bmonth"] else end
    return start, end


def _moment(found: re.Match[str], side: str, year: str, text: str) -> str:
    year = found[f"{side}year"] or year
    if not year:
        raise ValueError(f"有效期“{text[:40]}”没有写年份")
    day = f"{year}-{found[f'{side}month']}-{found[f'{side}day']}"
    return f"{day} {_clock(found, side)}" if found[f"{side}hour"] else day


def _clock(found: re.Match[str], side: str) -> str:
    minute, second = found[f"{side}minute"] or "00", found[f"{side}second"]
    return f"{found[f'{side}hour']}:{minute:0>2}" + (f":{second}" if second else "")


def _only_year(text: str) -> str:
    years = set(_YEAR.findall(text))
    return years.pop() if len(years) == 1 else ""
