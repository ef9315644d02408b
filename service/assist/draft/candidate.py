"""A text with its sources, before the guard has seen it."""

from dataclasses import dataclass

from service.pricing import Quote

from ..suggestion import Citation, Confidence, SuggestionKind

HIGH, MEDIUM, KNOWN = 0.75, 0.5, 0.35
"""Search scores from which an answer counts as sure, likely, or known at all."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """``trusted`` are the texts it may retell: approved scripts and cited passages, as (text,
    place). ``score`` is how sure the search was of what it found, ``None`` where nothing was
    searched."""

    text: str
    kind: SuggestionKind
    confidence: Confidence
    citations: tuple[Citation, ...] = ()
    quote: Quote | None = None
    trusted: tuple[tuple[str, str], ...] = ()
    score: float | None = None
    of_product: bool = False
    """An approved script for the very product."""

    figures: tuple[tuple[str, str], ...] = ()
    """Texts whose times and counts it may state, as (text, place); what else they say is held
    against the rules like anything drafted, amounts and promises too."""

    of_flow: bool = False
    """The next words of the service flow."""


def confidence_of(score: float) -> Confidence:
    """A search score from 0 to 1 as 把握."""
    if score >= HIGH:
        return Confidence.HIGH
    return Confidence.MEDIUM if score >= MEDIUM else Confidence.LOW
