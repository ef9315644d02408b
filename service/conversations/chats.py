"""Chats with customers, on disk: who may see one, and what each side said.

A customer's message is stored before anything is done about it, under the id that the page gave it:
sent twice, it is there once. What the bot says is stored only if nobody wrote and nobody took the
conversation meanwhile.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hmac import compare_digest
from typing import Any
from weakref import WeakValueDictionary

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from service.clock import Clock
from service.live.noting import NOTHING_SPECIAL, Outcome, note_burst, note_reply
from service.storage.database import Database

from .attendance import NO_BRIEF, Attendance, Attended, held
from .attending import attendance_of, moved
from .errors import MessageConflict, UnknownConversation, UnknownMessage
from .happenings import (
    THE_CUSTOMERS,
    TO_THE_CUSTOMER,
    Happening,
    Name,
    add,
    happened_after,
    last_number,
)
from .rows import UNKNOWN, burst_of, conflicts, keep, owned, thread_of
from .state import State
from .tables import conversations, feedback, happenings, threads, visitors
from .turns import Thread, Turn


@dataclass(frozen=True, slots=True)
class Visitor:
    """A customer by the shop's name for them (``subject``), or whoever holds the token that this is
    the digest of."""

    subject: str | None = None
    token_digest: str | None = None
    order: str | None = None

    def is_same(self, other: "Visitor") -> bool:
        """``order`` is what they look at, not who they are."""
        if self.subject is not None or other.subject is not None:
            return self.subject == other.subject
        if self.token_digest is None or other.token_digest is None:
            return False
        return compare_digest(self.token_digest, other.token_digest)


@dataclass(frozen=True, slots=True)
class Chat:
    """``last_said`` and ``last_told`` are the numbers of the customer's last message and of the
    last one to them; 0 for none."""

    conversation_id: str
    shop: str
    visitor: Visitor
    attendance: Attendance
    last_said: int
    last_told: int


@dataclass(frozen=True, slots=True)
class Reply:
    """What the bot tells the customer; ``key`` is the message's id."""

    key: str
    payload: dict[str, Any]
    text: str
    suggestion_id: str | None = None


class Chats:
    """An unknown conversation raises ``UnknownConversation``; so does one of somebody else."""

    def __init__(self, database: Database, watch: Clock) -> None:
        self._database = database
        self._watch = watch
        self._writing: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    def _one_at_a_time(self, conversation_id: str) -> asyncio.Lock:
        """Of this process; what another one writes at the same moment is a conflict."""
        lock = self._writing.get(conversation_id)
        if lock is None:
            self._writing[conversation_id] = lock = asyncio.Lock()
        return lock

    async def find(self, shop: str, conversation_id: str, visitor: Visitor | None = None) -> Chat:
        """``visitor`` is who asks; left out, the shop itself does."""

        async def read(connection: AsyncConnection) -> Chat:
            await owned(connection, shop, conversation_id)
            query = select(visitors).where(visitors.c.conversation_id == conversation_id)
            row = (await connection.execute(query)).first()
            attendance = await attendance_of(connection, conversation_id)
            if row is None or attendance is None:
                raise UnknownConversation(UNKNOWN)
            owner = Visitor(row.subject, row.token_digest, row.order)
            if visitor is not None and not owner.is_same(visitor):
                raise UnknownConversation(UNKNOWN)
            return Chat(
                conversation_id,
                shop,
                owner,
                attendance,
                await last_number(connection, conversation_id, THE_CUSTOMERS),
                await last_number(connection, conversation_id, TO_THE_CUSTOMER),
            )

        return await self._database.read(read)

    async def begin(
        self, shop: str, conversation_id: str, visitor: Visitor, now: float, at: datetime
    ) -> None:
        """An empty conversation with the bot."""
        head = {"total": 0, "name": "", "settled": {}, "state": {}}
        nobody = Attendance(conversation_id, Attended.BOT, None, NO_BRIEF, now, 0)
        who = {
            "conversation_id": conversation_id,
            "subject": visitor.subject,
            "token_digest": visitor.token_digest,
            "order": visitor.order,
        }
        async with self._database.writing() as connection:
            row = {"id": conversation_id, "shop": shop, "created_at": at}
            await connection.execute(insert(conversations).values(row))
            head |= {"conversation_id": conversation_id}
            await connection.execute(insert(threads).values(head))
            await connection.execute(insert(visitors).values(who))
            await moved(connection, shop, nobody, nobody, at)

    async def say(self, chat: Chat, key: str, text: str, at: datetime) -> int:
        """The customer's message; its number. Sent before with the same text, it is the same.

        Raises ``MessageConflict``, and ``ConversationConflict`` where somebody else wrote at the
        same moment: then once more.
        """
        id_ = chat.conversation_id
        async with self._one_at_a_time(id_):
            with conflicts():
                return await self._said(chat, key, text, at)

    async def _said(self, chat: Chat, key: str, text: str, at: datetime) -> int:
        id_ = chat.conversation_id
        async with self._database.writing() as connection:
            known = await _known(connection, id_, key, "customer", text)
            if known is not None:
                return known
            await self._append(connection, chat, Turn("customer", text), at)
            number = await add(connection, id_, "customer", {"text": text}, at, key)
            before = await attendance_of(connection, id_) or chat.attendance
            if before.status is Attended.CLOSED:
                again = replace(before, status=Attended.BOT)
                await moved(connection, chat.shop, before, again, at)
            return number

    async def tell(
        self,
        chat: Chat,
        thread: Thread,
        settled: State,
        state: State,
        payloads: Sequence[dict[str, Any]],
        reply: Reply | None,
        now: Attendance,
        at: datetime,
        outcome: Outcome = NOTHING_SPECIAL,
    ) -> None:
        """What the bot says to ``thread``, and who attends from ``now`` on. Raises
        ``ConversationConflict`` where anybody wrote or took the conversation since ``chat`` was
        read: then nothing is told."""
        id_ = chat.conversation_id
        if reply is not None:
            thread = thread.replied(Turn("bot", reply.text))
        with conflicts():
            async with self._one_at_a_time(id_), self._database.writing() as connection:
                await moved(connection, chat.shop, chat.attendance, chat.attendance, at)
                await keep(connection, chat.shop, id_, thread, settled, state, payloads, at)
                burst = burst_of(chat.shop, id_, thread, settled, state)
                await note_burst(connection, burst, outcome, self._watch())
                if reply is not None:
                    await add(
                        connection, id_, "bot", reply.payload, at, reply.key, reply.suggestion_id
                    )
                if now != chat.attendance:
                    here = replace(chat.attendance, version=chat.attendance.version + 1)
                    await moved(connection, chat.shop, here, now, at)

    async def reply(self, chat: Chat, agent: str, key: str, text: str, at: datetime) -> None:
        """An agent's message; sent before, it is the same. Raises ``Taken``, ``NotTaken``,
        ``MessageConflict``, ``ConversationConflict``."""
        id_ = chat.conversation_id
        with conflicts():
            async with self._one_at_a_time(id_), self._database.writing() as connection:
                if await _known(connection, id_, key, "agent", text) is not None:
                    return
                attendance = await attendance_of(connection, id_) or chat.attendance
                held(attendance, agent)
                await moved(connection, chat.shop, attendance, attendance, at)
                total = await self._append(connection, chat, Turn("agent", text), at)
                await note_reply(connection, id_, total, "sent", self._watch())
                payload = {"text": text, "agent": agent}
                await add(connection, id_, "agent", payload, at, key)

    async def after(self, conversation_id: str, number: int) -> list[Happening]:
        return await self._database.read(
            lambda connection: happened_after(connection, conversation_id, number)
        )

    async def vote(self, chat: Chat, message_id: str, vote: str, at: datetime) -> None:
        """On a reply of the bot; trainers find it among the feedback. Raises ``UnknownMessage``."""
        id_ = chat.conversation_id
        query = select(happenings.c.suggestion_id).where(
            happenings.c.conversation_id == id_,
            happenings.c.name == "bot",
            happenings.c.key == message_id,
        )
        event = {"up": "liked", "down": "rejected"}[vote]
        async with self._database.writing() as connection:
            row = (await connection.execute(query)).first()
            if row is None or row.suggestion_id is None:
                raise UnknownMessage("没有这条回答：请核对 message_id")
            await add(connection, id_, "vote", {"message_id": message_id, "vote": vote}, at)
            told = {"suggestion_id": row.suggestion_id, "event": event, "reason": "customer"}
            await connection.execute(insert(feedback).values(told | {"created_at": at}))

    async def _append(
        self, connection: AsyncConnection, chat: Chat, turn: Turn, at: datetime
    ) -> int:
        """One turn more, and how many there were; what it means is read when it is answered."""
        id_ = chat.conversation_id
        before = await thread_of(connection, id_)
        thread = before.said(turn)
        await keep(connection, chat.shop, id_, thread, thread.settled, thread.answered, (), at)
        return before.total


async def _known(
    connection: AsyncConnection, conversation_id: str, key: str, name: Name, text: str
) -> int | None:
    """The number of the message that came under this id before. Raises ``MessageConflict`` where
    that was another."""
    query = select(happenings).where(
        happenings.c.conversation_id == conversation_id, happenings.c.key == key
    )
    row = (await connection.execute(query)).first()
    if row is None:
        return None
    if row.name != name or row.payload["text"] != text:
        raise MessageConflict("这个 message_id 已经用于另一条消息：请换一个")
    return int(row.number)
