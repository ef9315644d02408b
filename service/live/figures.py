"""The figures of a minute, which add up."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any


@dataclass(slots=True)
class Figures:
    """What happened in a minute, or in several.

    ``opened`` conversations began; ``asked`` bursts of messages came. Of these, ``counted`` have a
    reply at a known time or wait longer than the standard, ``within`` were replied to within it,
    and ``untimed`` were replied to nobody knows when. ``handed_over`` went to a person. ``scenes``
    counts what was asked by scene, ``degraded`` by what was left out, ``actions`` what agents did
    with suggestions, ``stops`` what the guard stopped, by code and rule.
    """

    opened: int = 0
    asked: int = 0
    counted: int = 0
    within: int = 0
    untimed: int = 0
    handed_over: int = 0
    scenes: Counter[str] = field(default_factory=Counter)
    degraded: Counter[str] = field(default_factory=Counter)
    actions: Counter[str] = field(default_factory=Counter)
    stops: Counter[str] = field(default_factory=Counter)

    def add(self, other: "Figures") -> None:
        for one in fields(self):
            mine = getattr(self, one.name)
            if isinstance(mine, Counter):
                mine.update(getattr(other, one.name))
            else:
                setattr(self, one.name, mine + getattr(other, one.name))

    def to_record(self) -> dict[str, Any]:
        """As JSON; what is nothing is left out."""
        told = {one.name: getattr(self, one.name) for one in fields(self)}
        return {name: value for name, value in told.items() if value}


def figures_from(record: Mapping[str, Any]) -> Figures:
    figures = Figures()
    for name, value in record.items():
        setattr(figures, name, Counter(value) if isinstance(value, dict) else value)
    return figures
