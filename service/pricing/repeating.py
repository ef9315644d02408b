"""每满 threshold 减 off beside others that lower its base."""

from .money import Fen


def times_off(base: Fen, threshold: Fen, off: Fen, at_most: Fen) -> Fen:
    """``off`` for every full ``threshold`` of ``base``, never more than ``at_most``."""
    return min(at_most, max(0, base) // threshold * off)


def most_with(base: Fen, before: tuple[Fen, Fen], threshold: Fen, off: Fen, at_most: Fen) -> Fen:
    """The most of it and of what saved something between the two of ``before`` on the same goods.

    The more went before the better, except just under a full threshold: so all of it, or just so
    much that one more threshold is still full.
    """
    least, most = before
    low = max(0, base - most)
    found = most + times_off(low, threshold, off, at_most)
    edge = max(1, -(-low // threshold)) * threshold
    if edge <= base - least:
        found = max(found, base - edge + times_off(edge, threshold, off, at_most))
    return found
