"""The best choice of promotions: provably the cheapest, by branch and bound.

A choice is a set of candidates without clashes; an automatic promotion may be left out only if it
clashes with one that is chosen. The best has the lowest payable, then the fewest instruments that
save something, then the earliest in the rulebook (their positions, compared in order).

Candidates that clash with nothing and are automatic are always in. The others fall into cliques of
which at most one can be chosen; the search decides clique by clique, the largest first. A branch is
dropped when even the most that the rest could save leaves it dearer than the best found: no
promotion ever saves more than it would alone on the price after item deals, so the bound is safe.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from .checkout import Candidate, Checkout
from .errors import NoPrice
from .layers import Priced, walk
from .money import BASIS, Fen
from .promotion import Level
from .rules.freight import Freight
from .rules.member_rate import MemberRate

MAX_NODES = 200_000

Rank = tuple[Fen, int, tuple[int, ...]]
"""Payable, instruments, positions: smaller is better."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A priced choice and its rank."""

    chosen: int
    priced: Priced
    rank: Rank


def best(checkout: Checkout, *, keep: int = 1) -> list[Choice]:
    """The ``keep`` best choices that differ in what they use, best first.

    Raises ``NoPrice`` when there are too many combinations to be sure.
    """
    if checkout.policy.choice == "use_everything":
        return [_priced(checkout, _everything(checkout))]
    search = _Search(checkout, keep)
    search.descend(0, search.forced, 0)
    return search.found


def _everything(checkout: Checkout) -> int:
    """As a page would: in order, each that stands beside those already in."""
    chosen = 0
    for index in range(len(checkout.candidates)):
        if not checkout.clashes[index] & chosen:
            chosen |= 1 << index
    return chosen


def _priced(checkout: Checkout, chosen: int) -> Choice:
    priced = walk(checkout, chosen)
    used = sorted(a.candidate.position for a in priced.applied if any(a.shares))
    return Choice(chosen, priced, (priced.payable, len(used), tuple(used)))


class _Search:
    """The state of one search."""

    def __init__(self, checkout: Checkout, keep: int) -> None:
        self.checkout = checkout
        self.keep = keep
        self.found: list[Choice] = []
        self.nodes = 0
        self.bound = _Bound(checkout)
        self.forced = 0
        open_: list[int] = []
        for index, candidate in enumerate(checkout.candidates):
            if candidate.optional or checkout.clashes[index]:
                open_.append(index)
            else:
                self.forced |= 1 << index
        self.cliques = _cliques(checkout, open_)
        self.automatic = sum(1 << i for i in open_ if not checkout.candidates[i].optional)
        # The best choice holds no optional instrument that saves nothing (it could be dropped),
        # unless that keeps out an automatic one: so these surely count.
        self.counted = sum(
            1 << i
            for i in open_
            if checkout.candidates[i].optional and not checkout.clashes[i] & self.automatic
        )

    def descend(self, depth: int, chosen: int, barred: int) -> None:
        """Every completion of ``chosen`` by the cliques from ``depth`` on."""
        self.nodes += 1
        if self.nodes > MAX_NODES:
            raise NoPrice("可选优惠的组合太多，无法保证算出最低价：请只给用得上的券")
        if self._hopeless(depth, chosen, barred):
            return
        if depth == len(self.cliques):
            self._leaf(chosen)
            return
        for index in self.cliques[depth]:
            if not barred >> index & 1:
                self.descend(depth + 1, chosen | 1 << index, barred | self.checkout.clashes[index])
        self.descend(depth + 1, chosen, barred)

    def _leaf(self, chosen: int) -> None:
        left_out = self.automatic & ~chosen
        while left_out:
            lowest = left_out & -left_out
            if not self.checkout.clashes[lowest.bit_length() - 1] & chosen:
                return
            left_out ^= lowest
        choice = _priced(self.checkout, chosen)
        if any(choice.rank == other.rank for other in self.found):
            return
        self.found.append(choice)
        self.found.sort(key=lambda choice: choice.rank)
        del self.found[self.keep :]

    def _hopeless(self, depth: int, chosen: int, barred: int) -> bool:
        if len(self.found) < self.keep:
            return False
        worst = self.found[-1].rank
        least = self.bound.least(chosen, self.cliques[depth:], barred)
        return least > worst[0] or (
            least == worst[0] and (chosen & self.counted).bit_count() > worst[1]
        )


def _cliques(checkout: Checkout, open_: Sequence[int]) -> list[list[int]]:
    """The open candidates in groups of which at most one can be chosen, the weightiest first."""
    candidates = checkout.candidates
    by_weight = sorted(open_, key=lambda i: (-candidates[i].at_most, candidates[i].position))
    cliques: list[list[int]] = []
    for index in by_weight:
        home = next(
            (c for c in cliques if all(checkout.clashes[index] >> other & 1 for other in c)), None
        )
        if home is None:
            cliques.append([index])
        else:
            home.append(index)
    return cliques


class _Bound:
    """The least that a choice can come to."""

    def __init__(self, checkout: Checkout) -> None:
        self.gross = sum(checkout.gross)
        legacy = bool(checkout.policy.coupon_on_deposit)
        self.floor = 0 if legacy else sum(checkout.deposits)
        self.early = [_part(c, early=True) for c in checkout.candidates]
        self.late = [_part(c, early=False) for c in checkout.candidates]
        rates = [
            c.promotion.percent_off
            for c in checkout.candidates
            if isinstance(c.promotion, MemberRate)
        ]
        stacked = any(c.promotion.stacks for c in checkout.candidates if c.level is Level.MEMBER)
        self.rate = min(BASIS, sum(rates) if stacked else max(rates, default=0))
        whole = checkout.policy.member_base == "whole"
        self.unrated = 0 if whole else self.floor
        units = sum(row.line.quantity for row in checkout.rows)
        per_unit = checkout.policy.rate_rounding == "unit"
        self.slack = ((units if per_unit else len(checkout.rows)) // 2 + 1) * len(rates)
        self.size = len(checkout.candidates)
        self.freight = sum(_freight_at_least(checkout, rule) for rule in checkout.freights)

    def least(self, chosen: int, cliques: Sequence[Sequence[int]], barred: int) -> Fen:
        """No completion of ``chosen`` from ``cliques`` costs less."""
        early = late = 0
        for index in range(self.size):
            if chosen >> index & 1:
                early += self.early[index]
                late += self.late[index]
        for clique in cliques:
            early += max((self.early[i] for i in clique if not barred >> i & 1), default=0)
            late += max((self.late[i] for i in clique if not barred >> i & 1), default=0)
        goods = max(self.floor, self.gross - early)
        if self.rate:
            rated = self.rate * max(0, goods - self.unrated)
            goods -= -(-rated // BASIS) + self.slack
        return max(self.floor, goods - late) + self.freight


def _freight_at_least(checkout: Checkout, rule: Freight) -> Fen:
    """What the freight costs even where the goods are not reduced at all."""
    covered = checkout.covered(rule)
    goods = sum(g for g, inside in zip(checkout.gross, covered, strict=True) if inside)
    return rule.charge(goods) if any(covered) else 0


def _part(candidate: Candidate, *, early: bool) -> Fen:
    if candidate.level is Level.MEMBER:
        return 0
    return candidate.at_most if (candidate.level < Level.MEMBER) is early else 0
