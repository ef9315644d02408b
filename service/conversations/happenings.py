"""What happened in a chat, numbered: a page goes on from the last number it has.

customer     {text}                      a message of the customer
bot          {text, sources, price, …}   a reply of the bot, as the customer is shown it
agent        {text, agent}               a reply of a person
attendance   {status, agent, group}      somebody else attends to the conversation now
vote         {message_id, vote}          what the customer thinks of a reply
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from .attendance import Attendance
from .tables import happenings

Name = Literal["customer", "bot", "agent", "attendance", "vote"]
THE_CUSTOMERS: tuple[Name, ...] = ("customer",)
TO_THE_CUSTOMER: tuple[Name, ...] = ("bot", "agent")


@dataclass(frozen=True, slots=True)
class Happening:
    """``key`` is a message's id, empty for what is none."""

    number: int
    name: Name
    key: str
    payload: dict[str, Any]
    at: datetime


async def add(
    connection: AsyncConnection,
    conversation_id: str,
    name: Name,
    payload: dict[str, Any],
    at: datetime,
    key: str | None = None,
    suggestion_id: str | None = None,
) -> int:
    """Its number."""
    row = {
        "conversation_id": conversation_id,
        "name": name,
        "key": key,
        "payload": payload,
        "suggestion_id": suggestion_id,
        "created_at": at,
    }
    added = await connection.execute(insert(happenings).values(row))
    assert added.inserted_primary_key is not None  # noqa: S101 - the table has one
    return int(added.inserted_primary_key[0])


async def add_attendance(connection: AsyncConnection, now: Attendance, at: datetime) -> None:
    payload = {"status": now.status.value, "agent": now.agent, "group": now.brief.group}
    await add(connection, now.conversation_id, "attendance", payload, at)


async def happened_after(
    connection: AsyncConnection, conversation_id: str, number: int
) -> list[Happening]:
    """In order."""
    query = select(happenings).where(
        happenings.c.conversation_id == conversation_id, happenings.c.number > number
    )
    return [
        Happening(row.number, row.name, row.key or "", row.payload, row.created_at)
        for row in await connection.execute(query.order_by(happenings.c.number))
    ]


async def last_number(
    connection: AsyncConnection, conversation_id: str, names: Collection[Name]
) -> int:
    """Of the last happening of these names; 0 if there is none."""
    query = select(func.max(happenings.c.number)).where(
        happenings.c.conversation_id == conversation_id, happenings.c.name.in_(names)
    )
    return int(await connection.scalar(query) or 0)
