"""How alike two texts are: pairs of characters, as Chinese has no spaces to count words by."""

from collections.abc import Sequence
from itertools import pairwise

NEARLY_EQUAL = 0.75
"""Share of common pairs from which a second candidate says nothing new."""


def pairs(text: str) -> frozenset[str]:
    """Letters, digits and neighbours among them, without marks and space."""
    letters = [c for c in text.lower() if c.isalnum()]
    return frozenset(a + b for a, b in pairwise(letters)) | frozenset(letters)


def share(part: str, whole: str) -> float:
    """How much of ``part`` stands in ``whole``, 0 to 1."""
    wanted = pairs(part)
    return len(wanted & pairs(whole)) / len(wanted) if wanted else 0.0


def nearly_equal(text: str, others: Sequence[str]) -> bool:
    """Whether one of ``others`` already says it."""
    said = pairs(text)
    return any(len(said & p) >= NEARLY_EQUAL * len(said | p) for p in map(pairs, others))
