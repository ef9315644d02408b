"""A cart laid out for pricing: its rows, the promotions that could apply, and which of them clash.

Everything that does not depend on the choice is worked out here once; ``layers.walk`` then prices
any choice.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from .cart import Cart, Line
from .clashes import Reach, clash
from .deal_sets import barred_by, winners
from .money import Fen
from .policies import Policies
from .promotion import Level, Missed, OrderPromotion, Promotion, Saving, Standing
from .rows import Row
from .rules.freight import Freight
from .rules.gift import Gift
from .rules.government_subsidy import GovernmentSubsidy
from .shares import share

Fens = tuple[Fen, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """A promotion that covers something here and is in the buyer's hands; equal by identity.

    ``at_most`` bounds its saving whatever else is chosen. ``parts`` are its shares before floors
    where no choice can change them (parallel mode), with the ``outcome`` they come from. ``known``
    are the shares of amounts that were shared over ``weights`` before.
    """

    promotion: OrderPromotion
    position: int
    reach: Reach
    weights: Fens
    balance: int
    at_most: Fen
    outcome: Saving | None
    parts: Fens | None
    known: dict[Fen, Fens | None] = field(default_factory=dict)

    @property
    def optional(self) -> bool:
        return self.promotion.optional

    @property
    def level(self) -> Level:
        return self.promotion.level


@dataclass(frozen=True, slots=True)
class Refused:
    """A promotion that cannot be chosen: its nominal ``outcome``, and why not."""

    promotion: Promotion
    outcome: Saving | Missed | None
    reason: str
    reach: Reach | None = None
    withheld: bool = False


@dataclass(frozen=True, slots=True)
class Checkout:
    """``candidates`` in the order they are applied; ``clashes[i]`` are the candidates (bits) that
    do not stand beside candidate i."""

    cart: Cart
    policy: Policies
    rows: tuple[Row, ...]
    lines: tuple[Line, ...]
    gross: Fens
    deposits: Fens
    measured: Fens
    weights: Fens
    candidates: tuple[Candidate, ...]
    clashes: tuple[int, ...]
    refused: tuple[Refused, ...]
    gifts: tuple[Gift, ...]
    freights: tuple[Freight, ...]

    @property
    def parallel(self) -> bool:
        return self.policy.thresholds != "progressive"

    def covered(self, promotion: Promotion) -> tuple[bool, ...]:
        return tuple(promotion.scope.covers(row.line) for row in self.rows)

    def lowers_cross_base(self, candidate: Candidate) -> bool:
        """Whether 跨店满减 measures what the candidate left (parallel mode)."""
        reading = self.policy.cross_base
        if reading == "after_coupons":
            return candidate.level is Level.COUPON
        return reading == "after_red_packets" and candidate.promotion.kind == "shop_red_packet"

    def reach(self, promotion: OrderPromotion) -> Reach:
        """What the promotion touches here."""
        covered = self.covered(promotion)
        lines = [line for line, inside in zip(self.lines, covered, strict=True) if inside]
        return Reach(
            promotion,
            sum(1 << i for i, inside in enumerate(covered) if inside),
            frozenset(line.shop for line in lines),
            frozenset(line.category for line in lines),
        )

    def under(self, kinds: Collection[str], **policy: Any) -> "Checkout":
        """The same under another reading, which changes what promotions of ``kinds`` save."""
        moved = tuple(
            replace(c, outcome=None, parts=None) if c.promotion.kind in kinds else c
            for c in self.candidates
        )
        return replace(self, candidates=moved, policy=self.policy.model_copy(update=policy))

    def only(self, amounts: Sequence[Fen], reach: Reach) -> Fens:
        """The amounts of the lines in reach, 0 elsewhere."""
        lines = reach.lines
        return tuple(amount if lines >> i & 1 else 0 for i, amount in enumerate(amounts))


def lay_out(
    cart: Cart, rows: Sequence[Row], active: Sequence[Promotion], policy: Policies
) -> Checkout:
    """The checkout of the rows under the promotions that hold at the moment of payment."""
    gross = tuple(row.gross for row in rows)
    deposits = tuple(row.deposit for row in rows)
    whole_worth = policy.presale_base == "whole_worth"
    deals = winners(rows)
    bare = Checkout(
        cart,
        policy,
        tuple(rows),
        tuple(row.line for row in rows),
        gross,
        deposits,
        measured=tuple(r.gross - r.deposit * (r.inflates and whole_worth) for r in rows),
        weights=_weights(rows, policy),
        candidates=(),
        clashes=(),
        refused=(),
        gifts=tuple(p for p in active if isinstance(p, Gift) and not barred_by(p, deals)),
        freights=tuple(p for p in active if isinstance(p, Freight)),
    )
    found = list(_sorted_out(bare, active))
    candidates = tuple(item for item in found if isinstance(item, Candidate))
    refused = tuple(item for item in found if isinstance(item, Refused))
    clashes = _clashes(candidates, policy)
    return replace(bare, candidates=candidates, clashes=clashes, refused=refused)


def _weights(rows: Sequence[Row], policy: Policies) -> Fens:
    if policy.share_weights == "final_payment":
        return tuple(row.gross - row.deposit for row in rows)
    return tuple(row.gross for row in rows)


def _sorted_out(checkout: Checkout, active: Sequence[Promotion]) -> Iterator[Candidate | Refused]:
    positioned = [
        (position, promotion)
        for position, promotion in enumerate(active)
        if isinstance(promotion, OrderPromotion) and not isinstance(promotion, Gift)
    ]
    deals = winners(checkout.rows)
    for position, promotion in sorted(positioned, key=lambda pair: pair[1].level):
        reach = checkout.reach(promotion)
        if not reach.lines:
            if promotion.optional and promotion.id in checkout.cart.claimed:
                yield Refused(promotion, None, "不适用于这些商品")
        elif deal := barred_by(promotion, deals):
            yield Refused(promotion, None, f"与{deal.name}不能同享")
        else:
            yield _candidate(checkout, reach, position)


def _candidate(checkout: Checkout, reach: Reach, position: int) -> Candidate | Refused:
    promotion = reach.promotion
    balance = checkout.cart.balances.get(promotion.id, 0)
    outcome = promotion.saving(opening(checkout, reach, balance))
    withheld = promotion.withheld(checkout.cart)
    late = promotion.level >= Level.MEMBER
    if isinstance(outcome, Missed) and (withheld or not late):
        return Refused(promotion, outcome, outcome.reason, reach, bool(withheld))
    if withheld:
        return Refused(promotion, outcome, withheld, reach, True)
    return Candidate(
        promotion,
        position,
        reach,
        checkout.only(checkout.weights, reach),
        balance,
        _at_most(checkout, promotion, outcome, reach),
        *_settled(checkout, promotion, outcome),
    )


def opening(checkout: Checkout, reach: Reach, balance: int) -> Standing:
    """What the promotion sees if nothing else is used: an upper bound of every later base."""
    late = reach.promotion.level >= Level.MEMBER
    above = tuple(g - d for g, d in zip(checkout.gross, checkout.deposits, strict=True))
    bases = checkout.only(above if late else checkout.measured, reach)
    of_what_is_left = checkout.policy.rate_base == "left" and not late
    return Standing(
        checkout.lines,
        bases,
        bases if late else checkout.only(checkout.weights, reach),
        rate_bases=checkout.only(checkout.gross, reach) if of_what_is_left else None,
        runs=tuple(row.runs if reach.lines >> i & 1 else () for i, row in enumerate(checkout.rows)),
        goods=sum(bases),
        balance=balance,
        rounding=checkout.policy.rate_rounding or "line",
    )


def _at_most(
    checkout: Checkout, promotion: OrderPromotion, outcome: Saving | Missed, reach: Reach
) -> Fen:
    """An upper bound of what it saves; a subsidy's price limit may be met only after the others."""
    if isinstance(promotion, GovernmentSubsidy):
        return promotion.cap * len(reach.categories)
    if isinstance(outcome, Missed):
        return 0
    return min(outcome.amount, sum(checkout.only(checkout.gross, reach)))


def _settled(
    checkout: Checkout, promotion: OrderPromotion, outcome: Saving | Missed
) -> tuple[Saving | None, Fens | None]:
    """The saving and its shares, if no choice can change them before floors."""
    policy = checkout.policy
    moves = (
        isinstance(outcome, Missed)
        or promotion.level >= Level.MEMBER
        or not checkout.parallel
        or (promotion.kind == "cross_store" and policy.cross_base != "after_item_deals")
        or (policy.rate_base == "left" and promotion.level is not Level.OFFICIAL)
    )
    if moves or isinstance(outcome, Missed):
        return None, None
    return outcome, shared(checkout, outcome)


def shared(checkout: Checkout, saving: Saving) -> Fens | None:
    """The saving over the lines before floors; ``None`` if there is no line to take it."""
    if not any(saving.weights):
        return None
    odd_fen = checkout.policy.odd_fen or "largest_remainder"
    return tuple(share(saving.amount, saving.weights, odd_fen=odd_fen))


def _clashes(candidates: Sequence[Candidate], policy: Policies) -> tuple[int, ...]:
    masks = [0] * len(candidates)
    for i, one in enumerate(candidates):
        for j in range(i + 1, len(candidates)):
            if clash(one.reach, candidates[j].reach, policy):
                masks[i] |= 1 << j
                masks[j] |= 1 << i
    return tuple(masks)
