"""Who attends to which conversation, on disk.

A change is made on what was read, and only if nobody changed it meanwhile; otherwise it is read
again: of two agents who take the same conversation, one has it and the other is told.
"""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy import Row, func, insert, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from service.storage.database import Database

from .attendance import (
    NO_BRIEF,
    QUEUED,
    Attendance,
    Attended,
    Brief,
    Queued,
    asked,
    cancelled,
    closed,
    given_back,
    left,
    taken,
)
from .errors import ConversationConflict
from .happenings import add_attendance
from .rows import owned
from .tables import attendances, happenings, threads, turns, visitors

_ATTEMPTS = 5
Rule = Callable[[Attendance], Attendance]


class Attendances:
    """Every query is scoped by shop; an unknown conversation raises ``UnknownConversation``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, shop: str, conversation_id: str) -> Attendance:
        async def read(connection: AsyncConnection) -> Attendance:
            await owned(connection, shop, conversation_id)
            return await attendance_of(connection, conversation_id) or _nobody(conversation_id)

        return await self._database.read(read)

    async def ahead(self, shop: str, waiting: Attendance) -> int:
        """How many wait before this one."""
        table = attendances.c
        query = select(func.count()).where(
            table.shop == shop,
            table.status == Attended.WAITING,
            or_(
                table.queued_at < waiting.queued_at,
                (table.queued_at == waiting.queued_at)
                & (table.conversation_id < waiting.conversation_id),
            ),
        )

        async def read(connection: AsyncConnection) -> int:
            return int(await connection.scalar(query) or 0)

        return await self._database.read(read)

    async def listed(self, shop: str, agent: str) -> list[Queued]:
        """What waits, longest first, and what the agent has."""
        table = attendances.c
        query = _LINES.where(
            table.shop == shop,
            or_(
                table.status.in_(QUEUED),
                (table.status == Attended.HUMAN) & (table.agent == agent),
            ),
        ).order_by(table.queued_at, table.conversation_id)

        async def read(connection: AsyncConnection) -> list[Queued]:
            return [_line(row) for row in await connection.execute(query)]

        return await self._database.read(read)

    async def ask(
        self, shop: str, conversation_id: str, brief: Brief, now: float, at: datetime
    ) -> Attendance:
        return await self._change(shop, conversation_id, partial(asked, brief=brief, now=now), at)

    async def leave(
        self, shop: str, conversation_id: str, brief: Brief, now: float, at: datetime
    ) -> Attendance:
        return await self._change(shop, conversation_id, partial(left, brief=brief, now=now), at)

    async def cancel(self, shop: str, conversation_id: str, at: datetime) -> Attendance:
        return await self._change(shop, conversation_id, cancelled, at)

    async def take(self, shop: str, conversation_id: str, agent: str, at: datetime) -> Attendance:
        """Raises ``Taken`` where another agent was first."""
        return await self._change(shop, conversation_id, partial(taken, agent=agent), at)

    async def give_back(
        self, shop: str, conversation_id: str, agent: str, at: datetime
    ) -> Attendance:
        """Raises ``Taken``, ``NotTaken``."""
        return await self._change(shop, conversation_id, partial(given_back, agent=agent), at)

    async def close(self, shop: str, conversation_id: str, agent: str, at: datetime) -> Attendance:
        """Raises ``Taken``, ``NotTaken``."""
        return await self._change(shop, conversation_id, partial(closed, agent=agent), at)

    async def _change(
        self, shop: str, conversation_id: str, rule: Rule, at: datetime
    ) -> Attendance:
        for _ in range(_ATTEMPTS):
            before = await self.of(shop, conversation_id)
            now = rule(before)
            if now == before:
                return before
            try:
                async with self._database.writing() as connection:
                    await moved(connection, shop, before, now, at)
            except (ConversationConflict, IntegrityError):
                continue
            return await self.of(shop, conversation_id)
        raise ConversationConflict("会话刚刚被另一个请求更新：请重新发送")


async def attendance_of(connection: AsyncConnection, conversation_id: str) -> Attendance | None:
    query = select(attendances).where(attendances.c.conversation_id == conversation_id)
    row = (await connection.execute(query)).first()
    return _attendance(row) if row else None


async def moved(
    connection: AsyncConnection, shop: str, before: Attendance, now: Attendance, at: datetime
) -> None:
    """``now`` in the place of ``before``, which nobody may have changed meanwhile. Raises
    ``ConversationConflict``."""
    row = {
        "status": now.status,
        "agent": now.agent,
        "code": now.brief.code,
        "group": now.brief.group,
        "reason": now.brief.reason,
        "summary": list(now.brief.summary),
        "queued_at": now.queued_at,
        "version": before.version + 1,
    }
    if before.version == 0:
        row |= {"conversation_id": now.conversation_id, "shop": shop}
        await connection.execute(insert(attendances).values(row))
    else:
        kept = (
            attendances.c.conversation_id == now.conversation_id,
            attendances.c.version == before.version,
        )
        changed = await connection.execute(update(attendances).where(*kept).values(row))
        if not changed.rowcount:
            raise ConversationConflict("会话刚刚被另一个请求更新：请重新发送")
    if now.status is not before.status:
        await add_attendance(connection, now, at)


def _nobody(conversation_id: str) -> Attendance:
    return Attendance(conversation_id, Attended.BOT, None, NO_BRIEF, 0.0, 0)


def _attendance(row: Row[Any]) -> Attendance:
    return Attendance(
        row.conversation_id,
        Attended(row.status),
        row.agent,
        Brief(row.code, row.group, row.reason, tuple(row.summary)),
        row.queued_at,
        row.version,
    )


_OF = attendances.c.conversation_id
_LAST_NUMBER = (
    select(func.max(happenings.c.number)).where(happenings.c.conversation_id == _OF)
).scalar_subquery()
_LINES = (
    select(
        attendances,
        visitors.c.conversation_id.label("visitor"),
        visitors.c.subject,
        visitors.c.order,
        turns.c.role,
        turns.c.text,
        _LAST_NUMBER.label("last_number"),
    )
    .join(threads, threads.c.conversation_id == _OF)
    .outerjoin(visitors, visitors.c.conversation_id == _OF)
    .outerjoin(turns, (turns.c.conversation_id == _OF) & (turns.c.position == threads.c.total - 1))
)
"""Each with who it is, what was said last and the number of its last happening."""


def _line(row: Row[Any]) -> Queued:
    return Queued(
        _attendance(row),
        "chat" if row.visitor else "workbench",
        row.subject,
        row.order,
        row.role or "",
        row.text or "",
        row.last_number or 0,
    )
