"""Conversations on disk: turns, state, corrections, suggestions with their evidence, feedback.

One transaction a message: nothing is half written. Every query is scoped by shop. Going on with a
conversation reads its last turns and the state before them, never all of it.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from service.clock import Clock, system_clock
from service.live.board import Board
from service.live.noting import NOTHING_SPECIAL, Action, Outcome, note_action, note_burst
from service.storage.database import Database

from .amendments import Amendments
from .attending import Attendances
from .chats import Chats
from .errors import UnknownSuggestion
from .records import state_from
from .repeats import Acknowledgement, Key, kept
from .repeats import keep as acknowledge
from .rows import burst_of, conflicts, corrections_from, keep, owned, thread_of, turns_from
from .spending import Spendings
from .state import Correction, State
from .tables import conversations, feedback, suggestions, threads
from .turns import Thread, Turn


@dataclass(frozen=True, slots=True)
class History:
    """A whole conversation: its turns, the state after them, what was set by hand and answered.

    ``suggestions`` and ``feedback`` are as they were recorded, in order.
    """

    created_at: datetime
    turns: tuple[Turn, ...]
    state: State
    corrections: tuple[Correction, ...]
    suggestions: tuple[dict[str, Any], ...]
    feedback: tuple[dict[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Reworded:
    """A ``suggestion`` as it was recorded, and what the agent ``sent`` instead."""

    conversation_id: str
    suggestion: dict[str, Any]
    sent: str


_LAST_WORDS = ("edited", "sent")


class Store:
    """Open with ``await Store.open(url)``; close with ``await store.close()``."""

    def __init__(self, database: Database, watch: Clock = system_clock) -> None:
        self._database = database
        self._watch = watch
        self.spendings = Spendings(database)
        self.board = Board(database, keeps=watch is system_clock)
        self.chats = Chats(database, watch)
        self.attendances = Attendances(database)
        self.amendments = Amendments(database)

    @classmethod
    async def open(cls, url: str, watch: Clock = system_clock) -> "Store":
        """``watch`` tells when things happen, for the figures of the desk. Raises as
        ``Database.open`` does."""
        return cls(await Database.open(url), watch)

    async def close(self) -> None:
        await self._database.close()

    async def stores(self) -> bool:
        """Whether what is answered now can be stored."""
        return await self._database.stores()

    async def thread(self, shop: str, conversation_id: str) -> Thread:
        """The end of the conversation. Raises ``UnknownConversation``, also for another shop's."""

        async def read(connection: AsyncConnection) -> Thread:
            await owned(connection, shop, conversation_id)
            return await thread_of(connection, conversation_id)

        return await self._database.read(read)

    async def history(self, shop: str, conversation_id: str) -> History:
        """All of the conversation. Raises as ``thread`` does."""

        async def read(connection: AsyncConnection) -> History:
            created_at = await owned(connection, shop, conversation_id)
            return await _history(connection, conversation_id, created_at)

        return await self._database.read(read)

    async def reworded(self, shop: str, since: datetime) -> list[Reworded]:
        """What agents sent in other words than were suggested, the last words of each, in order."""
        query = (
            select(suggestions.c.conversation_id, suggestions.c.payload, feedback.c.text)
            .join(feedback, feedback.c.suggestion_id == suggestions.c.id)
            .join(conversations, conversations.c.id == suggestions.c.conversation_id)
            .where(
                conversations.c.shop == shop,
                feedback.c.event.in_(_LAST_WORDS),
                feedback.c.text.is_not(None),
                feedback.c.created_at >= since,
            )
            .order_by(feedback.c.id)
        )

        async def read(connection: AsyncConnection) -> list[Reworded]:
            last: dict[str, Reworded] = {}
            for row in await connection.execute(query):
                last[row.payload["id"]] = Reworded(row.conversation_id, row.payload, row.text)
            return [one for one in last.values() if one.sent != one.suggestion["text"]]

        return await self._database.read(read)

    async def repeated(self, key: Key) -> dict[str, Any] | None:
        """What was answered to the same request before. Raises ``KeyReused``."""
        return await self._database.read(lambda connection: kept(connection, key))

    async def record(
        self,
        shop: str,
        conversation_id: str,
        thread: Thread,
        settled: State,
        state: State,
        payloads: Sequence[dict[str, Any]],
        at: datetime,
        answered: Acknowledgement | None = None,
        outcome: Outcome = NOTHING_SPECIAL,
    ) -> None:
        """The fresh turns, what was set by hand, the state, the suggestions, the answer that is
        kept for a repetition and what the desk counts, in one transaction.

        Raises ``ConversationConflict`` if another request stored turns meanwhile.
        """
        with conflicts():
            async with self._database.writing() as connection:
                await keep(connection, shop, conversation_id, thread, settled, state, payloads, at)
                if answered is not None:
                    await acknowledge(connection, answered, at)
                burst = burst_of(shop, conversation_id, thread, settled, state)
                await note_burst(connection, burst, outcome, self._watch())

    async def add_feedback(
        self,
        shops: Collection[str],
        suggestion_id: str,
        event: str,
        text: str | None,
        reason: str | None,
        at: datetime,
        answered: Acknowledgement | None = None,
    ) -> None:
        """What the agent did with a suggestion. Raises ``UnknownSuggestion``, also for one of a
        shop that is not among ``shops``."""
        known = (
            select(conversations.c.shop, suggestions.c.conversation_id, suggestions.c.position)
            .join(conversations, conversations.c.id == suggestions.c.conversation_id)
            .where(suggestions.c.id == suggestion_id, conversations.c.shop.in_(shops))
        )
        row = {"suggestion_id": suggestion_id, "event": event, "text": text, "reason": reason}
        async with self._database.writing() as connection:
            made = (await connection.execute(known)).first()
            if made is None:
                raise UnknownSuggestion("没有这条建议：请核对建议的 id")
            await connection.execute(insert(feedback).values(row | {"created_at": at}))
            if answered is not None:
                await acknowledge(connection, answered, at)
            action = Action(made.shop, made.conversation_id, made.position, suggestion_id, event)
            await note_action(connection, action, self._watch())


async def _history(
    connection: AsyncConnection, conversation_id: str, created_at: datetime
) -> History:
    answered = suggestions.c.conversation_id == conversation_id
    state = await connection.scalar(
        select(threads.c.state).where(threads.c.conversation_id == conversation_id)
    )
    made = await connection.execute(
        select(suggestions.c.position, suggestions.c.payload)
        .where(answered)
        .order_by(suggestions.c.position, suggestions.c.created_at)
    )
    told = await connection.execute(
        select(feedback)
        .join(suggestions, suggestions.c.id == feedback.c.suggestion_id)
        .where(answered)
        .order_by(feedback.c.id)
    )
    return History(
        created_at,
        await turns_from(connection, conversation_id, 0),
        state_from(state),
        await corrections_from(connection, conversation_id, -1),
        tuple(row.payload | {"after_turn": row.position - 1} for row in made),
        tuple(dict(row._mapping) for row in told),
    )
