"""What is asked of every contender: rooms of passages with their questions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from knowledge.types import Passage


@dataclass(frozen=True, slots=True)
class Asked:
    """A question; ``gold`` is id → how relevant (over 0). ``skus`` limits the search to passages
    of this scope, ``previous`` is the customer's turn before."""

    id: str
    text: str
    gold: Mapping[str, float]
    previous: str = ""
    skus: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Room:
    """An index of its own: what is not among ``passages`` does not exist here."""

    passages: Sequence[Passage]
    asked: Sequence[Asked]


@dataclass(frozen=True, slots=True)
class Run:
    """One way to ask a set; ``how`` says it for the reader."""

    name: str
    how: str
    rooms: Sequence[Room]

    def count(self) -> int:
        return sum(len(room.asked) for room in self.rooms)
