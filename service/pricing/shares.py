"""Sharing a saving over lines 优惠分摊: largest remainder, ties by line order.

Source: 淘宝 share rule [A18], decisions in the pricing notes: whole fen, multiply before
dividing, never "the last line takes the rest" (it gave a free 0.01 line −0.06 elsewhere).
"""

from collections.abc import Sequence

from .money import Fen


def share(amount: Fen, weights: Sequence[int]) -> list[Fen]:
    """``amount`` split in proportion to ``weights``; the parts sum to the whole.

    Each part is the floor of its exact share; the leftover fen go one each to the largest
    remainders, ties to the earlier line. Weights are at least 0 and not all 0.
    """
    total = sum(weights)
    parts = [amount * weight // total for weight in weights]
    remainders = [amount * weight % total for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda i: (-remainders[i], i))
    for i in by_remainder[: amount - sum(parts)]:
        parts[i] += 1
    return parts


def share_within(amount: Fen, weights: Sequence[int], room: Sequence[Fen]) -> list[Fen]:
    """Like ``share``, but no line takes more than its ``room``.

    What a full line could not take is lost; the others keep their shares (淘宝 since 2020, 京东
    [A11, J6]).
    """
    return [min(part, left) for part, left in zip(share(amount, weights), room, strict=True)]
