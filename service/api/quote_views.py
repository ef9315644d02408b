"""A quote with everything the calculator says, as it goes over HTTP."""

from service.pricing import DISCLAIMER, Fen, Quote, yuan
from service.pricing.price_protection import Protection
from service.pricing.refund import Refund

from .quote_schemas import (
    ChargeOut,
    GiftOut,
    PricedOut,
    ProtectionOut,
    ReadingOut,
    RefundedLineOut,
    RefundOut,
    TopUpOut,
)
from .views import quote_out


def priced_out(quote: Quote) -> PricedOut:
    return PricedOut(
        **dict(quote_out(quote)),
        rulebook=quote.rulebook_id,
        goods=yuan(quote.goods),
        freight=yuan(quote.freight),
        charges=[
            ChargeOut(
                promotion_id=charge.promotion_id,
                name=charge.name,
                amount=yuan(charge.amount),
                free_from=_maybe(charge.free_from),
            )
            for charge in quote.charges
        ],
        gifts=[
            GiftOut(
                promotion_id=gift.promotion_id,
                name=gift.name,
                gift=gift.gift,
                quantity=gift.quantity,
            )
            for gift in quote.gifts
        ],
        top_ups=_top_ups(quote),
        readings=[
            ReadingOut(
                policy=reading.policy,
                value=reading.value,
                text=reading.text,
                payable=yuan(reading.payable),
            )
            for reading in quote.readings
        ],
        confidence=quote.confidence.value,
    )


def refund_out(found: Refund, order: Quote) -> RefundOut:
    return RefundOut(
        cash=yuan(found.cash),
        lines=[
            RefundedLineOut(
                sku=line.sku,
                units=line.units,
                cash=yuan(line.cash),
                assets={name: yuan(amount) for name, amount in line.assets.items()},
            )
            for line in found.lines
        ],
        rule=found.rule,
        full=found.full,
        back=list(found.back),
        notes=list(found.notes),
        other_cash=_maybe(found.other_cash),
        promised=found.promised,
        disclaimer=DISCLAIMER,
        order=priced_out(order),
    )


def protection_out(found: Protection, order: Quote) -> ProtectionOut:
    return ProtectionOut(
        compensation=yuan(found.compensation),
        sku=found.sku,
        units=found.units,
        then=yuan(found.then),
        now=yuan(found.now),
        already_returned=yuan(found.already),
        rule=found.rule,
        notes=list(found.notes),
        disclaimer=DISCLAIMER,
        order=priced_out(order),
    )


def _top_ups(quote: Quote) -> list[TopUpOut]:
    return [
        TopUpOut(
            promotion_id=top_up.promotion_id,
            name=top_up.name,
            missing=_maybe(top_up.missing),
            missing_units=top_up.missing_units,
            saves=yuan(top_up.saves),
        )
        for top_up in quote.top_ups
    ]


def _maybe(amount: Fen | None) -> str | None:
    return None if amount is None else yuan(amount)
