"""Sharing a saving over lines 优惠分摊: largest remainder, ties by line order.

Source: 淘宝 share rule [A18], decisions in the pricing notes: whole fen, multiply before
dividing, never "the last line takes the rest" (it gave a free 0.01 line −0.06 elsewhere) unless a
rulebook names that reading (``odd_fen: last_line``).
"""

from collections.abc import Sequence

from .money import Fen


def share(amount: Fen, weights: Sequence[int], *, odd_fen: str = "largest_remainder") -> list[Fen]:
    """``amount`` split in proportion to ``weights``; the parts sum to the whole.

    Each part is the floor of its exact share; the leftover fen go one each to the largest
    remainders, ties to the earlier line. Weights are at least 0 and not all 0.
    """
    total = sum(weights)
    exact = [divmod(amount * weight, total) for weight in weights]
    parts = [part for part, _ in exact]
    left_over = amount - sum(parts)
    if not left_over:
        return parts
    if odd_fen == "last_line":
        parts[max(i for i, weight in enumerate(weights) if weight)] += left_over
        return parts
    by_remainder = sorted(range(len(exact)), key=lambda i: -exact[i][1])
    for i in by_remainder[:left_over]:
        parts[i] += 1
    return parts
