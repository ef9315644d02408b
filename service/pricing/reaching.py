"""What rules share: reaching a threshold 门槛, and taking a rate off line by line."""

from .money import BASIS, Fen, half_up
from .promotion import Missed, Saving, Standing

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
    amount, weights = rated(standing, rate)
    if not amount:
        return Missed("优惠不足一分", standing.total, threshold)
    if cap is not None and amount > cap:
        return Saving(cap, standing.total, standing.weights, threshold)
    return Saving(amount, standing.total, weights, threshold)


def rated(standing: Standing, rate: int) -> tuple[Fen, tuple[Fen, ...]]:
    """What ``rate`` takes off, rounded where ``standing.rounding`` says, and how it is shared."""
    bases = standing.bases if standing.rate_bases is None else standing.rate_bases
    if standing.rounding == "order":
        return half_up(sum(bases) * rate, BASIS), bases
    units = [line.quantity if standing.rounding == "unit" else 1 for line in standing.lines]
    parts = tuple(
        half_up(base * rate, BASIS * count) * count
        for base, count in zip(bases, units, strict=True)
    )
    return sum(parts), parts


def _capped(amount: Fen, cap: Fen | None) -> Fen:
    return amount if cap is None else min(amount, cap)
