"""Our values → what a customer is shown."""

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from service.assist.suggestion import Citation, Suggestion
from service.conversations.attendance import Attendance, Attended
from service.conversations.happenings import Happening
from service.desk import Desk
from service.pricing import DISCLAIMER, Quote, yuan
from service.shops import Shop

from .chat_schemas import (
    AttendanceOut,
    ChatMessageEvent,
    ChatMessageOut,
    ChatShopOut,
    ChatVoteEvent,
    PriceItemOut,
    PriceOut,
    PricePaymentOut,
    PriceStepOut,
    SourceOut,
)


def reply_payload(suggestion: Suggestion, shop: Shop) -> dict[str, Any]:
    """What is kept of a reply, and shown of it ever after."""
    price = price_out(suggestion.quote) if suggestion.quote else None
    return {
        "text": suggestion.text,
        "sources": [source.model_dump(mode="json") for source in sources(suggestion, shop)],
        "price": price.model_dump(mode="json", by_alias=True) if price else None,
        "votable": True,
    }


def sources(suggestion: Suggestion, shop: Shop) -> list[SourceOut]:
    """Each once, the rules before the goods. Scripts are the shop's own and are not named."""
    found = {
        (title, place): SourceOut(
            title=title, place=place, valid_from=citation.valid_from, valid_to=citation.valid_to
        )
        for citation in suggestion.citations
        for title, place in _named(citation, shop)
    }
    return sorted(found.values(), key=lambda source: not source.place)


def _named(citation: Citation, shop: Shop) -> Iterator[tuple[str, str]]:
    """In the customer's words: no path, no row, no code."""
    folder = PurePosixPath(citation.document).parts[:1]
    first, *rest = citation.place.split(" · ")
    if folder == ("promotions",):
        names = {promotion.id: promotion.name for book in shop.rulebooks for promotion in book}
        yield first, " · ".join(names.get(part, part) for part in rest)
    elif folder == ("manuals",):
        headings = [part for part in rest if not part.startswith("第") or part.endswith("页")]
        yield PurePosixPath(citation.document).stem, " · ".join(headings[-2:])
    elif citation.document == shop.catalogue.file:
        yield "商品信息", ""


def price_out(quote: Quote) -> PriceOut:
    return PriceOut(
        event=quote.event,
        items=[
            PriceItemOut(
                title=line.line.title, quantity=line.line.quantity, amount=yuan(line.payable)
            )
            for line in quote.lines
        ],
        list_price=yuan(quote.list_price),
        steps=[PriceStepOut(name=step.name, saving=yuan(step.saving)) for step in quote.steps],
        freight=yuan(quote.freight),
        gifts=[f"{gift.gift} × {gift.quantity}" for gift in quote.gifts],
        payable=yuan(quote.payable),
        saving=yuan(quote.saving),
        deposit=yuan(quote.deposit),
        final_payment=yuan(quote.final_payment),
        payments=[
            PricePaymentOut(
                what=payment.what.value,
                amount=yuan(payment.amount),
                start=payment.window.start if payment.window else None,
                end=payment.window.end if payment.window else None,
            )
            for payment in quote.schedule
        ],
        conditions=list(quote.assumptions),
        disclaimer=DISCLAIMER,
        valid_until=quote.valid_until,
    )


def frame_of(happening: Happening) -> ChatMessageEvent | ChatVoteEvent | None:
    """``None`` for who attends: that is told as it is now."""
    payload = happening.payload
    if happening.name == "attendance":
        return None
    if happening.name == "vote":
        return ChatVoteEvent(number=happening.number, **payload)
    return ChatMessageEvent(number=happening.number, message=message_out(happening))


def message_out(happening: Happening) -> ChatMessageOut:
    return ChatMessageOut.model_validate(
        {
            "id": happening.key,
            "role": happening.name,
            "at": happening.at,
            **happening.payload,
        }
    )


async def attendance_out(desk: Desk, shop: Shop, attendance: Attendance) -> AttendanceOut:
    waiting = attendance.status is Attended.WAITING
    return AttendanceOut(
        status=attendance.status.value,
        ahead=await desk.store.attendances.ahead(shop.id, attendance) if waiting else None,
        agent=attendance.agent,
        group=attendance.brief.group,
        opens_at=_opens_at(desk, shop),
    )


def shop_out(desk: Desk, shop: Shop) -> ChatShopOut:
    profile = shop.profile
    return ChatShopOut(
        id=shop.id,
        name=profile.name,
        now=desk.clock(),
        demo=desk.settings.demo,
        greeting=profile.voice.greeting,
        opens=profile.hours.start,
        closes=profile.hours.end,
        opens_at=_opens_at(desk, shop),
        questions=list(profile.common_questions),
    )


def _opens_at(desk: Desk, shop: Shop) -> Any:
    hours, now = shop.profile.hours, desk.clock()
    return None if hours.hold(now) else hours.next_opening(now)
