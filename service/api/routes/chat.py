"""``/v1/chat``: what a customer may do. Every request is checked for who it comes from, and reaches
that customer's own conversations only."""

from time import monotonic
from typing import Annotated

from fastapi import APIRouter, Depends, Header, Query, Request, Response
from fastapi.responses import StreamingResponse

from service.conversations.attendance import Attendance, Brief
from service.conversations.chats import Chat, Visitor
from service.conversations.ids import new_id
from service.desk import Desk
from service.shops import Shop

from ..chat_schemas import (
    AttendanceOut,
    ChatOut,
    ChatRequest,
    ChatShopOut,
    ForShop,
    LeftMessage,
    VoteIn,
)
from ..chat_stream import answer_stream, chat_stream, reply_after, responded
from ..chat_views import attendance_out, shop_out
from ..chatting import begun, brief_of, hand_over, ring, said
from ..deps import OpenDesk
from ..identity import visitor_of
from ..kept_open import KeptOpen

router = APIRouter(prefix="/v1/chat", tags=["chat"])
EVENTS = {"$ref": "#/components/schemas/ChatEvents"}
STREAM = {200: {"content": {"text/event-stream": {"schema": EVENTS}}}}
NamedShop = Annotated[str, Query(min_length=1, max_length=64)]


def shop_of(desk: Desk, shop: str) -> Shop:
    """Raises ``UnknownShop``, which tells a customer nothing of the others."""
    return desk.shops.only(shop).get(shop)


class Door:
    """Who asks, as far as their token holds for the shop that they ask."""

    def __init__(self, desk: OpenDesk, authorization: Annotated[str, Header()] = "") -> None:
        self._desk = desk
        self._authorization = authorization

    def visitor(self, shop: Shop) -> Visitor | None:
        """``None`` is somebody new. Raises ``IdentityRefused``, ``TooMany``."""
        desk, given = self._desk, self._authorization
        visitor = visitor_of(given, shop.id, desk.settings.keys_of(shop.id), desk.wall())
        if visitor is not None:
            desk.rates.take(f"{shop.id} {visitor.subject or visitor.token_digest}", monotonic())
        return visitor

    async def chat(self, shop: Shop, conversation_id: str) -> Chat:
        """Raises ``IdentityRefused``, ``UnknownConversation``."""
        return (await begun(self._desk, shop, self.visitor(shop), conversation_id)).chat


GivenDoor = Annotated[Door, Depends()]


@router.post("", response_model=ChatOut, responses=STREAM)  # type: ignore[arg-type]
async def chat(
    body: ChatRequest, request: Request, desk: OpenDesk, door: GivenDoor
) -> Response | ChatOut:
    """The bot's reply, or a person's turn. With ``Accept: text/event-stream`` it is streamed."""
    shop = shop_of(desk, body.shop)
    started = await begun(desk, shop, door.visitor(shop), body.conversation_id, body.order)
    message_id = body.message_id or new_id("m")
    number = await said(desk, started.chat, message_id, body.text)
    if "text/event-stream" in request.headers.get("accept", ""):
        frames = answer_stream(desk, shop, started, number, message_id, body.sku)
        return KeptOpen(frames)
    await responded(desk, shop, started.chat, number, body.sku)
    id_ = started.chat.conversation_id
    return ChatOut(
        conversation_id=id_,
        session=started.session,
        message_id=message_id,
        reply=await reply_after(desk, started.chat, number),
        attendance=await _attendance(desk, shop, id_),
    )


@router.get("/shops/{shop}")
async def show(shop: str, desk: OpenDesk) -> ChatShopOut:
    """What a chat page needs to begin."""
    return shop_out(desk, shop_of(desk, shop))


@router.get("/{conversation_id}/events", response_class=StreamingResponse, responses=STREAM)  # type: ignore[arg-type]
async def events(
    conversation_id: str,
    shop: NamedShop,
    request: Request,
    desk: OpenDesk,
    door: GivenDoor,
    after: Annotated[int, Query(ge=0)] = 0,
    last_event_id: Annotated[str, Header()] = "",
) -> Response:
    """All of the conversation behind the number ``after``, and what happens from now on."""
    of = shop_of(desk, shop)
    own = await door.chat(of, conversation_id)
    seen = int(last_event_id) if last_event_id.isascii() and last_event_id.isdigit() else after
    frames = chat_stream(desk, of, own, seen, request)
    return KeptOpen(frames)


@router.post("/{conversation_id}/handoff")
async def ask_for_a_person(
    conversation_id: str, body: ForShop, desk: OpenDesk, door: GivenDoor
) -> AttendanceOut:
    """转人工: into the queue, with all that was said."""
    shop = shop_of(desk, body.shop)
    own = await door.chat(shop, conversation_id)
    return await attendance_out(desk, shop, await hand_over(desk, shop, own, "顾客要求人工服务"))


@router.delete("/{conversation_id}/handoff")
async def cancel(
    conversation_id: str, shop: NamedShop, desk: OpenDesk, door: GivenDoor
) -> AttendanceOut:
    """取消排队: out of the queue; whoever has a person already keeps them."""
    of = shop_of(desk, shop)
    own = await door.chat(of, conversation_id)
    attendance = await desk.store.attendances.cancel(of.id, conversation_id, desk.clock())
    return await _changed(desk, of, own, attendance)


@router.post("/{conversation_id}/message")
async def leave_a_message(
    conversation_id: str, body: LeftMessage, desk: OpenDesk, door: GivenDoor
) -> AttendanceOut:
    """留言: a person reads it later; the customer need not wait."""
    shop = shop_of(desk, body.shop)
    own = await door.chat(shop, conversation_id)
    await said(desk, own, body.message_id or new_id("m"), body.text)
    thread = await desk.store.thread(shop.id, conversation_id)
    handoff = desk.assistant.handing_over(shop, thread, desk.clock(), "human", "顾客留言")
    brief = brief_of(handoff, own, thread)
    summary = (f"留言：{body.text[:200]}", *brief.summary)
    attendance = await desk.store.attendances.leave(
        shop.id,
        conversation_id,
        Brief(brief.code, brief.group, brief.reason, summary),
        desk.wall().timestamp(),
        desk.clock(),
    )
    return await _changed(desk, shop, own, attendance)


@router.post("/{conversation_id}/votes")
async def vote(
    conversation_id: str, body: VoteIn, desk: OpenDesk, door: GivenDoor
) -> AttendanceOut:
    """On a reply of the bot; a bad one brings a person."""
    shop = shop_of(desk, body.shop)
    own = await door.chat(shop, conversation_id)
    await desk.store.chats.vote(own, body.message_id, body.vote, desk.clock())
    if body.vote == "down":
        attendance = await hand_over(desk, shop, own, "顾客觉得机器人的回答没有帮助")
        return await attendance_out(desk, shop, attendance)
    ring(desk, own)
    return await _attendance(desk, shop, conversation_id)


async def _changed(desk: Desk, shop: Shop, chat: Chat, attendance: Attendance) -> AttendanceOut:
    ring(desk, chat)
    return await attendance_out(desk, shop, attendance)


async def _attendance(desk: Desk, shop: Shop, conversation_id: str) -> AttendanceOut:
    return await attendance_out(
        desk, shop, await desk.store.attendances.of(shop.id, conversation_id)
    )
