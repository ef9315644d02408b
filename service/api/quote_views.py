"""A quote with everything the calculator says, as it goes over HTTP."""

from service.pricing import Fen, Quote, yuan

from .quote_schemas import ChargeOut, GiftOut, PricedOut, ReadingOut, TopUpOut
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
