"""Our values → what goes over HTTP."""

from knowledge.types import Hit, Kind
from service.assist.ground.citations import of_hit
from service.assist.suggestion import Citation, Handoff, Suggestion
from service.conversations.spending import Spent

from .quote_views import quote_out
from .schemas import (
    CitationOut,
    FlagOut,
    HandoffOut,
    HitOut,
    SuggestionOut,
    UsageOut,
)


def suggestion_out(suggestion: Suggestion) -> SuggestionOut:
    return SuggestionOut(
        id=suggestion.id,
        text=suggestion.text,
        kind=suggestion.kind.value,
        confidence=suggestion.confidence.value,
        citations=[citation_out(citation) for citation in suggestion.citations],
        quote=quote_out(suggestion.quote) if suggestion.quote else None,
        flags=[
            FlagOut(
                code=flag.code,
                span=flag.span,
                severity=flag.severity,
                message=flag.message,
                rule=flag.rule,
                replacement=flag.replacement,
            )
            for flag in suggestion.flags
        ],
        seconds=round(suggestion.seconds, 4),
        final=suggestion.final,
        unattended=suggestion.unattended,
        angle=suggestion.angle,
        prompt=suggestion.prompt,
    )


def usage_out(spent: Spent) -> UsageOut:
    return UsageOut(
        calls=spent.calls,
        prompt_tokens=spent.prompt,
        cached_tokens=spent.cached,
        completion_tokens=spent.completion,
        estimated_calls=spent.estimated_calls,
        yuan=f"{spent.micros // 1_000_000}.{spent.micros % 1_000_000:06d}",
    )


def citation_out(citation: Citation) -> CitationOut:
    return CitationOut(
        document=citation.document,
        place=citation.place,
        snippet=citation.snippet,
        valid_from=citation.valid_from,
        valid_to=citation.valid_to,
        version=citation.version,
    )


def handoff_out(handoff: Handoff) -> HandoffOut:
    return HandoffOut(
        code=handoff.code,
        to=handoff.to,
        reason=handoff.reason,
        summary=list(handoff.summary),
        message=handoff.message,
    )


def hit_out(hit: Hit, version: str) -> HitOut:
    passage = hit.passage
    return HitOut(
        kind="script" if passage.kind is Kind.SCRIPT else "document",
        question=passage.question,
        text=passage.answer or passage.text,
        score=round(hit.score, 4),
        citation=citation_out(of_hit(hit, version)),
    )
