"""Times as a shop writes them, read as the shop means them (Asia/Shanghai, half-open).

People write the last moment they still mean: ``2026-11-11 23:59`` and ``23:59:59`` both say "until
midnight", and an end that is only a date says "through that day". Windows here end at the first
moment that is out.
"""

import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

SHOP_ZONE = ZoneInfo("Asia/Shanghai")

_WRITTEN = re.compile(
    r"(?P<year>\d{4})\s*[-/.年]\s*(?P<month>\d{1,2})\s*[-/.月]\s*(?P<day>\d{1,2})\s*日?"
    r"(?:[\sT]*(?P<hour>\d{1,2})[:：](?P<minute>\d{2})(?:[:：](?P<second>\d{2}))?"
    r"(?:\.0+)?\s*(?P<offset>Z|[+-]\d{2}:?\d{2})?)?",
    re.IGNORECASE,
)

_EPOCH = datetime.fromisoformat("1970-01-01T00:00:00+00:00")
_MICROSECOND = timedelta(microseconds=1)


def start_time(written: str | date | datetime) -> datetime:
    """The first moment inside a window; a bare date starts at its midnight.

    Raises ``ValueError`` when it cannot be read.
    """
    return _moment(written)


def end_time(written: str | date | datetime) -> datetime:
    """The first moment outside a window that is written by its last moment.

    A bare date runs to the end of that day; :59 in the last place given is moved to the next full
    second or minute. Raises ``ValueError`` when it cannot be read.
    """
    moment = _moment(written)
    if _is_bare_date(written):
        return moment + timedelta(days=1)
    if moment.second == 59:
        return moment + timedelta(seconds=1)
    if moment.minute == 59 and moment.second == 0:
        return moment + timedelta(minutes=1)
    return moment


def microseconds(moment: datetime) -> int:
    """Microseconds since 1970 in UTC, exactly: the form in which windows are compared."""
    return (moment - _EPOCH) // _MICROSECOND


def _is_bare_date(written: str | date | datetime) -> bool:
    if isinstance(written, str):
        found = _WRITTEN.fullmatch(written.strip())
        return found is not None and found["hour"] is None
    return not isinstance(written, datetime)


def _moment(written: str | date | datetime) -> datetime:
    if isinstance(written, str):
        return _from_text(written)
    if not isinstance(written, datetime):
        return datetime(written.year, written.month, written.day, tzinfo=SHOP_ZONE)
    return written if written.tzinfo else written.replace(tzinfo=SHOP_ZONE)


def _from_text(text: str) -> datetime:
    found = _WRITTEN.fullmatch(text.strip())
    if found is None:
        raise ValueError(f"看不懂时间“{text}”")
    year, month, day = (int(found[part]) for part in ("year", "month", "day"))
    hour, minute, second = (int(found[part] or 0) for part in ("hour", "minute", "second"))
    midnight_after = (hour, minute, second) == (24, 0, 0)
    zone = _zone(found)
    try:
        moment = datetime(
            year, month, day, 0 if midnight_after else hour, minute, second, tzinfo=zone
        )
    except ValueError:
        raise ValueError(f"没有“{text.strip()}”这个时间") from None
    return moment + timedelta(days=1) if midnight_after else moment


def _zone(found: re.Match[str]) -> ZoneInfo:
    offset = found["offset"]
    if offset is None or offset.replace(":", "") == "+0800":
        return SHOP_ZONE
    raise ValueError(f"时间“{found[0]}”带有北京时间以外的时区")
