"""How cheap a choice can still become: the bound of branch and bound.

From any state on, a promotion saves no more than it would at once: what is left only shrinks, and
no rule saves more on less. So Σ left − the most of each clique of the undecided is never above what
a finished choice costs.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from .checkout import Candidate, Checkout
from .heaviest import Heaviest
from .layers import Walk
from .lowered import Lowered
from .money import BASIS, Fen
from .promotion import Level, Missed, Standing
from .rules.freight import Freight
from .rules.member_rate import MemberRate
from .together import Open, Together


class Bound:
    """Bounds for one checkout."""

    def __init__(self, checkout: Checkout, cliques: Sequence[int]) -> None:
        """``cliques[i]`` is the clique that candidate i belongs to."""
        self.checkout = checkout
        self.cliques = cliques
        self.candidates = checkout.candidates
        self.floors = _floors(checkout)
        self.floor = sum(self.floors)
        self.freight = sum(_freight_at_least(checkout, rule) for rule in checkout.freights)
        self.lines = [_bits(candidate.reach.lines) for candidate in self.candidates]
        masks = [candidate.reach.lines for candidate in self.candidates]
        scopes = list(dict.fromkeys(masks))
        self.scopes = [_bits(mask) for mask in scopes]
        self.scope_of = [scopes.index(mask) for mask in masks]
        self.unmeasured = [_unmeasured(checkout, lines) for lines in self.lines]
        self.heaviest = Heaviest([c.at_most for c in self.candidates], checkout.clashes)
        self.together = None if checkout.parallel else Together(checkout, cliques)
        self.lowered = Lowered(checkout, cliques)
        self.kept = [sum(self.floors[i] for i in lines) for lines in self.lines]
        self.levels = [candidate.level for candidate in self.candidates]
        self.follows = [_follows(checkout, candidate) for candidate in self.candidates]
        self.known: list[dict[Fen, Fen]] = [{} for _ in self.candidates]
        self.one_line = (replace(checkout.rows[0].line, quantity=1),)
        self.rounding = _rounding_slack(checkout)
        members = [c.promotion for c in self.candidates if isinstance(c.promotion, MemberRate)]
        rates = [member.percent_off for member in members]
        stacked = any(member.stacks for member in members)
        self.rate = min(BASIS, sum(rates) if stacked else max(rates, default=0))
        self.unrated = 0 if checkout.policy.member_base == "whole" else self.floor
        self.slack = len(rates) * self.rounding

    def least(
        self,
        state: Walk,
        undecided: Iterable[int],
        to_beat: Fen | None = None,
        *,
        closely: bool = False,
    ) -> Fen:
        """No way to go on from ``state`` with some of the ``undecided`` costs less. It need not be
        told how much more than ``to_beat``; ``closely`` takes longer and comes nearer."""
        late: dict[int, Fen] = {}
        early: dict[int, Open] = {}
        member, open_early = False, 0
        totals = [sum(map(state.left.__getitem__, lines)) for lines in self.scopes]
        for index in undecided:
            level = self.levels[index]
            if level is Level.MEMBER:
                member = True
                continue
            total = totals[self.scope_of[index]]
            if not (most := self._most(index, state, total)):
                continue
            if level < Level.MEMBER:
                open_early |= 1 << index
                early[index] = Open(index, total - self.unmeasured[index], most)
            elif most > late.get(clique := self.cliques[index], 0):
                late[clique] = most
        need = None
        if to_beat is not None and not member:
            need = sum(state.left) - sum(late.values()) + self.freight - to_beat
        most_early = self.heaviest.of(open_early)
        if self.together is None:
            alone = {index: one.alone for index, one in early.items()}
            most_early = min(most_early, self.lowered.most(state, alone))
        else:
            most_early = min(most_early, self.together.most(early, need, closely=closely))
        goods = max(self.floor, sum(state.left) - most_early)
        if member:
            rated = self.rate * max(0, goods - self.unrated)
            goods -= -(-rated // BASIS) + self.slack
        return max(self.floor, goods - sum(late.values())) + self.freight

    def _most(self, index: int, state: Walk, total: Fen) -> Fen:
        """The most that the candidate can save from here on."""
        candidate = self.candidates[index]
        if candidate.parts is not None:
            parts, left, floors = candidate.parts, state.left, self.floors
            return sum([min(parts[i], left[i] - floors[i]) for i in self.lines[index]])
        most = min(candidate.at_most, total - self.kept[index])
        if not self.follows[index]:
            return most
        known = self.known[index]
        if total not in known:
            known[total] = self._on(candidate, total)
        return min(known[total], most)

    def _on(self, candidate: Candidate, total: Fen) -> Fen:
        """What the rule saves on ``total`` in one line, and the rounding of more lines."""
        standing = Standing(self.one_line, (total,), (total,), balance=candidate.balance)
        outcome = candidate.promotion.saving(standing)
        return 0 if isinstance(outcome, Missed) else outcome.amount + self.rounding


def _follows(checkout: Checkout, candidate: Candidate) -> bool:
    """Whether what it saves follows from the amount in scope that is left."""
    early = candidate.level < Level.MEMBER
    return early and not checkout.parallel and not candidate.promotion.by_units


def _bits(mask: int) -> list[int]:
    return [i for i in range(mask.bit_length()) if mask >> i & 1]


def _unmeasured(checkout: Checkout, lines: Iterable[int]) -> Fen:
    """What thresholds do not count of the price of the lines."""
    return sum(checkout.gross[i] - checkout.measured[i] for i in lines)


def _floors(checkout: Checkout) -> list[Fen]:
    if checkout.policy.coupon_on_deposit:
        return [0] * len(checkout.deposits)
    return list(checkout.deposits)


def _rounding_slack(checkout: Checkout) -> Fen:
    """How far rounding in parts may go above rounding once, in fen."""
    if checkout.policy.rate_rounding == "unit":
        return sum(row.line.quantity for row in checkout.rows) // 2 + 1
    return len(checkout.rows) // 2 + 1


def _freight_at_least(checkout: Checkout, rule: Freight) -> Fen:
    """What the freight costs even where the goods are not reduced at all."""
    covered = checkout.covered(rule)
    goods = sum(g for g, inside in zip(checkout.gross, covered, strict=True) if inside)
    return rule.charge(goods) if any(covered) else 0
