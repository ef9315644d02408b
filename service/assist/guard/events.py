"""The shop's events 大促 as the guard knows them: what each is called, when it runs, its terms."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from functools import lru_cache

from .facts import Fact
from .moments import Moment
from .reading.fold import fold

_DOUBLE = re.compile(
    r"双\s?(?P<day>1[0-2]|\d|十[一二]?|[一二三四五六七八九])"
    r"(?![\d.%a-z一二两三四五六七八九十百千]|[开门缸胆系频核层管轮驱口头人面边通拼循变极芯])"
)
_DAYS = {han: str(day) for day, han in enumerate("一二三四五六七八九十", start=1)}
_DAYS |= {"十一": "11", "十二": "12"}
_YEAR_AND_SHOP = re.compile(r"^(?:\d{4}年?)?(?:天猫|淘宝|京东|拼多多|抖音|快手)?")
_IN_GENERAL = re.compile(r"年货节|(?<![\d.])6[.·]?18(?![\d.元块折台件])|六一八|三八节|38节|黑五")


@dataclass(frozen=True, slots=True)
class KnownEvent:
    """``name`` as people say it, folded; ``terms`` are (threshold, saving) or (deposit, worth) in
    fen; ``reductions`` are the kinds of ``data/reductions.yaml`` that it has."""

    id: str
    name: str
    starts: datetime
    ends: datetime
    terms: frozenset[tuple[Fraction, Fraction]] = frozenset()
    reductions: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class EventHit:
    """An event's name at ``[start, end)`` of a folded text; ``id`` is empty if nobody knows it."""

    start: int
    end: int
    id: str


Events = tuple[KnownEvent, ...]


def short_name(event: str) -> str:
    """2026天猫双11 → 双11."""
    return _normal(fold(_YEAR_AND_SHOP.sub("", event) or event).text)


def event_hits(text: str, events: Events) -> Iterator[EventHit]:
    """Every event that a folded text names, known or not, in order."""
    pattern, ids = _known(events)
    for match in pattern.finditer(text):
        yield EventHit(*match.span(), ids.get(_normal(match[0]), ""))


@lru_cache(maxsize=4096)
def event_of(fact: Fact, events: Events) -> str:
    """The rulebook that a fact holds under; of a passage the one event that its place names."""
    if fact.event:
        return fact.event
    named = {hit.id for hit in event_hits(fold(fact.source).text, events)} - {""}
    return named.pop() if len(named) == 1 else ""


def event_on(fact: Fact, events: Events) -> str:
    """The one event that a passage's date lies in; empty if none or several."""
    value = fact.value
    if not isinstance(value, Moment) or value.month is None or value.day is None:
        return ""
    date = (value.month, value.day)
    on = [e.id for e in events if _day(e.starts) <= date <= _day(e.ends)]
    return on[0] if len(on) == 1 else ""


def _day(at: datetime) -> tuple[int, int]:
    return at.month, at.day


@lru_cache(maxsize=64)
def _known(events: Events) -> tuple[re.Pattern[str], dict[str, str]]:
    ids = {event.name: event.id for event in events}
    names = [re.escape(name) for name in sorted(ids, key=len, reverse=True)]
    general = (_DOUBLE.pattern, _IN_GENERAL.pattern)
    return re.compile("|".join((*names, *general))), ids


def _normal(name: str) -> str:
    """双十一 → 双11."""
    match = _DOUBLE.fullmatch(name)
    return f"双{_DAYS.get(match['day'], match['day'])}" if match else name
