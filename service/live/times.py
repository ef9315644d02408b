"""Times as these tables keep them: whole numbers, the same in every database."""

from datetime import datetime, timedelta

from service.pricing import SHANGHAI

_EPOCH = datetime.fromisoformat("1970-01-01T00:00:00+00:00")


def milliseconds(at: datetime) -> int:
    return (at - _EPOCH) // timedelta(milliseconds=1)


def minute_of(at: datetime) -> int:
    """Whole minutes since 1970."""
    return (at - _EPOCH) // timedelta(minutes=1)


def start_of(minute: int) -> datetime:
    """When the minute begins, in the shop's zone."""
    return (_EPOCH + timedelta(minutes=minute)).astimezone(SHANGHAI)
