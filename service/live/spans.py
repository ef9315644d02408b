"""How far a supervisor looks back and ahead, and in which pieces."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

Window = Literal["hour", "shift", "day"]
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Span:
    """``starts`` of pieces of ``piece`` each; ``now`` lies in one of them."""

    starts: Sequence[datetime]
    piece: timedelta
    now: datetime

    @property
    def first(self) -> datetime:
        return self.starts[0]

    @property
    def end(self) -> datetime:
        return self.starts[-1] + self.piece


@dataclass(frozen=True, slots=True)
class _Shape:
    back: timedelta
    ahead: timedelta
    piece: timedelta


_SHAPES: Mapping[Window, _Shape] = {
    "hour": _Shape(timedelta(hours=1), timedelta(minutes=30), timedelta(minutes=5)),
    "shift": _Shape(timedelta(hours=4), timedelta(hours=1), timedelta(minutes=10)),
    "day": _Shape(_DAY, _DAY, timedelta(minutes=30)),
}


def span_of(window: Window, now: datetime) -> Span:
    """The last hour or four with what comes next, in whole pieces, or the whole of today."""
    shape, midnight = _SHAPES[window], now.replace(hour=0, minute=0, second=0, microsecond=0)
    here = midnight + (now - midnight) // shape.piece * shape.piece
    first, end = here - shape.back, here + shape.ahead
    if window == "day":
        first, end = midnight, midnight + _DAY
    count = (end - first) // shape.piece
    return Span([first + number * shape.piece for number in range(count)], shape.piece, now)


def year_before(at: datetime) -> datetime | None:
    """The same day of last year; none for the 29th of February."""
    try:
        return at.replace(year=at.year - 1)
    except ValueError:
        return None
