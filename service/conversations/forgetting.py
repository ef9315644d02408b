"""What a buyer said is forgotten: on request at once, and by itself when it is no longer needed.

Gone are messages, states, suggestions with their evidence, feedback, chats and kept answers. What
remains names nobody: counts by the minute, and what models have cost.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import delete, exists, select
from sqlalchemy.ext.asyncio import AsyncConnection

from service.storage.database import Database

from .rows import owned
from .tables import (
    acknowledgements,
    amendments,
    attendances,
    conversations,
    corrections,
    feedback,
    happenings,
    suggestions,
    threads,
    turns,
    visitors,
)

REPEATED_WITHIN = timedelta(days=1)
"""How long a request may be sent again under its Idempotency-Key."""

AT_ONCE = 200
"""Conversations a transaction: others write in between."""

_OF_A_CONVERSATION = (
    happenings,
    attendances,
    visitors,
    amendments,
    suggestions,
    corrections,
    threads,
    turns,
    acknowledgements,
)


class Forgetting:
    """Deletes; every request is scoped by shop."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def conversation(self, shop: str, conversation_id: str) -> None:
        """Raises ``UnknownConversation``, also for another shop's."""
        async with self._database.writing() as connection:
            await owned(connection, shop, conversation_id)
            await _forget(connection, [conversation_id])

    async def customer(self, shop: str, subject: str) -> int:
        """All of the shop's conversations with a customer it signs for; how many there were."""
        theirs = (
            select(conversations.c.id)
            .join(visitors, visitors.c.conversation_id == conversations.c.id)
            .where(conversations.c.shop == shop, visitors.c.subject == subject)
        )
        async with self._database.writing() as connection:
            found = list(await connection.scalars(theirs))
            await _forget(connection, found)
            return len(found)

    async def before(self, moment: datetime) -> int:
        """Conversations in which nothing has happened since; how many there were."""
        quiet = [
            ~exists().where(
                table.c.conversation_id == conversations.c.id, table.c.created_at >= moment
            )
            for table in (suggestions, happenings)
        ]
        old = select(conversations.c.id).where(conversations.c.created_at < moment, *quiet)
        total = 0
        while True:
            async with self._database.writing() as connection:
                found = list(await connection.scalars(old.limit(AT_ONCE)))
                await _forget(connection, found)
            total += len(found)
            if len(found) < AT_ONCE:
                return total

    async def repeats(self, now: datetime) -> None:
        """Answers that nobody may ask for again under their key."""
        late = acknowledgements.c.created_at < now - REPEATED_WITHIN
        async with self._database.writing() as connection:
            await connection.execute(delete(acknowledgements).where(late))


async def _forget(connection: AsyncConnection, ids: Sequence[str]) -> None:
    """In the order in which they refer to each other."""
    made = select(suggestions.c.id).where(suggestions.c.conversation_id.in_(ids))
    await connection.execute(delete(feedback).where(feedback.c.suggestion_id.in_(made)))
    for table in _OF_A_CONVERSATION:
        await connection.execute(delete(table).where(table.c.conversation_id.in_(ids)))
    await connection.execute(delete(conversations).where(conversations.c.id.in_(ids)))
