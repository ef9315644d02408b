"""What the bound of progressive thresholds knows of each candidate, and of the room on lines."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .checkout import Candidate, Checkout
from .money import BASIS, Fen
from .promotion import Level
from .rules.shop_ladder import ShopLadder


@dataclass(frozen=True, slots=True)
class Terms:
    """What is known of a candidate: the lowest base at which it saves, and what it saves for
    ``every`` full one (0: only once); ``fixed``: used, it saves the same on any base; ``covers``
    the whole cart, and ``looks`` at it with one threshold; ``always``: it saves for every full
    threshold of the cart without being asked. ``steady`` are amounts it saves, each with the base
    from which on it saves no less. A share of what it saves may be ``odd`` fen below its due by
    ``weight``."""

    lines: int
    weight: int
    odd: int
    threshold: Fen
    every: Fen
    fixed: bool
    covers: bool
    always: bool
    looks: bool
    steady: Mapping[Fen, Fen]


def terms_of(checkout: Checkout, candidate: Candidate, *, free: bool) -> Terms:
    promotion, lines = candidate.promotion, candidate.reach.lines
    fields = vars(promotion)
    threshold: Fen = fields.get("threshold", 0)
    off: Fen | None = fields.get("off")
    every = promotion.kind == "cross_store" or fields.get("every", False)
    each = off if off is not None and every and off < threshold else 0
    everything, weight = (1 << len(checkout.rows)) - 1, sum(candidate.weights)
    return Terms(
        lines,
        weight,
        lines.bit_count() * len(checkout.candidates),
        threshold,
        each,
        fixed=off is not None and not every and weight > 0,
        covers=lines == everything,
        always=free and not candidate.optional and weight > 0 and lines == everything and each > 0,
        looks=lines == everything and not each,
        steady=_steady(checkout, candidate),
    )


def _steady(checkout: Checkout, candidate: Candidate) -> dict[Fen, Fen]:
    """Amounts it saves, each with the base from which on it is no less: the steps of a ladder, the
    cap of a rate."""
    promotion = candidate.promotion
    if isinstance(promotion, ShopLadder) and not promotion.every:
        return {tier.off: tier.threshold for tier in promotion.tiers}
    fields = vars(promotion)
    rate: int = fields.get("percent_off") or 0
    cap: Fen | None = fields.get("cap")
    if not rate or cap is None:
        return {}
    odd = sum(row.line.quantity for row in checkout.rows)
    return {cap: max(fields.get("threshold", 0), -(-(cap + odd) * BASIS // rate))}


def roomy(checkout: Checkout, cliques: Sequence[int]) -> bool:
    """Whether no line can be brought below its floor, so that every share is taken in full."""
    if checkout.policy.over_discount == "void":
        return False
    given: dict[int, list[Fen]] = {}
    for candidate, clique in zip(checkout.candidates, cliques, strict=True):
        if candidate.level < Level.MEMBER:
            shares = _shares(checkout, candidate)
            given[clique] = list(map(max, shares, given.get(clique, shares)))
    together = map(sum, zip(*given.values(), strict=True))
    rooms = [gross - at for gross, at in zip(checkout.gross, checkout.deposits, strict=True)]
    return all(most <= room for most, room in zip(together, rooms, strict=False))


def _shares(checkout: Checkout, candidate: Candidate) -> list[Fen]:
    """The most that each line can have to give to the candidate, all odd fen included."""
    most, weights = candidate.at_most, candidate.weights
    whole, odd = max(1, sum(weights)), len(weights)
    fixed = [most * weight // whole + odd if weight else 0 for weight in weights]
    rate: int = vars(candidate.promotion).get("percent_off") or 0
    if not rate:
        return fixed
    lines = candidate.reach.lines
    rated = [
        row.gross * rate // BASIS + row.line.quantity + odd if lines >> i & 1 else 0
        for i, row in enumerate(checkout.rows)
    ]
    return list(map(max, fixed, rated))
