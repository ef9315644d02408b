"""Pricing one choice of promotions, layer by layer, whole fen, every line above its floor.

Layers run 官方立减 → shop → coupon → platform → category → member → assets → subsidy → freight. In
parallel mode thresholds and rates look at the price after item deals, in progressive mode at what
is left. Each instrument's share of a line stops at the line's floor: its deposit 定金, which no
coupon gives back [J3], or 0.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import le, sub

from .checkout import Candidate, Checkout, Fens, shared
from .money import Fen
from .promotion import Level, Missed, Run, Saving, Standing
from .rows import Row
from .rules.freight import Freight


@dataclass(frozen=True, slots=True)
class Applied:
    """A promotion at its turn: what it wanted and what each line gave."""

    candidate: Candidate
    outcome: Saving
    shares: Fens

    @property
    def saving(self) -> Fen:
        return sum(self.shares)


@dataclass(frozen=True, slots=True)
class Charged:
    """Freight 运费 that was charged or waived; ``base`` is what 满包邮 was measured on."""

    rule: Freight
    base: Fen
    amount: Fen


@dataclass(frozen=True, slots=True)
class Priced:
    """One choice priced: what is left to pay a line, in what steps, and what met no condition."""

    left: Fens
    applied: tuple[Applied, ...]
    missed: tuple[tuple[Candidate, Missed], ...]
    charges: tuple[Charged, ...]
    one_fen: bool = False

    @property
    def payable(self) -> Fen:
        return sum(self.left) + sum(charge.amount for charge in self.charges)


class Walk:
    """What is left of every line while the layers are applied."""

    __slots__ = (
        *("applied", "before_assets", "before_member", "checkout", "coupons", "left", "missed"),
    )

    def __init__(self, checkout: Checkout) -> None:
        self.checkout = checkout
        self.left = list(checkout.gross)
        self.coupons = [0] * len(self.left)
        self.applied: list[Applied] = []
        self.missed: list[tuple[Candidate, Missed]] = []
        self.before_member: Fens | None = None
        self.before_assets: Fens | None = None

    @property
    def saving(self) -> int:
        """How many promotions have saved something."""
        return sum(1 for applied in self.applied if any(applied.shares))

    def copy(self) -> "Walk":
        """The same state, to go on from in another way."""
        other = Walk.__new__(Walk)
        other.checkout = self.checkout
        other.left = self.left
        other.coupons = self.coupons
        other.applied = self.applied.copy()
        other.missed = self.missed.copy()
        other.before_member = self.before_member
        other.before_assets = self.before_assets
        return other

    def take(self, candidate: Candidate) -> bool:
        """The candidate at its turn; whether it saved anything."""
        self._remember(candidate.level)
        outcome: Saving | Missed
        parts: Fens | None
        if candidate.outcome is not None:
            outcome, parts = candidate.outcome, candidate.parts
        else:
            outcome = candidate.promotion.saving(self._standing(candidate))
            parts = self._parts(candidate, outcome) if isinstance(outcome, Saving) else None
        if isinstance(outcome, Missed) or parts is None:
            no_line = Missed("没有可抵的金额")
            self.missed.append((candidate, outcome if isinstance(outcome, Missed) else no_line))
            return False
        return self._apply(candidate, outcome, parts)

    def end(self) -> Priced:
        self._remember(Level.FREIGHT)
        one_fen = self.checkout.policy.over_discount == "one_fen" and not any(self.left)
        if one_fen and self.applied:
            self._give_back_one_fen()
        return Priced(
            tuple(self.left),
            tuple(self.applied),
            tuple(self.missed),
            tuple(self._charges()),
            one_fen,
        )

    def _remember(self, level: Level) -> None:
        """What was left before the late layers began."""
        if self.before_member is None and level >= Level.MEMBER:
            self.before_member = tuple(self.left)
        if self.before_assets is None and level >= Level.ASSET:
            self.before_assets = tuple(self.left)

    def _apply(self, candidate: Candidate, outcome: Saving, parts: Fens) -> bool:
        floors = self._floors(candidate.level)
        if self._void(candidate, parts, floors):
            self.missed.append((candidate, Missed("有商品会被减到 0，整单不能用", outcome.base)))
            return False
        rooms = list(map(sub, self.left, floors)) if any(floors) else self.left
        shares = parts if all(map(le, parts, rooms)) else tuple(map(min, parts, rooms))
        self.left = list(map(sub, self.left, shares))
        if self.checkout.lowers_cross_base(candidate):
            self.coupons = [c + s for c, s in zip(self.coupons, shares, strict=True)]
        self.applied.append(Applied(candidate, outcome, shares))
        return any(shares)

    def _parts(self, candidate: Candidate, outcome: Saving) -> Fens | None:
        """The shares before floors; the same amount is shared over the same weights only once."""
        if outcome.weights is not candidate.weights:
            return shared(self.checkout, outcome)
        known = candidate.known
        if outcome.amount not in known:
            known[outcome.amount] = shared(self.checkout, outcome)
        return known[outcome.amount]

    def _floors(self, level: Level) -> Sequence[Fen]:
        """The deposits; a coupon of legacy apps could eat them too."""
        if not any(self.checkout.deposits):
            return self.checkout.deposits
        if self.checkout.policy.coupon_on_deposit and Level.COUPON <= level <= Level.CATEGORY:
            return [0] * len(self.left)
        return [
            min(deposit, has)
            for deposit, has in zip(self.checkout.deposits, self.left, strict=True)
        ]

    def _void(self, candidate: Candidate, parts: Fens, floors: Sequence[Fen]) -> bool:
        """2018–19: a platform instrument that brings a line to its floor is not usable [A12]."""
        if self.checkout.policy.over_discount != "void" or candidate.level is not Level.PLATFORM:
            return False
        lines = candidate.reach.lines
        return any(
            lines >> i & 1 and has - part <= floor
            for i, (part, has, floor) in enumerate(zip(parts, self.left, floors, strict=True))
        )

    def _standing(self, candidate: Candidate) -> Standing:
        checkout, reach = self.checkout, candidate.reach
        late = candidate.level >= Level.MEMBER
        bases = checkout.only(self._bases(candidate), reach)
        return Standing(
            checkout.lines,
            bases,
            bases if late else candidate.weights,
            rate_bases=self._rate_bases(candidate),
            runs=self._runs(candidate),
            goods=self._goods(candidate) if candidate.level is Level.ASSET else 0,
            balance=candidate.balance,
            rounding=checkout.policy.rate_rounding or "line",
        )

    def _goods(self, candidate: Candidate) -> Fen:
        """What the goods came to before the first asset, without their deposit."""
        before = self.before_assets or self.left
        above = [b - min(d, b) for b, d in zip(before, self.checkout.deposits, strict=True)]
        return sum(self.checkout.only(above, candidate.reach))

    def _bases(self, candidate: Candidate) -> Sequence[Fen]:
        """What thresholds and rates of the candidate look at, over all lines."""
        checkout, level = self.checkout, candidate.level
        if level is Level.SUBSIDY:
            before = checkout.policy.subsidy_base == "before_assets"
            return self.before_assets if before and self.before_assets else self.left
        if level is Level.MEMBER and checkout.policy.member_base == "whole":
            return self.left
        if level >= Level.MEMBER:
            return self._above()
        if checkout.parallel:
            if candidate.promotion.kind != "cross_store":
                return checkout.measured
            return [m - c for m, c in zip(checkout.measured, self.coupons, strict=True)]
        if checkout.measured == checkout.gross:
            return self.left
        return [
            has - (gross - measured)
            for has, gross, measured in zip(
                self.left, checkout.gross, checkout.measured, strict=True
            )
        ]

    def _rate_bases(self, candidate: Candidate) -> Fens | None:
        if self.checkout.policy.rate_base != "left" or candidate.level >= Level.MEMBER:
            return None
        return self.checkout.only(self.left, candidate.reach)

    def _above(self) -> list[Fen]:
        """What is left of each line above its deposit."""
        return [has - min(d, has) for has, d in zip(self.left, self.checkout.deposits, strict=True)]

    def _runs(self, candidate: Candidate) -> tuple[tuple[Run, ...], ...]:
        """The units in reach, for the rules that look at them."""
        if not candidate.promotion.by_units:
            return ()
        return tuple(
            self._scaled(row, has) if candidate.reach.lines >> i & 1 else ()
            for i, (row, has) in enumerate(zip(self.checkout.rows, self.left, strict=True))
        )

    def _scaled(self, row: Row, has: Fen) -> tuple[Run, ...]:
        """The units of a row; progressively at the part of their price that is left."""
        if self.checkout.parallel or has == row.gross:
            return row.runs
        return tuple(Run(run.price * has // row.gross, run.count) for run in row.runs)

    def _give_back_one_fen(self) -> None:
        """抖音: an order at or under 0 is sold at 0.01 [D1]; the last share gives it back."""
        last = next(a for a in reversed(self.applied) if a.saving)
        line = next(i for i, taken in enumerate(last.shares) if taken)
        shares = tuple(taken - (i == line) for i, taken in enumerate(last.shares))
        self.applied[self.applied.index(last)] = Applied(last.candidate, last.outcome, shares)
        self.left = [1 if i == line else has for i, has in enumerate(self.left)]
        before = self.before_member or self.left
        self.before_member = tuple(map(max, before, self.left))  # 满包邮 sees the fen too

    def _charges(self) -> Iterator[Charged]:
        """运费 outside every base; 满包邮 measured as the rule or the mode says."""
        checkout = self.checkout
        for rule in checkout.freights:
            covered = checkout.covered(rule)
            if not any(covered):
                continue
            default = "after_item_deals" if checkout.parallel else "left"
            measured_on = default if rule.measured_on == "default" else rule.measured_on
            amounts = checkout.gross if measured_on == "after_item_deals" else self.before_member
            base = sum(
                amount for amount, inside in zip(amounts or (), covered, strict=True) if inside
            )
            yield Charged(rule, base, rule.charge(base))
