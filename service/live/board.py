"""The board: what a supervisor asks for, from minutes that are summed up and those that are not.

A minute that ended a while ago changes no more. It is summed up when somebody first asks for it and
kept, so that asking for a whole promotion night reads one small row a minute.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, func, literal_column, select
from sqlalchemy.ext.asyncio import AsyncConnection

from service.storage.database import Database

from .figures import figures_from
from .minutes import Minutes, by_minute
from .noting import keep_minutes
from .tables import bursts, minutes, spent
from .times import milliseconds, minute_of

SETTLED_MINUTES = 3
"""So long after a minute's end its rows are written, and every reply that counts has come."""

GIVEN_UP = timedelta(minutes=30)
"""Who has waited longer than this has left."""

AT_ONCE_MINUTES = 30
"""Minutes summed up by one query: at 300 messages a second half a million rows."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """Buyers without a reply now; the longest of them waits since ``since_ms``."""

    buyers: int = 0
    since_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Cost:
    """``micros`` are millionths of a yuan."""

    calls: int = 0
    tokens: int = 0
    micros: int = 0


class Board:
    """``keeps``: minutes that are over are kept summed up. Not under a fixed clock, which shows the
    same minutes again after a restart."""

    def __init__(self, database: Database, *, keeps: bool) -> None:
        self._database = database
        self._keeps = keeps

    async def minutes(
        self, shop: str, first: datetime, now: datetime, standard_seconds: int
    ) -> Minutes:
        """From the minute of ``first`` to that of ``now``, those in which something happened."""
        since, until = minute_of(first), minute_of(now)
        settled = until - SETTLED_MINUTES if self._keeps else since - 1
        found = await self._kept(shop, since, settled)
        due, standard = milliseconds(now) - standard_seconds * 1000, standard_seconds * 1000

        def read(start: int, end: int) -> Any:
            return self._database.read(
                lambda connection: by_minute(connection, shop, start, end, due, standard)
            )

        missing = (one for one in range(since, settled + 1) if one not in found)
        for start, end in _spans(missing):
            made = await read(start, end)
            await self._keep(shop, start, end, made)
            found |= made
        found |= await read(max(since, settled + 1), until)
        return found

    async def waiting(self, shop: str, now: datetime) -> Waiting:
        query = waiting_query(shop, now)

        async def read(connection: AsyncConnection) -> Waiting:
            row = (await connection.execute(query)).one()
            return Waiting(*row)

        return await self._database.read(read)

    async def cost(self, shop: str, first: datetime, now: datetime) -> Cost:
        columns = spent.c
        sums = (func.sum(columns[name]) for name in ("calls", "tokens", "micros"))
        within = columns.minute.between(minute_of(first), minute_of(now))
        query = select(*sums).where(columns.shop == shop, within)

        async def read(connection: AsyncConnection) -> Cost:
            row = (await connection.execute(query)).one()
            return Cost(*(int(figure or 0) for figure in row))

        return await self._database.read(read)

    async def _kept(self, shop: str, first: int, last: int) -> Minutes:
        columns = minutes.c
        ours = columns.shop == shop, columns.minute.between(first, last)
        query = select(columns.minute, columns.figures).where(*ours)

        async def read(connection: AsyncConnection) -> Sequence[Any]:
            return (await connection.execute(query)).all()

        if last < first:
            return {}
        return {row.minute: figures_from(row.figures) for row in await self._database.read(read)}

    async def _keep(self, shop: str, first: int, last: int, made: Minutes) -> None:
        """Also the minutes in which nothing happened: they need not be asked for again."""
        rows = [
            {
                "shop": shop,
                "minute": minute,
                "figures": made[minute].to_record() if minute in made else {},
            }
            for minute in range(first, last + 1)
        ]
        async with self._database.writing() as connection:
            await keep_minutes(connection, rows)


def waiting_query(shop: str, now: datetime) -> Select[int, int]:
    """How many wait, and since when the longest."""
    columns = bursts.c
    return select(func.count(), func.min(columns.asked_ms)).where(
        columns.shop == shop,
        columns.reply == literal_column("''"),  # spelt out, or the partial index is not used
        columns.asked_ms.between(milliseconds(now - GIVEN_UP), milliseconds(now)),
    )


def _spans(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Runs of consecutive numbers, each no longer than is read at once."""
    start = end = None
    for number in numbers:
        if start is not None and end == number - 1 and number - start < AT_ONCE_MINUTES:
            end = number
            continue
        if start is not None and end is not None:
            yield start, end
        start = end = number
    if start is not None and end is not None:
        yield start, end
