"""What rules share: reaching a threshold 门槛, and taking a rate off line by line."""

from .money import BASIS, Fen, half_up
from .promotion import Missed, Saving, Standing
from .shares import share

BELOW = "未满门槛"


def reached(standing: Standing, threshold: Fen, off: Fen) -> Saving | Missed:
    """``off`` once if the base reaches the threshold, else how much is missing."""
    base = standing.total
    if base < threshold:
        return Missed(BELOW, base, threshold, threshold - base, would_save=off)
    return Saving(off, base, standing.weights, threshold)


def repeated(standing: Standing, threshold: Fen, off: Fen, cap: Fen | None) -> Saving | Missed:
    """``off`` for every full ``threshold``, at most ``cap`` in all."""
    base = standing.total
    times = base // threshold
    missing = (times + 1) * threshold - base
    if times == 0:
        return Missed(BELOW, base, threshold, missing, would_save=_capped(off, cap))
    amount = _capped(off * times, cap)
    more = _capped(off * (times + 1), cap) - amount
    return Saving(
        amount,
        base,
        standing.weights,
        threshold,
        times,
        next_missing=missing if more else None,
        next_saves=more or None,
    )


def rate_off(
    standing: Standing, rate: int, *, threshold: Fen | None = None, cap: Fen | None = None
) -> Saving | Missed:
    """``rate`` ten-thousandths off the bases: once a line, the saving half-up."""
    parts = rate_parts(standing, rate)
    amount = sum(parts)
    if not amount:
        return Missed("优惠不足一分", standing.total, threshold)
    if cap is not None and amount > cap:
        return Saving(cap, standing.total, standing.weights, threshold)
    return Saving(amount, standing.total, parts, threshold)


def rate_parts(standing: Standing, rate: int) -> tuple[Fen, ...]:
    """What ``rate`` takes off each line, rounded where ``standing.rounding`` says."""
    bases = standing.bases if standing.rate_bases is None else standing.rate_bases
    if standing.rounding == "unit":
        return tuple(
            half_up(base * rate, BASIS * line.quantity) * line.quantity
            for base, line in zip(bases, standing.lines, strict=True)
        )
    if standing.rounding == "order" and any(bases):
        return tuple(share(half_up(sum(bases) * rate, BASIS), bases))
    return tuple(half_up(base * rate, BASIS) for base in bases)


def _capped(amount: Fen, cap: Fen | None) -> Fen:
    return amount if cap is None else min(amount, cap)
