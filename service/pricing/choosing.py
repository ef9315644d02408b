"""The best choice of promotions: provably the cheapest, by branch and bound.

A choice is a set of candidates without clashes, each of which saves something; an automatic
promotion that would save something at its turn may be left out only if it clashes with one that is
chosen. The best has the lowest payable, then the fewest instruments that save something, then the
earliest in the rulebook (their positions, compared in order).

Candidates that clash with nothing and are automatic are always in. About the others the search
decides one by one, the heaviest first, with it before without it. A branch is dropped when even the
most that could still be saved leaves it dearer than the best found; where all is decided, the
choice is priced layer by layer.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from .bound import Bound
from .checkout import Checkout
from .errors import NoPrice
from .layers import Priced, Walk
from .money import Fen
from .promotion import Missed

MAX_NODES = 20_000
MIN_NODES = 2_000
MAX_WORK = 20_000_000
"""States looked at before a search is given up, fewer where there are many candidates: two to
three seconds."""

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
    """One search; ``nodes`` is how many states it looked at or priced."""

    def __init__(self, checkout: Checkout, keep: int = 1) -> None:
        self.checkout = checkout
        self.keep = keep
        self.found: list[Choice] = []
        self.nodes = 0
        candidates = checkout.candidates
        self.size = len(candidates)
        self.by_weight = sorted(
            range(self.size), key=lambda i: (-candidates[i].at_most, candidates[i].position)
        )
        self.patience = max(MIN_NODES, min(MAX_NODES, MAX_WORK // max(1, self.size**2)))
        self.automatic = sum(1 << i for i, c in enumerate(candidates) if not c.optional)
        free = sum(1 << i for i, rivals in enumerate(checkout.clashes) if not rivals)
        self.forced = self.automatic & free
        self.bound = Bound(checkout, _cliques(checkout, self.by_weight), self.forced)
        self.sold_at_one_fen = checkout.policy.over_discount == "one_fen"

    def run(self) -> None:
        """Fill ``found``; a good choice first, so that most branches are dropped at once."""
        self.follow(self.bound.heaviest.members((1 << self.size) - 1))
        waiting = [(0, self._idle())]
        while waiting:
            chosen, barred = waiting.pop()
            self.nodes += 1
            if self.nodes > self.patience:
                raise NoPrice("可选优惠的组合太多，无法保证算出最低价：请只给用得上的券")
            reached = self.bound.least(chosen, barred)
            if reached is None or self._hopeless(reached[0], chosen):
                continue
            barred = reached[1]
            index = self._next(chosen | barred | self.forced)
            if index is None:
                self.follow(chosen | self.forced)
                continue
            bit = 1 << index
            waiting.append((chosen, barred | bit))
            waiting.append((chosen | bit, barred | self.checkout.clashes[index]))

    def follow(self, wanted: int) -> None:
        """One choice: those wanted (bits) that save something at their turn."""
        state, chosen, owed = Walk(self.checkout), 0, 0
        for index, candidate in enumerate(self.checkout.candidates):
            if wanted >> index & 1:
                after = state.copy()
                if after.take(candidate) or self.forced >> index & 1:
                    state, chosen = after, chosen | 1 << index
            elif self.automatic >> index & 1 and state.copy().take(candidate):
                owed |= 1 << index
        priced = state.end()
        if owed and self._unanswered(owed, priced):
            return
        choice = _choice(self.checkout, chosen, priced)
        if all(choice.rank != other.rank for other in self.found):
            self.found.append(choice)
            self.found.sort(key=lambda choice: choice.rank)
            del self.found[self.keep :]

    def _idle(self) -> int:
        """Those (bits) that can save nothing whatever is chosen."""
        idle = (1 << i for i, c in enumerate(self.checkout.candidates) if not c.at_most)
        return sum(idle) & ~self.forced

    def _next(self, decided: int) -> int | None:
        return next((i for i in self.by_weight if not decided >> i & 1), None)

    def _unanswered(self, owed: int, priced: Priced) -> bool:
        """Whether an automatic promotion (bits) was left out for nothing that saves in the end: a
        line that is down to its floor leaves the last of them nothing."""
        saving = {id(a.candidate) for a in priced.applied if any(a.shares)}
        bits = sum(1 << i for i, c in enumerate(self.checkout.candidates) if id(c) in saving)
        return any(
            owed >> i & 1 and not rivals & bits for i, rivals in enumerate(self.checkout.clashes)
        )

    def _hopeless(self, least: Fen, chosen: int) -> bool:
        """Whether nothing that costs at least so much and uses all of ``chosen`` is among the
        best."""
        if len(self.found) < self.keep:
            return False
        payable, instruments, _ = self.found[-1].rank
        if least == payable:
            # of an order that is sold at one fen the last instrument may have saved nothing
            return chosen.bit_count() - self.sold_at_one_fen > instruments
        return least > payable


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
