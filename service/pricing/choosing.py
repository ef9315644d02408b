"""The best choice of promotions: provably the cheapest, by branch and bound.

A choice is a set of candidates without clashes; an automatic promotion may be left out only if it
clashes with one that is chosen. The best has the lowest payable, then the fewest instruments that
save something, then the earliest in the rulebook (their positions, compared in order).

Candidates that clash with nothing and are automatic are always in. About the others the search
decides one by one in the order they are applied, so that the price so far is exact, and drops a
branch when even the most that the rest could save leaves it dearer than the best found.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from .bound import Bound
from .checkout import Checkout
from .errors import NoPrice
from .layers import Priced, Walk, walk
from .money import Fen

MAX_NODES = 20_000

Rank = tuple[Fen, int, tuple[int, ...]]
"""Payable, instruments, positions: smaller is better."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A priced choice of a checkout and its rank."""

    checkout: Checkout
    chosen: int
    priced: Priced
    rank: Rank


def best(checkout: Checkout, *, keep: int = 1) -> list[Choice]:
    """The ``keep`` best choices that differ in what they use, best first.

    Raises ``NoPrice`` when there are too many combinations to be sure.
    """
    if checkout.policy.choice == "use_everything":
        return [ranked(checkout, _everything(checkout))]
    search = Search(checkout, keep)
    search.run()
    return search.found


def ranked(checkout: Checkout, chosen: int) -> Choice:
    """The candidates in ``chosen`` (bits) priced."""
    return _choice(checkout, chosen, walk(checkout, chosen))


def _choice(checkout: Checkout, chosen: int, priced: Priced) -> Choice:
    used = sorted(a.candidate.position for a in priced.applied if any(a.shares))
    return Choice(checkout, chosen, priced, (priced.payable, len(used), tuple(used)))


def _everything(checkout: Checkout) -> int:
    """As a page would: in order, each that stands beside those already in."""
    return _greedy(checkout, range(len(checkout.candidates)))


def _greedy(checkout: Checkout, order: Sequence[int]) -> int:
    chosen = 0
    for index in order:
        if not checkout.clashes[index] & chosen:
            chosen |= 1 << index
    return chosen


class Search:
    """One search; ``nodes`` is how many states it looked at."""

    def __init__(self, checkout: Checkout, keep: int = 1) -> None:
        self.checkout = checkout
        self.keep = keep
        self.found: list[Choice] = []
        self.nodes = 0
        self.size = len(checkout.candidates)
        self.by_weight = sorted(
            range(self.size),
            key=lambda i: (-checkout.candidates[i].at_most, checkout.candidates[i].position),
        )
        self.bound = Bound(checkout, _cliques(checkout, self.by_weight))
        self.automatic = sum(1 << i for i, c in enumerate(checkout.candidates) if not c.optional)
        # The best choice holds no optional instrument that saves nothing (it could be dropped),
        # unless that keeps out an automatic one: so these surely count.
        self.counted = sum(
            1 << i
            for i, candidate in enumerate(checkout.candidates)
            if candidate.optional and not checkout.clashes[i] & self.automatic
        )

    def run(self) -> None:
        """Fill ``found``."""
        self._finish(*self._follow(_greedy(self.checkout, self.by_weight)))
        self._descend(0, 0, 0, Walk(self.checkout))

    def _follow(self, chosen: int) -> tuple[int, Walk]:
        state = Walk(self.checkout)
        for index, candidate in enumerate(self.checkout.candidates):
            if chosen >> index & 1:
                state.take(candidate)
        return chosen, state

    def _descend(self, index: int, chosen: int, barred: int, state: Walk) -> None:
        """Every completion of ``chosen`` by the candidates from ``index`` on."""
        checkout = self.checkout
        while index < self.size and (barred >> index & 1 or self._forced(index)):
            if not barred >> index & 1:
                chosen |= 1 << index
                state.take(checkout.candidates[index])
            index += 1
        self.nodes += 1
        if self.nodes > MAX_NODES:
            raise NoPrice("可选优惠的组合太多，无法保证算出最低价：请只给用得上的券")
        if index == self.size:
            self._finish(chosen, state)
            return
        if self._hopeless(index, chosen, barred, state):
            return
        bit, after = 1 << index, state.copy()
        saves = after.take(checkout.candidates[index])
        if saves or not self.counted & bit:
            bars = barred | checkout.clashes[index]
            self._descend(index + 1, chosen | bit, bars, after)
        self._descend(index + 1, chosen, barred | bit, state)

    def _forced(self, index: int) -> bool:
        return self.automatic >> index & 1 == 1 and not self.checkout.clashes[index]

    def _finish(self, chosen: int, state: Walk) -> None:
        left_out = self.automatic & ~chosen
        while left_out:
            lowest = left_out & -left_out
            if not self.checkout.clashes[lowest.bit_length() - 1] & chosen:
                return
            left_out ^= lowest
        choice = _choice(self.checkout, chosen, state.end())
        if all(choice.rank != other.rank for other in self.found):
            self.found.append(choice)
            self.found.sort(key=lambda choice: choice.rank)
            del self.found[self.keep :]

    def _hopeless(self, index: int, chosen: int, barred: int, state: Walk) -> bool:
        if len(self.found) < self.keep:
            return False
        worst = self.found[-1].rank
        undecided = [i for i in range(index, self.size) if not barred >> i & 1]
        least = self.bound.least(state, undecided)
        counted = (chosen & self.counted).bit_count()
        return least > worst[0] or (least == worst[0] and counted > worst[1])


def _cliques(checkout: Checkout, order: Sequence[int]) -> list[int]:
    """The clique of each candidate: groups of which at most one can be chosen."""
    members: list[int] = []
    home = [0] * len(order)
    for index in order:
        for number, mask in enumerate(members):
            if mask & checkout.clashes[index] == mask:
                members[number] |= 1 << index
                home[index] = number
                break
        else:
            home[index] = len(members)
            members.append(1 << index)
    return home
