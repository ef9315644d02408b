"""Prices that were told under rules that have changed since, and what is done about each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Row, Select, exists, insert, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from service.storage.database import Database

from .attendance import Attended
from .errors import Settled, UnknownAmendment
from .ids import new_id
from .records import state_from
from .state import State
from .tables import (
    amendments,
    attendances,
    conversations,
    feedback,
    happenings,
    rule_checks,
    suggestions,
    threads,
)

AT_ONCE = 200
"""Conversations read at a time: others are served in between."""

_SENT = ("copied", "inserted", "edited", "sent")


class Amends(StrEnum):
    OPEN = "open"
    SENT = "sent"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Sent:
    """A suggestion with a price that went to a customer, when it was made, and the conversation's
    state since; no suggestion where none had a price."""

    conversation_id: str
    suggestion: dict[str, Any] | None
    at: datetime
    state: State


@dataclass(frozen=True, slots=True)
class Found:
    """Of which suggestion; what was told of ``goods`` and what ``holds`` now, in yuan (empty where
    no price can be promised), and what may be said to the customer."""

    conversation_id: str
    suggestion_id: str
    told: str
    holds: str
    goods: str
    text: str


@dataclass(frozen=True, slots=True)
class Amendment:
    """``agent`` is who settled it."""

    id: str
    conversation_id: str
    suggestion_id: str
    told: str
    holds: str
    goods: str
    text: str
    status: Amends
    agent: str | None
    created_at: datetime


class Amendments:
    """Every query is scoped by shop."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def checked(self, shop: str) -> str:
        """The digest of the rules that answers were last looked at for; empty if never."""
        query = select(rule_checks.c.rules).where(rule_checks.c.shop == shop)

        async def read(connection: AsyncConnection) -> str:
            return str(await connection.scalar(query) or "")

        return await self._database.read(read)

    async def check(self, shop: str, rules: str) -> None:
        """All of the shop's answers have been looked at for these rules."""
        async with self._database.writing() as connection:
            known = update(rule_checks).where(rule_checks.c.shop == shop).values(rules=rules)
            if not (await connection.execute(known)).rowcount:
                await connection.execute(insert(rule_checks).values(shop=shop, rules=rules))

    async def sent_since(self, shop: str, since: datetime, after: str = "") -> list[Sent]:
        """The last price that went to each customer whose conversation is still open, by the
        conversation's id, ``AT_ONCE`` at most, behind ``after``."""
        ids = _open_with_answers(shop, since, after)

        async def read(connection: AsyncConnection) -> list[Sent]:
            found: list[Sent] = []
            for id_ in await connection.scalars(ids):
                suggestion, at = await _last_price(connection, id_, since)
                found.append(Sent(id_, suggestion, at, await _state_of(connection, id_)))
            return found

        return await self._database.read(read)

    async def add(self, shop: str, rules: str, found: Sequence[Found], at: datetime) -> int:
        """How many of them nobody had found before."""
        added = 0
        for one in found:
            row = {
                "id": new_id("a"),
                "shop": shop,
                "conversation_id": one.conversation_id,
                "suggestion_id": one.suggestion_id,
                "rules": rules,
                "told": one.told,
                "holds": one.holds,
                "goods": one.goods,
                "text": one.text,
                "status": Amends.OPEN,
                "created_at": at,
            }
            ours = amendments.c.suggestion_id == one.suggestion_id
            outdated = ours & (amendments.c.status == Amends.OPEN) & (amendments.c.rules != rules)
            try:
                async with self._database.writing() as connection:
                    await connection.execute(insert(amendments).values(row))
                    dropped = {"status": Amends.DROPPED, "settled_at": at}
                    await connection.execute(update(amendments).where(outdated).values(dropped))
            except IntegrityError:  # another replica, or this one before it ended, was first
                continue
            added += 1
        return added

    async def no_longer(self, shop: str, suggestion_id: str, at: datetime) -> None:
        """What was told holds again: what is open about it need not be said."""
        ours = (amendments.c.shop == shop) & (amendments.c.suggestion_id == suggestion_id)
        still = ours & (amendments.c.status == Amends.OPEN)
        async with self._database.writing() as connection:
            dropped = {"status": Amends.DROPPED, "settled_at": at}
            await connection.execute(update(amendments).where(still).values(dropped))

    async def open(self, shop: str, conversation_id: str = "") -> list[Amendment]:
        """What nobody has seen to, oldest first."""
        query = select(amendments).where(
            amendments.c.shop == shop, amendments.c.status == Amends.OPEN
        )
        if conversation_id:
            query = query.where(amendments.c.conversation_id == conversation_id)

        async def read(connection: AsyncConnection) -> list[Amendment]:
            rows = await connection.execute(query.order_by(amendments.c.created_at))
            return [_amendment(row) for row in rows]

        return await self._database.read(read)

    async def settle(
        self, shop: str, id_: str, status: Amends, agent: str, at: datetime
    ) -> Amendment:
        """Once; the same agent may say the same again. Raises ``UnknownAmendment``, ``Settled``."""
        ours = (amendments.c.shop == shop) & (amendments.c.id == id_)
        values = {"status": status, "agent": agent, "settled_at": at}
        async with self._database.writing() as connection:
            still = update(amendments).where(ours, amendments.c.status == Amends.OPEN)
            changed = (await connection.execute(still.values(values))).rowcount
            row = (await connection.execute(select(amendments).where(ours))).first()
            if row is None:
                raise UnknownAmendment("没有这条更正：请刷新列表")
            if not changed and (row.status, row.agent) != (status, agent):
                raise Settled(f"{row.agent or '系统'} 已经处理过这条更正")
            return _amendment(row)


def _open_with_answers(shop: str, since: datetime, after: str) -> Select[str]:
    attended = attendances.c.conversation_id == conversations.c.id
    closed = exists().where(attended, attendances.c.status == Attended.CLOSED)
    recent = exists().where(
        suggestions.c.conversation_id == conversations.c.id, suggestions.c.created_at >= since
    )
    return (
        select(conversations.c.id)
        .where(conversations.c.shop == shop, conversations.c.id > after, recent, ~closed)
        .order_by(conversations.c.id)
        .limit(AT_ONCE)
    )


async def _last_price(
    connection: AsyncConnection, conversation_id: str, since: datetime
) -> tuple[dict[str, Any] | None, datetime]:
    """The last suggestion with a quote that an agent took or the bot told, and when that was."""
    taken = exists().where(
        feedback.c.suggestion_id == suggestions.c.id, feedback.c.event.in_(_SENT)
    )
    by_bot = exists().where(happenings.c.suggestion_id == suggestions.c.id)
    query = (
        select(suggestions.c.payload, suggestions.c.created_at)
        .where(
            suggestions.c.conversation_id == conversation_id,
            suggestions.c.created_at >= since,
            or_(taken, by_bot),
        )
        .order_by(suggestions.c.created_at.desc(), suggestions.c.position.desc())
    )
    for row in await connection.execute(query):
        if row.payload.get("quote"):
            return row.payload, row.created_at
    return None, since


async def _state_of(connection: AsyncConnection, conversation_id: str) -> State:
    query = select(threads.c.state).where(threads.c.conversation_id == conversation_id)
    return state_from(await connection.scalar(query))


def _amendment(row: Row[Any]) -> Amendment:
    return Amendment(
        row.id,
        row.conversation_id,
        row.suggestion_id,
        row.told,
        row.holds or "",
        row.goods,
        row.text,
        Amends(row.status),
        row.agent,
        row.created_at,
    )
