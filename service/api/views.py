"""Our values → what goes over HTTP."""

from typing import Any

from knowledge.types import Hit, Kind
from service.assist.ground.citations import of_hit
from service.assist.suggestion import Citation, Handoff, Suggestion
from service.conversations.state import State
from service.pricing import DISCLAIMER, Fen, Quote, Step, explanation, spoken, yuan
from service.shops import Shop

from .schemas import (
    CitationOut,
    FlagOut,
    HandoffOut,
    HitOut,
    PaymentOut,
    QuotedLineOut,
    QuoteOut,
    StepOut,
    SuggestionOut,
    UnusedOut,
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
                severity=flag.severity.value,
                message=flag.message,
                replacement=flag.replacement,
            )
            for flag in suggestion.flags
        ],
        seconds=round(suggestion.seconds, 4),
        final=suggestion.final,
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


def quote_out(quote: Quote) -> QuoteOut:
    return QuoteOut(
        event=quote.event,
        list_price=yuan(quote.list_price),
        payable=yuan(quote.payable),
        deposit=yuan(quote.deposit),
        final_payment=yuan(quote.final_payment),
        saving=yuan(quote.saving),
        lines=_lines(quote),
        steps=_steps(quote),
        schedule=[
            PaymentOut(
                what=payment.what.value,
                amount=yuan(payment.amount),
                start=payment.window.start if payment.window else None,
                end=payment.window.end if payment.window else None,
            )
            for payment in quote.schedule
        ],
        unused=[
            UnusedOut(
                promotion_id=unused.promotion_id,
                name=unused.name,
                reason=unused.reason,
                missing=_maybe(unused.missing),
                would_save=_maybe(unused.would_save),
            )
            for unused in quote.unused
        ],
        assumptions=list(quote.assumptions),
        warnings=list(quote.warnings),
        explanation=explanation(quote),
        disclaimer=DISCLAIMER,
        priced_for=quote.priced_for,
        valid_until=quote.valid_until,
    )


def _lines(quote: Quote) -> list[QuotedLineOut]:
    return [
        QuotedLineOut(
            sku=line.line.sku,
            title=line.line.title,
            quantity=line.line.quantity,
            unit_price=yuan(line.unit_price),
            payable=yuan(line.payable),
        )
        for line in quote.lines
    ]


def _steps(quote: Quote) -> list[StepOut]:
    return [
        StepOut(
            promotion_id=step.promotion_id,
            kind=step.kind,
            name=step.name,
            detail=_detail(step),
            base=yuan(step.base),
            threshold=_maybe(step.threshold),
            saving=yuan(step.saving),
            shares=[yuan(share) for share in step.shares],
            subtotal=yuan(step.subtotal),
            source=quote.source,
        )
        for step in quote.steps
    ]


def _detail(step: Step) -> str:
    """How the saving came about, beside the promotion's name."""
    if step.threshold is None:
        return f"{step.times}件" if step.times > 1 else ""
    reached = f"门槛{spoken(step.threshold)}，按{spoken(step.base)}算"
    return f"{reached}，满足{step.times}次" if step.times > 1 else reached


def _maybe(amount: Fen | None) -> str | None:
    return None if amount is None else yuan(amount)


def state_out(state: State, shop: Shop) -> dict[str, Any]:
    """The state as the sidebar shows it; every slot with the turn it came from."""
    names = {promotion.id: promotion.name for book in shop.rulebooks for promotion in book}
    return {
        "intent": state.intent.value,
        "products": [
            {
                "sku": item.sku,
                "title": product.title if (product := shop.catalogue.get(item.sku)) else item.sku,
                "quantity": item.quantity,
                "turn": item.turn,
            }
            for item in state.basket
        ],
        "choices": list(state.choices),
        "coupons": [names.get(c.promotion_id, c.promotion_id) for c in state.coupons],
        "unknown_coupons": list(state.unknown_coupons),
        "deposit_paid": state.deposit_paid,
        "question": state.question,
    }
