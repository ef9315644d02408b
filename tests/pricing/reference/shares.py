"""The two roundings of the reference, in fractions."""

from collections.abc import Sequence
from fractions import Fraction
from math import floor


def half_up(exact: Fraction) -> int:
    """To the nearest whole fen, a half goes up."""
    return floor(exact + Fraction(1, 2))


def shared(amount: int, weights: Sequence[int], odd_fen: str | None) -> list[int]:
    """``largest_remainder``, or where the policy says so ``last_line``: floors, and the last line
    with a weight takes what is left over."""
    if odd_fen != "last_line" or not any(weights):
        return largest_remainder(amount, weights)
    parts = [amount * weight // sum(weights) for weight in weights]
    last = max(i for i, weight in enumerate(weights) if weight)
    parts[last] += amount - sum(parts)
    return parts


def largest_remainder(amount: int, weights: Sequence[int]) -> list[int]:
    """``amount`` fen over the lines by weight; leftover fen to the largest remainders, ties to the
    earlier line. Nothing is shared where nothing has weight."""
    total = sum(weights)
    if total == 0:
        return [0 for _ in weights]
    exact = [Fraction(amount * weight, total) for weight in weights]
    parts = [floor(part) for part in exact]
    by_remainder = sorted(range(len(parts)), key=lambda i: (parts[i] - exact[i], i))
    for index in by_remainder[: amount - sum(parts)]:
        parts[index] += 1
    return parts
