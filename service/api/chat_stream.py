"""A chat as a stream of events: one answer, or all that happens while a page is open."""

import asyncio
import logging
from collections.abc import AsyncIterator

from fastapi import Request

from service.conversations.attendance import Attended
from service.conversations.bell import rung
from service.conversations.chats import Chat
from service.desk import Desk
from service.journal import note
from service.shops import Shop

from .chat_schemas import ChatAttendanceEvent, ChatDone, ChatMessageOut, ChatOpened
from .chat_sse import encoded
from .chat_views import attendance_out, frame_of, message_out
from .chatting import Begun, respond
from .errors import meaning_of, problem_out
from .kept_open import BREATH_SECONDS, STILL_THERE

_log = logging.getLogger(__name__)
QUEUE_SECONDS = 3.0
"""How long a new place in the queue may go unnoticed; all else rings."""

LOOK_AGAIN_SECONDS = 300.0
"""Whatever rings: the opening hours end without one."""

_UNDER_WAY: set[asyncio.Task[None]] = set()


async def responded(desk: Desk, shop: Shop, chat: Chat, number: int, sku: str | None) -> None:
    """To the end also where the customer has left: they find the answer when they come back."""
    task = asyncio.create_task(respond(desk, shop, chat, number, sku))
    _UNDER_WAY.add(task)
    task.add_done_callback(_UNDER_WAY.discard)
    await asyncio.shield(task)


async def reply_after(desk: Desk, chat: Chat, number: int) -> ChatMessageOut | None:
    """The first reply of the bot behind the message ``number``."""
    happened = await desk.store.chats.after(chat.conversation_id, number)
    return next((message_out(h) for h in happened if h.name == "bot"), None)


async def answer_stream(
    desk: Desk, shop: Shop, begun: Begun, number: int, message_id: str, sku: str | None
) -> AsyncIterator[bytes]:
    """The events of one message's answer."""
    chat = begun.chat
    yield encoded(ChatOpened(conversation_id=chat.conversation_id, session=begun.session))
    try:
        await responded(desk, shop, chat, number, sku)
        for happening in await desk.store.chats.after(chat.conversation_id, number):
            frame = frame_of(happening)
            if frame is not None:
                yield encoded(frame)
        attendance = await desk.store.attendances.of(shop.id, chat.conversation_id)
        yield encoded(ChatAttendanceEvent(attendance=await attendance_out(desk, shop, attendance)))
    except Exception as error:
        meaning = meaning_of(error)
        if meaning.status >= 500:
            note(_log, "chat_failed", logging.ERROR, why=type(error).__name__)
        detail = str(error) if meaning.status < 500 else "服务出了点问题，已记录：请稍后重试"
        yield encoded(problem_out(meaning, detail))
        return
    yield encoded(ChatDone(message_id=message_id))


async def chat_stream(
    desk: Desk, shop: Shop, chat: Chat, after: int, request: Request
) -> AsyncIterator[bytes]:
    """What happened behind the number ``after``, and what happens, until the page is gone."""
    id_, shown, again = chat.conversation_id, 0, QUEUE_SECONDS
    del chat
    yield STILL_THERE
    while not (desk.bell.closed or await request.is_disconnected()):
        bell = desk.bell.next(id_)
        after, news = await _news(desk, id_, after)
        for frame in news:
            yield frame
        attends, again = await _attends(desk, shop, id_)
        if hash(attends) != shown:
            yield attends
        shown = hash(attends)
        del news, attends
        silent = 0.0
        while silent < again and not await rung(bell, min(again, BREATH_SECONDS)):
            silent += min(again, BREATH_SECONDS)
            if await request.is_disconnected():
                return
            yield STILL_THERE


async def _news(desk: Desk, conversation_id: str, after: int) -> tuple[int, list[bytes]]:
    """What happened behind the number ``after``, with the last number."""
    happened = await desk.store.chats.after(conversation_id, after)
    frames = [frame for one in happened if (frame := frame_of(one)) is not None]
    return (happened[-1].number if happened else after), [encoded(frame) for frame in frames]


async def _attends(desk: Desk, shop: Shop, conversation_id: str) -> tuple[bytes, float]:
    """Who attends, and after how many seconds that is to be looked at again."""
    attendance = await desk.store.attendances.of(shop.id, conversation_id)
    now = await attendance_out(desk, shop, attendance)
    again = QUEUE_SECONDS if attendance.status is Attended.WAITING else LOOK_AGAIN_SECONDS
    return encoded(ChatAttendanceEvent(attendance=now)), again
