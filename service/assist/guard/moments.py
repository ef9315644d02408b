"""Points in time as people write them: some parts given, the others left out."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import datetime, time, timedelta
from operator import attrgetter


@dataclass(frozen=True, slots=True)
class Moment:
    """The stated parts of a date or time; ``None`` is a part that was not stated.

    ``hour`` runs to 24 (24:00 is how people write a day's end), ``weekday`` from 1 (Monday) to 7.
    ``relative`` is a day counted from today (今天 0, 明天 1), as long as nobody resolved it.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    hour: int | None = None
    minute: int | None = None
    second: int | None = None
    relative: int | None = None

    @classmethod
    def of(cls, at: datetime) -> "Moment":
        return cls(at.year, at.month, at.day, at.isoweekday(), at.hour, at.minute, at.second)

    @property
    def dated(self) -> bool:
        return self.day is not None or self.month is not None or self.year is not None

    @property
    def clocked(self) -> bool:
        return self.hour is not None

    def within(self, other: "Moment") -> bool:
        """Whether every part that this one states is stated alike by the other."""
        both = zip(_parts(self), _parts(other), strict=True)
        return all(mine is None or mine == its for mine, its in both)

    def spoken(self) -> str:
        """``11月10日20:00``, ``11月10日``, ``20:00``."""
        date = f"{self.month}月" if self.month is not None else ""
        date += f"{self.day}日" if self.day is not None else ""
        if self.hour is None:
            return date
        clock = f"{self.hour:02d}:{self.minute or 0:02d}"
        return date + clock + (f":{self.second:02d}" if self.second else "")


_parts = attrgetter(*(field.name for field in fields(Moment)))


@dataclass(frozen=True, slots=True)
class Spelling:
    """A way to write an edge: with the bare date, with the bare clock time, or only with both."""

    moment: Moment
    date_alone: bool = True
    clock_alone: bool = True

    def fits(self, said: Moment) -> bool:
        """Whether what was said is this edge, in a form that is enough for it."""
        if not said.within(self.moment):
            return False
        if said.clocked:
            return self.clock_alone or said.dated
        return self.date_alone


def spellings(edge: datetime, *, start: bool, end: bool) -> Iterator[Spelling]:
    """How a window's edge may be written.

    A half-open end at midnight is written 23:59, 23:59:59 or 24:00 of the day before, or as that
    day without a clock time. The next day's bare date would promise a day too many, and a bare
    0点 would sound like a start, so 00:00 of the next day needs both.
    """
    midnight = edge.time() == time(0)
    whole = start or not midnight
    yield Spelling(Moment.of(edge), date_alone=whole, clock_alone=whole)
    if midnight:
        eve = edge - timedelta(days=1)
        at_24 = Moment(eve.year, eve.month, eve.day, eve.isoweekday(), 24, 0, 0)
        yield Spelling(at_24, date_alone=end)
    if end and edge.second == 0:
        last = edge - timedelta(minutes=1)
        yield Spelling(Moment(*_day(last), last.hour, last.minute, None), date_alone=False)
        last = edge - timedelta(seconds=1)
        yield Spelling(Moment(*_day(last), last.hour, last.minute, last.second), date_alone=False)


def _day(at: datetime) -> tuple[int, int, int, int]:
    return at.year, at.month, at.day, at.isoweekday()
