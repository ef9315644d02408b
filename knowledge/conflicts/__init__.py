"""What in a shop's knowledge does not go together: one file per detector, listed once."""

from collections.abc import Sequence

from knowledge.conflicts.attributes import different_facts
from knowledge.conflicts.base import Detector
from knowledge.conflicts.questions import same_questions, shared_questions
from knowledge.types import Conflict, Passage

__all__ = ["DETECTORS", "conflicts_in"]

DETECTORS: tuple[Detector, ...] = (same_questions, shared_questions, different_facts)


def conflicts_in(passages: Sequence[Passage]) -> tuple[Conflict, ...]:
    """Every conflict, in the order of the detectors and of the passages."""
    return tuple(conflict for detector in DETECTORS for conflict in detector(passages))
