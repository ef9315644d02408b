"""Turns, and what a request adds to what is stored."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Role = Literal["customer", "agent", "bot"]


@dataclass(frozen=True, slots=True)
class Turn:
    """One message. A burst of customer turns is answered as one."""

    role: Role
    text: str


def joined(stored: Sequence[Turn], given: Sequence[Turn]) -> tuple[Turn, ...]:
    """The conversation after a request.

    A client may send the whole conversation each time or only what is new: what begins with all
    that is stored is the whole, anything else is appended.
    """
    if tuple(given[: len(stored)]) == tuple(stored):
        return tuple(given)
    return (*stored, *given)


def last_burst(turns: Sequence[Turn]) -> tuple[Turn, ...]:
    """The customer's turns since somebody answered; empty if the customer has not spoken last."""
    burst: list[Turn] = []
    for turn in reversed(turns):
        if turn.role != "customer":
            break
        burst.append(turn)
    return tuple(reversed(burst))
