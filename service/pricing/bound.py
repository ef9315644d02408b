"""How cheap a choice can still become: the bound of branch and bound.

Of the candidates some are chosen, some barred, the others open. What all that may still be used
saves together is bounded in several ways, of which the least counts:

- each saves no more than on what the chosen ones before it surely leave of its base;
- of those that clash one is used, and never more than the heaviest set without a clash saves;
- a line that the chosen ones bring near its floor has only the rest for the others;
- a chosen one reaches its threshold, so that those before it took no more off its base than it has
  to spare: a coupon of 100 from 1000, on goods of 1050, leaves them 50;
- 每满 300 减 50 saves less with every 300 that went before it.

The late layers (member, assets, subsidy) add the most that each could save at once.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from .checkout import Checkout
from .cramped import Cramped
from .heaviest import Heaviest
from .late import Late
from .lowering import lowered_by
from .money import Fen
from .promotion import Level
from .repeating import most_with
from .worth import Worth


@dataclass(frozen=True, slots=True)
class _Loads:
    """What is known of the early candidates that may be used (``there``, bits): the most each saves
    (0 for the others), what those before it take off its base at most, and for sure. The
    ``useless`` (bits) can no longer be used; of the ``tight`` all before them together take more
    than a chosen one has to spare."""

    there: int
    most: list[Fen]
    taken: list[Fen]
    surely: list[Fen]
    useless: int
    tight: list[int]


class Bound:
    """Bounds for one checkout. Those ``forced`` (bits) are used wherever they save something, and
    are neither chosen nor barred."""

    def __init__(self, checkout: Checkout, cliques: Sequence[int], forced: int) -> None:
        """``cliques[i]`` is the clique of candidate i, of which at most one is chosen."""
        candidates = checkout.candidates
        self.cliques = cliques
        self.forced = forced
        self.progressive = not checkout.parallel
        self.alone = [cliques.count(clique) == 1 for clique in cliques]
        self.all_alone = all(self.alone)
        self.early = [i for i, c in enumerate(candidates) if c.level < Level.MEMBER]
        self.worth = [Worth(checkout, candidate) for candidate in candidates]
        self.bases = [sum(checkout.only(checkout.measured, c.reach)) for c in candidates]
        self.cramped = Cramped(checkout, cliques)
        self.before = lowered_by(checkout, self.cramped.lines)
        self.often = [i for i in self.early if self.before[i] and self.worth[i].every]
        self.heaviest = Heaviest([c.at_most for c in candidates], checkout.clashes)
        self.gross = sum(checkout.gross)
        self.late = Late(checkout, cliques)

    def least(self, chosen: int, barred: int) -> tuple[Fen, int] | None:
        """(what no choice with all of ``chosen`` and none of ``barred`` costs less than, ``barred``
        with those that can no longer be used); ``None`` if one of the ``chosen`` cannot."""
        while True:
            loads = self._loads(chosen, barred)
            if chosen & loads.useless:
                return None
            barred |= loads.useless
            crowding = self._crowding(loads, chosen)
            if not crowding:
                return self.late.least(self.gross - self._saved(loads, chosen), barred), barred
            barred |= crowding

    def _loads(self, chosen: int, barred: int) -> _Loads:
        size = len(self.worth)
        most, least, taken, surely = [0] * size, [0] * size, [0] * size, [0] * size
        there, useless, tight = 0, 0, []
        down = self.cramped.nothing() if self.progressive else {}
        for i in self.early:
            if barred >> i & 1:
                continue
            worth, base = self.worth[i], self.bases[i]
            taken[i], surely[i] = self._taken(i, most, least)
            if down:
                surely[i] += self.cramped.surely(i, down)
            most[i] = worth.most(base - surely[i])
            if not most[i]:
                useless |= 1 << i & ~self.forced
                continue
            there |= 1 << i
            low = base - taken[i]
            if chosen >> i & 1:
                least[i] = worth.least(low)
                if down:
                    self.cramped.bring(i, down)
                if low < worth.threshold:
                    tight.append(i)
            elif self.forced >> i & 1 and low >= worth.threshold:
                least[i] = worth.least(low)
        return _Loads(there, most, taken, surely, useless, tight)

    def _taken(self, index: int, most: Sequence[Fen], least: Sequence[Fen]) -> tuple[Fen, Fen]:
        """What those before it take off its base, at most and for sure."""
        taken, surely = 0, 0
        tops: dict[int, Fen] = {}
        for part in self.before[index]:
            k = part.index
            saving = most[k]
            if not saving:
                continue
            share = saving if part.within else part.most(saving)
            if self.alone[k]:
                taken += share
            else:
                tops[self.cliques[k]] = max(tops.get(self.cliques[k], 0), share)
            if least[k]:
                surely += least[k] if part.safely else part.sure(least[k])
        return taken + sum(tops.values()), surely

    def _crowding(self, loads: _Loads, chosen: int) -> int:
        """Open ones (bits) that take more off the base of a chosen one than it has to spare."""
        crowding, decided = 0, chosen | self.forced
        for i in loads.tight:
            spare = self.bases[i] - self.worth[i].threshold - loads.surely[i]
            for part in self.before[i]:
                k = part.index
                saving = loads.most[k]
                if saving and not decided >> k & 1 and self.worth[k].fixed:
                    crowding |= (part.sure(saving) > spare) << k
        return crowding

    def _saved(self, loads: _Loads, chosen: int) -> Fen:
        """No more than this is saved by all that may be used."""
        gains = self.cramped.gains(loads.there, loads.most, chosen)
        found = min(self._together(gains), self.heaviest.of(loads.there))
        for i in loads.tight:
            spare = self.bases[i] - self.worth[i].threshold
            found = min(found, self._together(self._outside(i, loads.most)) + spare)
        for i in self.often:
            if not loads.most[i]:
                continue
            worth, base = self.worth[i], self.bases[i]
            span = loads.surely[i], min(loads.taken[i], base)
            inside = most_with(base, span, worth.threshold, worth.every, worth.at_most)
            outside = self._outside(i, loads.most)
            outside[i] = 0
            found = min(found, self._together(outside) + inside)
        return found

    def _outside(self, index: int, most: Sequence[Fen]) -> list[Fen]:
        """The most that each saves without what it surely takes off the base of one."""
        outside = list(most)
        for part in self.before[index]:
            saving = most[part.index]
            if saving:
                outside[part.index] = 0 if part.within else part.outside(saving)
        return outside

    def _together(self, most: Sequence[Fen]) -> Fen:
        """The most of each clique, added up."""
        if self.all_alone:
            return sum(most)
        tops: dict[int, Fen] = {}
        for clique, saving in zip(self.cliques, most, strict=True):
            if saving > tops.get(clique, 0):
                tops[clique] = saving
        return sum(tops.values())
