"""Conversations on disk: turns, state, corrections, suggestions with their evidence, feedback.

One transaction a message: nothing is half written. Every query is scoped by shop. Going on with a
conversation reads its last turns and the state before them, never all of it.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from service.clock import Clock, system_clock
from service.live.board import Board
from service.live.noting import (
    NOTHING_SPECIAL,
    Action,
    Burst,
    Outcome,
    note_action,
    note_burst,
)
from service.storage.database import Database

from .errors import ConversationConflict, UnknownConversation, UnknownSuggestion
from .records import correction_from, correction_to, state_from, state_to
from .repeats import Acknowledgement, Key, keep, kept
from .spending import Spendings
from .state import Correction, State
from .tables import conversations, corrections, feedback, suggestions, threads, turns
from .turns import KEPT, Role, Thread, Turn


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


class Store:
    """Open with ``await Store.open(url)``; close with ``await store.close()``."""

    def __init__(self, database: Database, watch: Clock = system_clock) -> None:
        self._database = database
        self._watch = watch
        self.spendings = Spendings(database)
        self.board = Board(database, keeps=watch is system_clock)

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
            await _owned(connection, shop, conversation_id)
            return await _thread(connection, conversation_id)

        return await self._database.read(read)

    async def history(self, shop: str, conversation_id: str) -> History:
        """All of the conversation. Raises as ``thread`` does."""

        async def read(connection: AsyncConnection) -> History:
            created_at = await _owned(connection, shop, conversation_id)
            return await _history(connection, conversation_id, created_at)

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
        start = thread.total - len(thread.fresh)
        rows = [
            {
                "conversation_id": conversation_id,
                "position": position,
                "role": t.role,
                "text": t.text,
            }
            for position, t in enumerate(thread.fresh, start)
        ]
        made = [
            {
                "id": payload["id"],
                "conversation_id": conversation_id,
                "position": thread.total,
                "payload": payload,
                "created_at": at,
            }
            for payload in payloads
        ]
        by_hand = [
            {
                "conversation_id": conversation_id,
                "turn": correction.turn,
                "payload": correction_to(correction),
                "created_at": at,
            }
            for correction in thread.set_now
        ]
        head = {
            "total": thread.total,
            "name": thread.name,
            "settled": state_to(settled),
            "state": state_to(state),
        }
        try:
            async with self._database.writing() as connection:
                await _keep_head(connection, shop, conversation_id, head, start, at)
                if rows:
                    await connection.execute(insert(turns), rows)
                if thread.set_now:
                    await connection.execute(insert(corrections), by_hand)
                if made:
                    await connection.execute(insert(suggestions), made)
                if answered is not None:
                    await keep(connection, answered, at)
                burst = _burst(shop, conversation_id, thread, settled, state)
                await note_burst(connection, burst, outcome, self._watch())
        except IntegrityError as error:
            raise ConversationConflict("会话刚刚被另一个请求更新：请重新发送") from error

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
                await keep(connection, answered, at)
            action = Action(made.shop, made.conversation_id, made.position, suggestion_id, event)
            await note_action(connection, action, self._watch())


def _burst(shop: str, conversation_id: str, thread: Thread, settled: State, state: State) -> Burst:
    """The turns behind what is settled are what was asked now; a conversation begins with what its
    buyer says first, whoever greeted them."""
    scene = state.scene.value if state.scene else ""
    before = thread.turns[: max(0, settled.turns - thread.first)]
    opening = thread.first == 0 and all(turn.role != "customer" for turn in before)
    return Burst(shop, conversation_id, settled.turns, scene, opening)


async def _owned(connection: AsyncConnection, shop: str, conversation_id: str) -> datetime:
    """When the shop's conversation began."""
    query = select(conversations.c.shop, conversations.c.created_at)
    found = (await connection.execute(query.where(conversations.c.id == conversation_id))).first()
    if found is None or found.shop != shop:
        raise UnknownConversation("没有这个会话：请核对 conversation_id，或不带它重新开始")
    created_at: datetime = found.created_at
    return created_at


async def _thread(connection: AsyncConnection, conversation_id: str) -> Thread:
    ours = threads.c.conversation_id == conversation_id
    kept = (await connection.execute(select(threads).where(ours))).one()
    settled = state_from(kept.settled)
    first = max(0, min(settled.turns, kept.total - KEPT))
    return Thread(
        await _turns(connection, conversation_id, first),
        first,
        settled,
        state_from(kept.state),
        await _corrections(connection, conversation_id, settled.turns),
        kept.name,
    )


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
        await _turns(connection, conversation_id, 0),
        state_from(state),
        await _corrections(connection, conversation_id, -1),
        tuple(row.payload | {"after_turn": row.position - 1} for row in made),
        tuple(dict(row._mapping) for row in told),
    )


async def _turns(connection: AsyncConnection, conversation_id: str, first: int) -> tuple[Turn, ...]:
    query = select(turns.c.role, turns.c.text).where(
        turns.c.conversation_id == conversation_id, turns.c.position >= first
    )
    return tuple(
        _turn(row.role, row.text)
        for row in await connection.execute(query.order_by(turns.c.position))
    )


async def _corrections(
    connection: AsyncConnection, conversation_id: str, turn: int
) -> tuple[Correction, ...]:
    query = select(corrections.c.payload).where(
        corrections.c.conversation_id == conversation_id, corrections.c.turn >= turn
    )
    found = await connection.scalars(query.order_by(corrections.c.id))
    return tuple(correction_from(payload) for payload in found)


async def _keep_head(
    connection: AsyncConnection,
    shop: str,
    conversation_id: str,
    head: dict[str, Any],
    stored: int,
    at: datetime,
) -> None:
    """The thread's row, if the conversation still has the ``stored`` turns it went on from."""
    if not stored:
        known = select(func.count()).where(conversations.c.id == conversation_id)
        if not await connection.scalar(known.select_from(conversations)):
            row = {"id": conversation_id, "shop": shop, "created_at": at}
            await connection.execute(insert(conversations).values(row))
            head = head | {"conversation_id": conversation_id}
            await connection.execute(insert(threads).values(head))
            return
    kept = threads.c.conversation_id == conversation_id, threads.c.total == stored
    changed = await connection.execute(update(threads).where(*kept).values(head))
    if not changed.rowcount:
        raise ConversationConflict("会话刚刚被另一个请求更新：请重新发送")


def _turn(role: Role, text: str) -> Turn:
    return Turn(role, text)
