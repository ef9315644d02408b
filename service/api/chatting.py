"""One message of a customer: store it, answer it if the bot may, hand it over if it should not.

It is the assistant that suggests to agents; of what it suggests only what is fit to be sent
unattended goes out, and everything else goes to a person. A burst is answered once, after its last
message; nothing is told once a person has the conversation.
"""

from contextlib import aclosing
from dataclasses import dataclass
from datetime import datetime

from service.assist.suggestion import Handoff, Suggestion, SuggestionKind
from service.conversations.attendance import Attendance, Attended, Brief, asked
from service.conversations.chats import Chat, Reply, Visitor
from service.conversations.errors import ConversationConflict
from service.conversations.ids import new_id
from service.conversations.turns import Thread
from service.desk import Desk
from service.shops import Shop

from .answering import Told, counted, outcome_of
from .chat_views import reply_payload
from .errors import OrderNeedsIdentity, UnknownSku
from .identity import anonymous, new_token
from .views import suggestion_out

_ATTEMPTS = 5
_CLOSED = "，现在人工客服不在线（{opens}上线）。您可以先留言，上线后第一时间回复您，您不用重复描述~"
_SHY = "没有把握直接答复顾客"
_ASKED_BEFORE = 3
"""Earlier messages that the summary tells."""


@dataclass(frozen=True, slots=True)
class Begun:
    """A conversation to write in; ``session`` is the token of a new anonymous visitor."""

    chat: Chat
    session: str | None


async def begun(
    desk: Desk, shop: Shop, visitor: Visitor | None, id_: str | None, order: str | None = None
) -> Begun:
    """The conversation ``id_`` of the visitor, or a new one. Raises ``UnknownConversation``, also
    for somebody else's, and ``OrderNeedsIdentity``."""
    if order is not None and (visitor is None or visitor.subject is None):
        raise OrderNeedsIdentity("查订单需要先在店铺登录：请带店铺签发的令牌")
    if id_ is not None:
        asking = visitor or Visitor()
        return Begun(await desk.store.chats.find(shop.id, id_, asking), None)
    session = new_token() if visitor is None else None
    owner = visitor or anonymous(session or "")
    new = new_id("c")
    who = Visitor(owner.subject, owner.token_digest, order)
    await desk.store.chats.begin(shop.id, new, who, desk.wall().timestamp(), desk.clock())
    return Begun(await desk.store.chats.find(shop.id, new), session)


async def said(desk: Desk, chat: Chat, key: str, text: str) -> int:
    """The number under which the message is stored; from then on it is not lost."""
    for _ in range(_ATTEMPTS):
        try:
            number = await desk.store.chats.say(chat, key, text, desk.clock())
        except ConversationConflict:
            chat = await desk.store.chats.find(chat.shop, chat.conversation_id)
            continue
        ring(desk, chat)
        return number
    raise ConversationConflict("会话刚刚被另一个请求更新：请重新发送")


async def respond(desk: Desk, shop: Shop, chat: Chat, number: int, sku: str | None) -> None:
    """The bot's part after the message ``number``, unless a person has the conversation, a later
    message is there or it was answered already. Raises ``UnknownSku``."""
    if sku is not None and shop.catalogue.get(sku) is None:
        raise UnknownSku(f"商品表里没有 {sku}：请核对 sku")
    for _ in range(_ATTEMPTS):
        chat = await desk.store.chats.find(shop.id, chat.conversation_id)
        answered = chat.last_told > number
        if chat.attendance.status is Attended.HUMAN or chat.last_said != number or answered:
            return
        try:
            await _answer(desk, shop, chat, sku)
        except ConversationConflict:
            continue
        ring(desk, chat)
        return


async def _answer(desk: Desk, shop: Shop, chat: Chat, sku: str | None) -> None:
    """Raises ``ConversationConflict`` where something happened meanwhile; nothing is told then."""
    id_, now = chat.conversation_id, desk.clock()
    thread = (await desk.store.thread(shop.id, id_)).going_on([])
    told = await _told(desk, shop, thread, now, id_, sku)
    fit = fit_for_a_customer(told)
    handoff = told.handoff
    if handoff is None and fit is None and told.suggestions:
        handoff = desk.assistant.handing_over(shop, thread, now, "unsure", _SHY)
    told.handoff = handoff
    waits = chat.attendance.status is Attended.WAITING
    attends = chat.attendance
    reply = Reply(new_id("m"), reply_payload(fit, shop), fit.text, fit.id) if fit else None
    if handoff is not None and not waits:
        reply = _calming(desk, shop, handoff)
        brief = brief_of(handoff, chat, thread)
        attends = asked(attends, brief, desk.wall().timestamp())
    payloads = [suggestion_out(s).model_dump(mode="json", by_alias=True) for s in told.recorded()]
    await desk.store.chats.tell(
        chat,
        thread,
        told.settled,
        told.state,
        payloads,
        reply,
        attends,
        now,
        outcome_of(told, replied=fit is not None),
    )
    counted(desk, shop, told)


async def _told(
    desk: Desk, shop: Shop, thread: Thread, at: datetime, id_: str, sku: str | None
) -> Told:
    told = Told()
    answering = desk.assistant.answer(shop, thread, at, sku, id_, drafts=False)
    async with aclosing(answering) as events:
        async for event in events:
            told.take(event)
    return told


def fit_for_a_customer(told: Told) -> Suggestion | None:
    """The best reply that needs no agent's eye; none where a person is due."""
    if told.handoff is not None:
        return None
    sure = (s for s in told.usable() if s.unattended and s.kind is not SuggestionKind.HANDOFF)
    return next(sure, None)


def brief_of(handoff: Handoff, chat: Chat, thread: Thread) -> Brief:
    """With who it is and what they asked before: nobody has to ask twice."""
    subject, order = chat.visitor.subject, chat.visitor.order
    who = f"顾客：{subject}（店铺已验证）" if subject else "顾客：访客（未登录）"
    before = [turn.text for turn in thread.turns if turn.role == "customer"][:-1]
    summary = [
        who,
        *([f"订单：{order}（店铺已验证）"] if order and subject else []),
        *handoff.summary,
        *(f"之前问过：{text[:60]}" for text in before[-_ASKED_BEFORE:]),
    ]
    return Brief(handoff.code, handoff.to, handoff.reason, tuple(dict.fromkeys(summary)))


def _calming(desk: Desk, shop: Shop, handoff: Handoff) -> Reply:
    hours, now = shop.profile.hours, desk.clock()
    text = handoff.message
    if not hours.hold(now):
        text = shop.profile.voice.greeting + _CLOSED.format(opens=hours.start)
    return Reply(new_id("m"), {"text": text, "sources": [], "price": None}, text)


async def hand_over(desk: Desk, shop: Shop, chat: Chat, reason: str) -> Attendance:
    """Because the customer asked for it outside of a message."""
    now = desk.clock()
    thread = await desk.store.thread(shop.id, chat.conversation_id)
    handoff = desk.assistant.handing_over(shop, thread, now, "human", reason)
    attendance = await desk.store.attendances.ask(
        shop.id,
        chat.conversation_id,
        brief_of(handoff, chat, thread),
        desk.wall().timestamp(),
        now,
    )
    ring(desk, chat)
    return attendance


def ring(desk: Desk, chat: Chat) -> None:
    """The customer's page and the shop's inboxes look again."""
    desk.bell.ring(chat.conversation_id, f"shop {chat.shop}")
