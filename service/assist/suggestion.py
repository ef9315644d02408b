"""What the assistant answers: suggestions with their sources, or a handoff to a person."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal

from service.pricing import Quote

from .guard import Flag


class SuggestionKind(StrEnum):
    """Where the text comes from."""

    SCRIPT = "script"
    GENERATED = "generated"
    PRICE = "price"
    ASK = "ask"
    HANDOFF = "handoff"


class Confidence(StrEnum):
    """把握 高/中/低."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class Citation:
    """A source: where it stands, what it says, when it holds (half-open), which version."""

    document: str
    place: str
    snippet: str
    valid_from: datetime | None = None
    valid_to: datetime | None = None
    version: str = ""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One reply an agent can send. ``final`` is false while sentences may still be added;
    ``unattended``: sure enough to reach a customer without an agent's eye. A generated one tells
    from which ``angle`` it was written and with which ``prompt`` in which version."""

    id: str
    text: str
    kind: SuggestionKind
    confidence: Confidence
    citations: tuple[Citation, ...] = ()
    quote: Quote | None = None
    flags: tuple[Flag, ...] = ()
    seconds: float = 0.0
    final: bool = True
    unattended: bool = False
    angle: str = ""
    prompt: str = ""


@dataclass(frozen=True, slots=True)
class Handoff:
    """A person takes over: to whom, why, what they must know, what the customer is told.

    ``code`` is ``complaint``, ``human`` (asked for), ``price`` (none can be promised) or
    ``unsure`` (nothing reliable was found, and nothing is guessed).
    """

    code: Literal["complaint", "human", "price", "unsure"]
    to: str
    reason: str
    summary: tuple[str, ...]
    message: str
