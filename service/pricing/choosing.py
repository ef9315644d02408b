"""The best choice of promotions: provably the cheapest, by branch and bound.

A choice is a set of candidates without clashes, each of which saves something; an automatic
promotion that would save something at its turn may be left out only if it clashes with one that is
chosen. The best has the lowest payable, then the fewest instruments that save something, then the
earliest in the rulebook (their positions, compared in order).

Candidates that clash with nothing and are automatic are always in. About the others the search
decides one by one in the order they are applied, so that the price so far is exact, goes on where
it may become cheapest, and drops a branch when even the most that the rest could save leaves it
dearer than the best found.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from heapq import heappop, heappush

from .bound import Bound
from .checkout import Checkout
from .errors import NoPrice
from .layers import Priced, Walk
from .money import Fen
from .promotion import Missed

MAX_NODES = 20_000
MIN_NODES = 2_000
MAX_WORK = 200_000_000
"""States looked at before a search is given up, fewer for large carts: about two seconds."""

LONG = 40
"""States after which each is looked at more closely: the first are done sooner without."""

Rank = tuple[Fen, int, tuple[int, ...]]
"""Payable, instruments, positions: smaller is better."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A priced choice of a checkout and its rank."""

    checkout: Checkout
    chosen: int
    priced: Priced
    rank: Rank


def best(checkout: Checkout, *, keep: int = 1, patience: int | None = None) -> list[Choice]:
    """The ``keep`` best choices that differ in what they use, best first.

    Raises ``NoPrice`` when there are too many combinations to be sure, or more than ``patience``
    states would have to be looked at.
    """
    search = Search(checkout, keep)
    search.patience = min(search.patience, patience or search.patience)
    search.run()
    return search.found


def attempted(choice: Choice) -> dict[int, Missed]:
    """Candidates left out for nothing that was chosen, and why each would not have applied."""
    checkout, reasons = choice.checkout, {}
    for index in range(len(checkout.candidates)):
        if choice.chosen >> index & 1 or checkout.clashes[index] & choice.chosen:
            continue
        state = Walk(checkout)
        for turn, candidate in enumerate(checkout.candidates[: index + 1]):
            if turn == index or choice.chosen >> turn & 1:
                state.take(candidate)
        if state.missed and state.missed[-1][0] is checkout.candidates[index]:
            reasons[index] = state.missed[-1][1]
    return reasons


def again(choice: Choice, checkout: Checkout) -> Fen:
    """What the same choice comes to on another reading of its checkout."""
    state = Walk(checkout)
    for index, candidate in enumerate(checkout.candidates):
        if choice.chosen >> index & 1:
            state.take(candidate)
    return state.end().payable


class Search:
    """One search; ``nodes`` is how many states it looked at."""

    def __init__(self, checkout: Checkout, keep: int = 1) -> None:
        self.checkout = checkout
        self.keep = keep
        self.found: list[Choice] = []
        self.nodes = 0
        self.waiting: list[tuple[Fen, int, int, _Branch]] = []
        candidates = checkout.candidates
        self.size = len(candidates)
        self.by_weight = sorted(
            range(self.size), key=lambda i: (-candidates[i].at_most, candidates[i].position)
        )
        work = max(1, len(checkout.rows) * self.size)
        self.patience = max(MIN_NODES, min(MAX_NODES, MAX_WORK // work))
        self.bound = Bound(checkout, _cliques(checkout, self.by_weight))
        self.automatic = sum(1 << i for i, c in enumerate(candidates) if not c.optional)

    def run(self) -> None:
        """Fill ``found``; a good choice first, so that most branches are dropped at once."""
        everything = (1 << self.size) - 1
        for wanted in {self.greedy(self.by_weight), self.bound.heaviest.members(everything)}:
            self.follow(wanted)
        start = self._reach(_Branch(0, 0, 0, 0, Walk(self.checkout)))
        if not self._bounded(start):
            self._descend(start)
        while self.waiting:
            self._descend(heappop(self.waiting)[-1])

    def greedy(self, order: Sequence[int]) -> int:
        """Each in ``order`` that stands beside those before it (bits)."""
        wanted = 0
        for index in order:
            if not self.checkout.clashes[index] & wanted:
                wanted |= 1 << index
        return wanted

    def follow(self, wanted: int) -> None:
        """One choice: those wanted that save something at their turn."""
        branch = _Branch(0, 0, 0, 0, Walk(self.checkout))
        for index, candidate in enumerate(self.checkout.candidates):
            if wanted >> index & 1:
                after = branch.state.copy()
                if after.take(candidate) or self._forced(index):
                    branch.state, branch.chosen = after, branch.chosen | 1 << index
            elif self.automatic >> index & 1 and branch.state.copy().take(candidate):
                branch.owed |= 1 << index
        self._finish(branch)

    def _descend(self, branch: "_Branch") -> None:
        """The branch as far as only one way is left, then finished, or forked and left waiting.
        A single way is gone without asking anew how cheap it may become."""
        while branch.index < self.size:
            if self._hopeless(branch):
                return
            ways = self._ways(branch)
            branch = ways[0]
            if len(ways) == 1 or self._bounded(ways[1]):
                continue
            if self._bounded(branch):
                branch = ways[1]
                continue
            for way in ways:
                heappush(self.waiting, (way.least, -way.index, -way.chosen, way))
            return
        self._finish(branch)

    def _ways(self, branch: "_Branch") -> list["_Branch"]:
        """With the next candidate, if it saves anything, and without."""
        index, bit, after = branch.index, 1 << branch.index, branch.state.copy()
        chosen, barred, owed, least = branch.chosen, branch.barred, branch.owed, branch.least
        if not after.take(self.checkout.candidates[index]):
            barred |= bit
            return [self._reach(_Branch(index + 1, chosen, barred, owed, branch.state, least))]
        rivals = barred | self.checkout.clashes[index]
        without = owed | bit & self.automatic
        return [
            self._reach(_Branch(index + 1, chosen | bit, rivals, owed, after, least)),
            self._reach(_Branch(index + 1, chosen, barred | bit, without, branch.state, least)),
        ]

    def _reach(self, branch: "_Branch") -> "_Branch":
        """The branch brought to the next candidate that is to be decided about."""
        index = branch.index
        while index < self.size and (branch.barred >> index & 1 or self._forced(index)):
            if not branch.barred >> index & 1:
                branch.chosen |= 1 << index
                branch.state.take(self.checkout.candidates[index])
            index += 1
        branch.index = index
        return branch

    def _bounded(self, branch: "_Branch") -> bool:
        """Whether the branch is hopeless, asked anew."""
        self.nodes += 1
        if self.nodes > self.patience:
            raise NoPrice("可选优惠的组合太多，无法保证算出最低价：请只给用得上的券")
        undecided = [i for i in range(branch.index, self.size) if not branch.barred >> i & 1]
        to_beat = self.found[-1].rank[0] if len(self.found) == self.keep else None
        closely = self.nodes > LONG and to_beat is not None
        branch.least = self.bound.least(branch.state, undecided, to_beat, closely=closely)
        return self._hopeless(branch)

    def _forced(self, index: int) -> bool:
        return self.automatic >> index & 1 == 1 and not self.checkout.clashes[index]

    def _finish(self, branch: "_Branch") -> None:
        priced = branch.state.end()
        if branch.owed and self._unanswered(branch, priced):
            return
        choice = _choice(self.checkout, branch.chosen, priced)
        if all(choice.rank != other.rank for other in self.found):
            self.found.append(choice)
            self.found.sort(key=lambda choice: choice.rank)
            del self.found[self.keep :]

    def _unanswered(self, branch: "_Branch", priced: Priced) -> bool:
        """Whether an automatic promotion was left out for nothing that saves in the end: a line
        that is down to its floor leaves the last of them nothing."""
        saving = {id(a.candidate) for a in priced.applied if any(a.shares)}
        bits = sum(1 << i for i, c in enumerate(self.checkout.candidates) if id(c) in saving)
        clashes = self.checkout.clashes
        owed = (i for i in range(self.size) if branch.owed >> i & 1)
        return any(not clashes[i] & bits for i in owed)

    def _hopeless(self, branch: "_Branch") -> bool:
        if len(self.found) < self.keep:
            return False
        payable, instruments, _ = self.found[-1].rank
        if branch.least == payable:
            return branch.state.saving > instruments
        return branch.least > payable


@dataclass(slots=True)
class _Branch:
    """What is decided of the candidates before ``index``: ``chosen``, what may no longer be chosen,
    and the automatic ones left out that something chosen must still answer for (``owed``). No
    completion costs less than ``least``."""

    index: int
    chosen: int
    barred: int
    owed: int
    state: Walk
    least: Fen = 0


def _choice(checkout: Checkout, chosen: int, priced: Priced) -> Choice:
    used = sorted(a.candidate.position for a in priced.applied if any(a.shares))
    return Choice(checkout, chosen, priced, (priced.payable, len(used), tuple(used)))


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
