"""Rows of a conversation that more than one store reads or writes, inside their transactions."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from sqlalchemy import func, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from service.live.noting import Burst

from .errors import ConversationConflict, UnknownConversation
from .records import correction_from, correction_to, state_from, state_to
from .state import Correction, State
from .tables import conversations, corrections, suggestions, threads, turns
from .turns import KEPT, Role, Thread, Turn

UNKNOWN = "没有这个会话：请核对 conversation_id，或不带它重新开始"


@contextmanager
def conflicts() -> Iterator[None]:
    """A row that somebody else wrote first is a ``ConversationConflict``."""
    try:
        yield
    except IntegrityError as error:
        raise ConversationConflict("会话刚刚被另一个请求更新：请重新发送") from error


async def owned(connection: AsyncConnection, shop: str, conversation_id: str) -> datetime:
    """When the shop's conversation began. Raises ``UnknownConversation``."""
    query = select(conversations.c.shop, conversations.c.created_at)
    found = (await connection.execute(query.where(conversations.c.id == conversation_id))).first()
    if found is None or found.shop != shop:
        raise UnknownConversation(UNKNOWN)
    created_at: datetime = found.created_at
    return created_at


async def thread_of(connection: AsyncConnection, conversation_id: str) -> Thread:
    ours = threads.c.conversation_id == conversation_id
    kept = (await connection.execute(select(threads).where(ours))).one()
    settled = state_from(kept.settled)
    first = max(0, min(settled.turns, kept.total - KEPT))
    return Thread(
        await turns_from(connection, conversation_id, first),
        first,
        settled,
        state_from(kept.state),
        await corrections_from(connection, conversation_id, settled.turns),
        kept.name,
    )


async def turns_from(
    connection: AsyncConnection, conversation_id: str, first: int
) -> tuple[Turn, ...]:
    query = select(turns.c.role, turns.c.text).where(
        turns.c.conversation_id == conversation_id, turns.c.position >= first
    )
    return tuple(
        _turn(row.role, row.text)
        for row in await connection.execute(query.order_by(turns.c.position))
    )


async def corrections_from(
    connection: AsyncConnection, conversation_id: str, turn: int
) -> tuple[Correction, ...]:
    query = select(corrections.c.payload).where(
        corrections.c.conversation_id == conversation_id, corrections.c.turn >= turn
    )
    found = await connection.scalars(query.order_by(corrections.c.id))
    return tuple(correction_from(payload) for payload in found)


async def keep(
    connection: AsyncConnection,
    shop: str,
    conversation_id: str,
    thread: Thread,
    settled: State,
    state: State,
    payloads: Sequence[dict[str, Any]],
    at: datetime,
) -> None:
    """The fresh turns, what was set by hand, the state and the suggestions.

    Raises ``ConversationConflict`` if another request stored turns meanwhile.
    """
    start = thread.total - len(thread.fresh)
    rows = [
        {"conversation_id": conversation_id, "position": position, "role": t.role, "text": t.text}
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
    await _keep_head(connection, shop, conversation_id, head, start, at)
    for table, new in ((turns, rows), (corrections, by_hand), (suggestions, made)):
        if new:
            await connection.execute(insert(table), new)


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


def burst_of(
    shop: str, conversation_id: str, thread: Thread, settled: State, state: State
) -> Burst:
    """The turns behind what is settled are what was asked now; a conversation begins with what its
    buyer says first, whoever greeted them."""
    scene = state.scene.value if state.scene else ""
    before = thread.turns[: max(0, settled.turns - thread.first)]
    opening = thread.first == 0 and all(turn.role != "customer" for turn in before)
    return Burst(shop, conversation_id, settled.turns, scene, opening)


def _turn(role: Role, text: str) -> Turn:
    return Turn(role, text)
