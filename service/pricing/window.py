"""Validity to the minute: half-open windows, and how people write their ends.

A window holds ``start <= t < end``. People write "23:59" or "23:59:59" and mean that whole minute
or second, so such an end is moved to the next full one; a bare date as an end runs to the end of
that day. Times without an offset are Asia/Shanghai.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from .errors import BadTime

SHANGHAI = timezone(timedelta(hours=8), "Asia/Shanghai")
"""China has had no summer time since 1991, so a fixed offset is exact for every event here."""

_TIME = re.compile(
    r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})"
    r"(?:[ T](\d{1,2}):(\d{2})(?::(\d{2}))?)?\s*(Z|[+-]\d{2}:?\d{2})?",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Window:
    """``start <= t < end``; both aware."""

    start: datetime
    end: datetime

    def __post_init__(self) -> None:
        if not self.start < self.end:
            raise BadTime(f"结束时间 {self.end:%Y-%m-%d %H:%M} 不晚于开始时间，请核对")

    def holds(self, at: datetime) -> bool:
        return self.start <= at < self.end

    def spoken(self) -> str:
        """``11月10日20:00至11月14日24:00``: an end at midnight belongs to the day before."""
        return f"{moment(self.start)}至{end_moment(self.end)}"


def moment(at: datetime) -> str:
    """``11月10日20:00`` (seconds only where there are some)."""
    local = at.astimezone(SHANGHAI)
    seconds = f":{local.second:02d}" if local.second else ""
    return f"{local.month}月{local.day}日{local.hour:02d}:{local.minute:02d}{seconds}"


def end_moment(at: datetime) -> str:
    """Like ``moment``, but midnight is 24:00 of the day that ends."""
    local = at.astimezone(SHANGHAI)
    if (local.hour, local.minute, local.second) != (0, 0, 0):
        return moment(local)
    day = local - timedelta(days=1)
    return f"{day.month}月{day.day}日24:00"


def parse_start(text: Any) -> datetime:
    """A beginning: ``2026-10-20 20:00``; a bare date begins at 00:00. Raises ``BadTime``."""
    return _parse(text)[0]


def parse_end(text: Any) -> datetime:
    """An end, moved as the module says. Raises ``BadTime``."""
    at, has_time, has_seconds = _parse(text)
    if not has_time:
        return at + timedelta(days=1)
    if has_seconds and at.second == 59:
        return at + timedelta(seconds=1)
    if not has_seconds and at.minute == 59:
        return at + timedelta(minutes=1)
    return at


def _parse(text: Any) -> tuple[datetime, bool, bool]:
    if isinstance(text, datetime):
        return (text if text.tzinfo else text.replace(tzinfo=SHANGHAI)), True, True
    match = _TIME.fullmatch(text.strip()) if isinstance(text, str) else None
    if match is None:
        raise BadTime(f"时间 {str(text)[:40]!r} 读不懂：请写成 2026-11-10 20:00")
    year, month, day, hour, minute, second, offset = match.groups()
    try:
        at = datetime(int(year), int(month), int(day), tzinfo=_zone(offset))
        if hour == "24" and minute == "00" and not int(second or 0):
            return at + timedelta(days=1), True, False
        at = at.replace(hour=int(hour or 0), minute=int(minute or 0), second=int(second or 0))
    except ValueError as error:
        raise BadTime(f"时间 {str(text)[:40]!r} 不存在：{error}") from None
    return at, hour is not None, second is not None


def _zone(offset: str | None) -> timezone:
    if offset is None:
        return SHANGHAI
    if offset == "Z":
        return UTC
    sign = -1 if offset[0] == "-" else 1
    hours, minutes = int(offset[1:3]), int(offset[-2:])
    return timezone(sign * timedelta(hours=hours, minutes=minutes))
