"""What the models have cost, call by call, on disk: a restart does not forget it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import case, func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from service.live.noting import Bill, note_spent
from service.storage.database import Database

from .tables import spendings


@dataclass(frozen=True, slots=True)
class Spending:
    """One call. ``micros`` are millionths of a yuan; ``estimated``: the endpoint gave no figures
    and the tokens were counted from the characters; ``day`` is the shop's, ``2026-11-05``."""

    shop: str
    conversation_id: str
    day: str
    model: str
    prompt: int
    cached: int
    completion: int
    estimated: bool
    micros: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Spent:
    """A sum of calls; ``cached`` tokens are among ``prompt``."""

    calls: int = 0
    prompt: int = 0
    cached: int = 0
    completion: int = 0
    estimated_calls: int = 0
    micros: int = 0

    @property
    def tokens(self) -> int:
        return self.prompt + self.completion

    def __add__(self, other: "Spent") -> "Spent":
        return Spent(
            self.calls + other.calls,
            self.prompt + other.prompt,
            self.cached + other.cached,
            self.completion + other.completion,
            self.estimated_calls + other.estimated_calls,
            self.micros + other.micros,
        )


class Spendings:
    """The table; every query is scoped by shop."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, made: Sequence[Spending]) -> None:
        """All in one transaction. Raises ``NotWritten``."""
        rows = [
            {
                "shop": one.shop,
                "conversation_id": one.conversation_id,
                "day": one.day,
                "model": one.model,
                "prompt": one.prompt,
                "cached": one.cached,
                "completion": one.completion,
                "estimated": one.estimated,
                "micros": one.micros,
                "created_at": one.at,
            }
            for one in made
        ]
        async with self._database.writing() as connection:
            await connection.execute(insert(spendings), rows)
            bills = [
                Bill(one.shop, one.at, 1, one.prompt + one.completion, one.micros) for one in made
            ]
            await note_spent(connection, bills)

    async def of_conversation(self, shop: str, conversation_id: str) -> Spent:
        """Nothing spent where there is no such conversation."""
        found = await self._sums(shop, spendings.c.conversation_id == conversation_id)
        return sum(found.values(), Spent())

    async def of_day(self, shop: str, day: str) -> Mapping[str, Spent]:
        """By model."""
        return await self._sums(shop, spendings.c.day == day)

    async def _sums(self, shop: str, where: Any) -> dict[str, Spent]:
        columns = spendings.c
        query = select(
            columns.model,
            func.count(),
            func.sum(columns.prompt),
            func.sum(columns.cached),
            func.sum(columns.completion),
            func.sum(case((columns.estimated, 1), else_=0)),
            func.sum(columns.micros),
        )
        query = query.where(columns.shop == shop, where).group_by(columns.model)

        async def read(connection: AsyncConnection) -> dict[str, Spent]:
            rows = (await connection.execute(query)).all()
            return {row[0]: Spent(*(int(figure) for figure in row[1:])) for row in rows}

        return await self._database.read(read)
