"""A quote → what goes over HTTP."""

from service.pricing import DISCLAIMER, Fen, Quote, Step, explanation, spoken, yuan

from .quote_schemas import (
    ChargeOut,
    GiftOut,
    PaymentOut,
    QuotedLineOut,
    QuoteOut,
    ReadingOut,
    StepOut,
    TopUpOut,
    UnusedOut,
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
        schedule=_schedule(quote),
        unused=_unused(quote),
        assumptions=list(quote.assumptions),
        warnings=list(quote.warnings),
        explanation=explanation(quote),
        disclaimer=DISCLAIMER,
        priced_for=quote.priced_for,
        valid_until=quote.valid_until,
        rulebook=quote.rulebook_id,
        goods=yuan(quote.goods),
        freight=yuan(quote.freight),
        charges=_charges(quote),
        gifts=_gifts(quote),
        top_ups=_top_ups(quote),
        readings=_readings(quote),
        confidence=quote.confidence.value,
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
            threshold=maybe_yuan(step.threshold),
            saving=yuan(step.saving),
            shares=[yuan(share) for share in step.shares],
            subtotal=yuan(step.subtotal),
            source=quote.source,
        )
        for step in quote.steps
    ]


def _schedule(quote: Quote) -> list[PaymentOut]:
    return [
        PaymentOut(
            what=payment.what.value,
            amount=yuan(payment.amount),
            start=payment.window.start if payment.window else None,
            end=payment.window.end if payment.window else None,
        )
        for payment in quote.schedule
    ]


def _unused(quote: Quote) -> list[UnusedOut]:
    return [
        UnusedOut(
            promotion_id=unused.promotion_id,
            name=unused.name,
            reason=unused.reason,
            missing=maybe_yuan(unused.missing),
            would_save=maybe_yuan(unused.would_save),
        )
        for unused in quote.unused
    ]


def _charges(quote: Quote) -> list[ChargeOut]:
    return [
        ChargeOut(
            promotion_id=charge.promotion_id,
            name=charge.name,
            amount=yuan(charge.amount),
            free_from=maybe_yuan(charge.free_from),
        )
        for charge in quote.charges
    ]


def _gifts(quote: Quote) -> list[GiftOut]:
    return [
        GiftOut(
            promotion_id=gift.promotion_id, name=gift.name, gift=gift.gift, quantity=gift.quantity
        )
        for gift in quote.gifts
    ]


def _top_ups(quote: Quote) -> list[TopUpOut]:
    return [
        TopUpOut(
            promotion_id=top_up.promotion_id,
            name=top_up.name,
            missing=maybe_yuan(top_up.missing),
            missing_units=top_up.missing_units,
            saves=yuan(top_up.saves),
        )
        for top_up in quote.top_ups
    ]


def _readings(quote: Quote) -> list[ReadingOut]:
    return [
        ReadingOut(
            policy=reading.policy,
            value=reading.value,
            text=reading.text,
            payable=yuan(reading.payable),
        )
        for reading in quote.readings
    ]


def _detail(step: Step) -> str:
    """How the saving came about, beside the promotion's name."""
    if step.threshold is None:
        return f"{step.times}件" if step.times > 1 else ""
    reached = f"门槛{spoken(step.threshold)}，按{spoken(step.base)}算"
    return f"{reached}，满足{step.times}次" if step.times > 1 else reached


def maybe_yuan(amount: Fen | None) -> str | None:
    """An amount that may be unknown."""
    return None if amount is None else yuan(amount)
