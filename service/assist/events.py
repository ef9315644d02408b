"""What the assistant says while it answers, in this order:

StateRead     the state that was understood                              once
Suggested     a whole candidate; the same id again replaces the earlier  any number
Passed        one more verified sentence of a generated candidate        any number
HandedOff     a person takes over                                        at most once
Finished      nothing follows                                            once
"""

from dataclasses import dataclass

from service.conversations.state import State

from .suggestion import Handoff, Suggestion


@dataclass(frozen=True, slots=True)
class StateRead:
    """``settled`` is the state before the last burst, from where to go on."""

    state: State
    settled: State


@dataclass(frozen=True, slots=True)
class Suggested:
    suggestion: Suggestion


@dataclass(frozen=True, slots=True)
class Passed:
    """``text`` is appended to the candidate ``id``."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class HandedOff:
    handoff: Handoff


@dataclass(frozen=True, slots=True)
class Finished:
    """``degraded`` says in a few Chinese words what was missing, ``None`` if nothing was; ``mode``
    is the step of the peak mode: full, lean, cached or script."""

    degraded: str | None
    seconds: float
    mode: str = "full"


Event = StateRead | Suggested | Passed | HandedOff | Finished
