"""``/v1/conversations``: what agents do with conversations that were handed over."""

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import StreamingResponse

from service.conversations.attendance import Attendance, Brief
from service.conversations.bell import rung
from service.conversations.errors import ConversationConflict
from service.conversations.ids import new_id
from service.desk import Desk
from service.shops import Shop

from ..deps import GivenCaller, GivenDesk, named
from ..inbox_schemas import (
    AgentReply,
    AttendedOut,
    ByAgent,
    HandoffIn,
    InboxOut,
    MessagesOut,
)
from ..inbox_views import attended_out, inbox_out, messages_out
from ..kept_open import STILL_THERE, KeptOpen

router = APIRouter(prefix="/v1/conversations", tags=["conversations"])
NamedShop = Annotated[str, Query(min_length=1, max_length=64)]
NamedAgent = Annotated[
    str,
    Query(min_length=1, max_length=40, description="Not heard where a key says who it is."),
]
EVENTS = {"$ref": "#/components/schemas/InboxEvents"}
STREAM = {200: {"content": {"text/event-stream": {"schema": EVENTS}}}}
LOOK_AGAIN_SECONDS = 10.0
"""How long what is written in a workbench may go unnoticed; all else rings."""

_ATTEMPTS = 5


@router.get("")
async def inbox(
    shop: NamedShop, agent: NamedAgent, desk: GivenDesk, caller: GivenCaller
) -> InboxOut:
    """What waits, longest first, and what the agent has."""
    return await inbox_out(desk, desk.shops.get(shop), named(caller, agent))


@router.get("/events", response_class=StreamingResponse, responses=STREAM)  # type: ignore[arg-type]
async def events(
    shop: NamedShop, agent: NamedAgent, request: Request, desk: GivenDesk, caller: GivenCaller
) -> Response:
    """The inbox, whole, now and at every change."""
    frames = _inboxes(desk, desk.shops.get(shop), named(caller, agent), request)
    return KeptOpen(frames)


async def _inboxes(desk: Desk, shop: Shop, agent: str, request: Request) -> AsyncIterator[bytes]:
    shown = None
    while not (desk.bell.closed or await request.is_disconnected()):
        bell = desk.bell.next(f"shop {shop.id}")
        now = await inbox_out(desk, shop, agent)
        lines = [line.model_copy(update={"waiting_seconds": 0}) for line in now.conversations]
        seen = (lines, now.amendments)
        if seen == shown:
            yield STILL_THERE
        else:
            yield f"event: inbox\ndata: {now.model_dump_json()}\n\n".encode()
        shown = seen
        await rung(bell, LOOK_AGAIN_SECONDS)


@router.get("/{conversation_id}/messages")
async def messages(
    conversation_id: str,
    shop: NamedShop,
    desk: GivenDesk,
    after: Annotated[int, Query(ge=0)] = 0,
) -> MessagesOut:
    """What was said in our chat behind the number ``after``."""
    own = await desk.store.chats.find(desk.shops.get(shop).id, conversation_id)
    return messages_out(await desk.store.chats.after(own.conversation_id, after), after)


@router.post("/{conversation_id}/handoff")
async def hand_over(conversation_id: str, body: HandoffIn, desk: GivenDesk) -> AttendedOut:
    """转专员: into the queue, with what the sidebar knows."""
    shop = desk.shops.get(body.shop)
    groups = shop.profile.handoff
    group = body.to or {"complaint": groups.complaint, "price": groups.price}.get(
        body.code, groups.default
    )
    brief = Brief(body.code, group, body.reason, tuple(body.summary))
    return await _changed(
        desk,
        shop,
        await desk.store.attendances.ask(
            shop.id, conversation_id, brief, desk.wall().timestamp(), desk.clock()
        ),
    )


@router.delete("/{conversation_id}/handoff")
async def take_back(conversation_id: str, shop: NamedShop, desk: GivenDesk) -> AttendedOut:
    """撤回, as long as nobody has taken it."""
    of = desk.shops.get(shop)
    attendance = await desk.store.attendances.cancel(of.id, conversation_id, desk.clock())
    return await _changed(desk, of, attendance)


@router.post("/{conversation_id}/take")
async def take(
    conversation_id: str, body: ByAgent, desk: GivenDesk, caller: GivenCaller
) -> AttendedOut:
    """Of two agents at once one has it, the other is told who."""
    shop = desk.shops.get(body.shop)
    store = desk.store.attendances
    taken = await store.take(shop.id, conversation_id, named(caller, body.agent), desk.clock())
    return await _changed(desk, shop, taken)


@router.post("/{conversation_id}/return")
async def give_back(
    conversation_id: str, body: ByAgent, desk: GivenDesk, caller: GivenCaller
) -> AttendedOut:
    """The bot answers again."""
    shop = desk.shops.get(body.shop)
    store = desk.store.attendances
    back = await store.give_back(shop.id, conversation_id, named(caller, body.agent), desk.clock())
    return await _changed(desk, shop, back)


@router.post("/{conversation_id}/close")
async def close(
    conversation_id: str, body: ByAgent, desk: GivenDesk, caller: GivenCaller
) -> AttendedOut:
    """Done; if the customer writes again, the bot answers."""
    shop = desk.shops.get(body.shop)
    store = desk.store.attendances
    closed = await store.close(shop.id, conversation_id, named(caller, body.agent), desk.clock())
    return await _changed(desk, shop, closed)


@router.post("/{conversation_id}/reply", status_code=204)
async def reply(
    conversation_id: str, body: AgentReply, desk: GivenDesk, caller: GivenCaller
) -> Response:
    """To the customer, from the agent who has the conversation; stored when it is answered."""
    shop = desk.shops.get(body.shop)
    agent, key = named(caller, body.agent), body.message_id or new_id("m")
    for _ in range(_ATTEMPTS):
        chat = await desk.store.chats.find(shop.id, conversation_id)
        try:
            await desk.store.chats.reply(chat, agent, key, body.text, desk.clock())
        except ConversationConflict:
            continue
        desk.bell.ring(conversation_id, f"shop {shop.id}")
        return Response(status_code=204)
    raise ConversationConflict("会话刚刚被另一个请求更新：请重新发送")


async def _changed(desk: Desk, shop: Shop, attendance: Attendance) -> AttendedOut:
    desk.bell.ring(attendance.conversation_id, f"shop {shop.id}")
    return attended_out(attendance)
