"""What a promotion saves on a base, at most and, where it is used, at least."""

from collections.abc import Sequence
from dataclasses import replace

from .cart import Line
from .checkout import Candidate, Checkout
from .money import Fen
from .promotion import Level, Missed, Standing


class Worth:
    """One candidate. ``threshold``: below it nothing is saved (0 where nothing is known of it);
    ``every`` is what it saves for each full threshold (0: not so); ``fixed``: used, it saves
    ``at_most`` on any base."""

    def __init__(self, checkout: Checkout, candidate: Candidate) -> None:
        promotion = candidate.promotion
        fields = vars(promotion)
        off: Fen = fields.get("off") or 0
        each = promotion.kind == "cross_store" or bool(fields.get("every"))
        self.candidate = candidate
        self.at_most = candidate.at_most
        self.rated = bool(fields.get("percent_off"))
        self.threshold: Fen = 0 if _stands(checkout, candidate) else fields.get("threshold", 0)
        self.every = off if each and off < self.threshold else 0
        self.fixed = candidate.parts is not None or saves_once(candidate)
        self.follows = not self.fixed and _follows(checkout, candidate)
        self.rounding = rounding_of(checkout) if self.rated else 0
        self.line: tuple[Line, ...] = (replace(checkout.lines[0], quantity=1),)
        self.known: dict[Fen, Fen] = {}

    def most(self, base: Fen) -> Fen:
        """No more than this on no more than ``base``; 0 where it cannot be used."""
        if base < self.threshold:
            return 0
        if not self.follows:
            return self.at_most
        saves = self._on(base)
        return min(self.at_most, saves + self.rounding) if saves else 0

    def least(self, base: Fen) -> Fen:
        """Used, no less than this on no less than ``base``."""
        if not self.follows:
            return self.at_most if self.fixed else 0
        return max(0, min(self.at_most, self._on(base)) - self.rounding)

    def _on(self, base: Fen) -> Fen:
        """What the rule saves on ``base`` in one line."""
        if base not in self.known:
            self.known[base] = self._saving(base) if base > 0 else 0
        return self.known[base]

    def _saving(self, base: Fen) -> Fen:
        standing = Standing(self.line, (base,), (base,), balance=self.candidate.balance)
        outcome = self.candidate.promotion.saving(standing)
        return 0 if isinstance(outcome, Missed) else outcome.amount


def saves_once(candidate: Candidate) -> bool:
    """Whether it saves one fixed amount, on any base that it can be used on."""
    fields = vars(candidate.promotion)
    often = candidate.promotion.kind == "cross_store" or fields.get("every", False)
    early = candidate.level < Level.MEMBER
    return early and bool(fields.get("off")) and not often and any(candidate.weights)


def _stands(checkout: Checkout, candidate: Candidate) -> bool:
    """Whether no choice moves its base."""
    lowered = checkout.policy.cross_base != "after_item_deals"
    moves = candidate.promotion.kind == "cross_store" and lowered
    return candidate.level >= Level.MEMBER or (checkout.parallel and not moves)


def _follows(checkout: Checkout, candidate: Candidate) -> bool:
    """Whether what it saves follows from the amount in scope that thresholds look at."""
    promotion = candidate.promotion
    if candidate.level >= Level.MEMBER or promotion.by_units or _stands(checkout, candidate):
        return False
    return not (vars(promotion).get("percent_off") and checkout.policy.rate_base == "left")


def rounding_of(checkout: Checkout) -> Fen:
    """How far rounding a rate in parts may go from rounding it once, in fen."""
    parts: Sequence[int] = [1] * len(checkout.rows)
    if checkout.policy.rate_rounding == "unit":
        parts = [line.quantity for line in checkout.lines]
    return sum(parts) // 2 + 1
