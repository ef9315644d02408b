"""The plan: demand, people and shifts of every day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from math import ceil

from .assumptions import Assumptions
from .cover import Cover, cover
from .demand import Hour, demand
from .waiting import people


@dataclass(frozen=True, slots=True)
class HourPlan:
    """``plain`` people by division, ``enough`` by waiting (both at the high demand), and those for
    after-sale cases, which need no answer within seconds."""

    demand: Hour
    plain: int
    enough: int
    after_sale: int

    @property
    def needed(self) -> int:
        return self.enough + self.after_sale


@dataclass(frozen=True, slots=True)
class DayPlan:
    """One day of the event or of its after-sale wave."""

    day: int
    on: date
    hours: tuple[HourPlan, ...]
    cover: Cover

    @property
    def short(self) -> int:
        """Hours of people that all shifts together do not have."""
        return sum(self.cover.short)


def plan(given: Assumptions) -> list[DayPlan]:
    """Every day, in order."""
    found = []
    for day, hours in groupby(demand(given), key=lambda hour: hour.day):
        planned = tuple(_hour(hour, given) for hour in hours)
        needed = [hour.needed for hour in planned]
        on = given.begins + timedelta(days=day - 1)
        found.append(DayPlan(day, on, planned, cover(needed, given.shifts)))
    return found


def _hour(hour: Hour, given: Assumptions) -> HourPlan:
    plain, enough = people(
        hour.high, given.seconds_an_inquiry, given.at_once, given.within_seconds, given.in_time
    )
    after = ceil(hour.cases * given.seconds_a_case / 3600 - 1e-9)
    return HourPlan(hour, plain, enough, after)


def most(days: Sequence[DayPlan]) -> dict[str, int]:
    """The most people that a shift has on any day: how many to hire for it."""
    found: dict[str, int] = {}
    for day in days:
        for name, heads in day.cover.heads.items():
            found[name] = max(found.get(name, 0), heads)
    return found
