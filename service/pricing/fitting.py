"""What the buyer's instruments can save at most when each is used in one order only.

Of those that clash one order takes one, so that each needs goods of its own to fill its threshold:
满2000减150 and 满1000减60 are both used only where the goods in their scopes come to 3000.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations

from .cart import Line
from .clashes import Reach, clash
from .money import Fen
from .policies import Policies
from .promotion import Level, OrderPromotion

MAX_CLIQUE = 8
"""Larger ones are told as several, which only loosens the bound."""

Part = tuple[int, ...]


@dataclass(frozen=True)
class Instrument:
    """Something the buyer holds: it saves at most ``worth``, in one order whose goods in scope
    (``lines``, at the dearest ``prices`` of a unit) reach ``threshold``."""

    promotion: OrderPromotion
    lines: tuple[int, ...]
    worth: Fen
    threshold: Fen
    prices: tuple[Fen, ...]

    @property
    def id(self) -> str:
        return self.promotion.id

    @property
    def level(self) -> Level:
        return self.promotion.level

    def fits(self, order: Part) -> bool:
        """Whether it may be used in the order."""
        there = _worth_of(self.lines, self.prices, order)
        return there > 0 and there >= self.threshold


class Clique:
    """Instruments of which any order takes one at most."""

    def __init__(self, members: Sequence[Instrument]) -> None:
        self.members = tuple(members)
        self.lines = tuple(sorted({i for one in members for i in one.lines}))
        self.prices = members[0].prices
        self.known: dict[tuple[int, Fen, int], Fen] = {}

    @cached_property
    def sets(self) -> list[tuple[Fen, Fen, int, int]]:
        """(what the set saves, the goods it needs, how many, its members as bits), best first."""
        numbers = range(len(self.members))
        found = [
            (
                sum(self.members[i].worth for i in some),
                sum(self.members[i].threshold for i in some),
                size,
                sum(1 << i for i in some),
            )
            for size in range(len(self.members) + 1)
            for some in combinations(numbers, size)
        ]
        return sorted(found, key=lambda one: -one[0])

    def most(self, order: Part | None, rest: Part, hands: frozenset[str], room: int) -> Fen:
        """The most that those in ``hands`` save, one in ``order``, the others in at most ``room``
        orders of ``rest``."""
        held = [i for i, one in enumerate(self.members) if one.id in hands]
        if not held:
            return 0
        usable = sum(1 << i for i in held if self.members[i].fits(rest))
        worth = _worth_of(self.lines, self.prices, rest)
        units = min(room, sum(rest[i] for i in self.lines))
        best = self._within(usable, worth, units)
        if order is not None:
            for i in held:
                if self.members[i].fits(order):
                    others = self._within(usable & ~(1 << i), worth, units)
                    best = max(best, self.members[i].worth + others)
        return best

    def _within(self, usable: int, worth: Fen, units: int) -> Fen:
        for saves, needs, size, members in self.sets:
            if members & usable == members and needs <= worth and size <= units:
                return saves
        return 0


def cliques(
    instruments: Iterable[Instrument], lines: Sequence[Line], policy: Policies
) -> list[Clique]:
    """The instruments in groups of which all clash in whatever order they meet."""
    groups: list[list[Instrument]] = []
    for one in sorted(instruments, key=lambda one: -one.worth):
        for group in groups:
            always = all(_always_clash(one, other, lines, policy) for other in group)
            if always and len(group) < MAX_CLIQUE:
                group.append(one)
                break
        else:
            groups.append([one])
    return [Clique(group) for group in groups]


def _always_clash(
    one: Instrument, other: Instrument, lines: Sequence[Line], policy: Policies
) -> bool:
    """Whether they clash in the smallest order that both can be used in: with one line each, the
    same where there is no other."""
    same = one.lines == other.lines and len(one.lines) == 1
    return all(
        clash(first, replace(second, lines=first.lines if same else first.lines << 1), policy)
        for first in _reaches(one, lines)
        for second in _reaches(other, lines)
    )


def _reaches(one: Instrument, lines: Sequence[Line]) -> Iterator[Reach]:
    """A reach of one line for each shop and category of its scope."""
    for shop, category in sorted({(lines[i].shop, lines[i].category) for i in one.lines}):
        yield Reach(one.promotion, 1, frozenset({shop}), frozenset({category}))


def _worth_of(lines: Sequence[int], prices: Sequence[Fen], part: Part) -> Fen:
    return sum(part[i] * prices[i] for i in lines if part[i])
