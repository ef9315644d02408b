"""What other processes on the same database stored is heard within a second or so: one query for
all who wait in this one, however many they are."""

import asyncio
import logging
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import monotonic

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from service.journal import note
from service.storage.database import Database
from service.storage.errors import StorageError

from .bell import Bell
from .tables import attendances, happenings

LOOK_EVERY_SECONDS = 1.0
LATE_SECONDS = 3.0
"""A number is given before its transaction ends: a smaller one may be seen later, by that."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Heard:
    number: int
    conversation_id: str
    shop: str


class Overhearing:
    """Rings ``bell`` for what happens in a conversation and in its shop. One ring too many only
    makes somebody look once more; ``seconds`` is the time that passes."""

    def __init__(
        self, database: Database, bell: Bell, seconds: Callable[[], float] = monotonic
    ) -> None:
        self._database = database
        self._bell = bell
        self._seconds = seconds
        self._reached: deque[tuple[float, int]] = deque()
        self._rung: set[int] = set()

    async def listening(self) -> None:
        """For ever; a database that is away is asked again."""
        while True:
            try:
                await self.listen()
            except StorageError as error:
                note(_log, "not_overheard", logging.WARNING, why=str(error))
            await asyncio.sleep(LOOK_EVERY_SECONDS)

    async def listen(self) -> None:
        """Once. The first time it only notes where things stand."""
        if not self._reached:
            self._reached.append((self._seconds(), await self._database.read(_newest)))
            return
        horizon = self._horizon()
        happened = await self._database.read(lambda connection: _after(connection, horizon))
        for one in happened:
            if one.number not in self._rung:
                self._bell.ring(one.conversation_id, f"shop {one.shop}")
        self._rung = {one.number for one in happened}
        newest = happened[-1].number if happened else horizon
        self._reached.append((self._seconds(), newest))

    def _horizon(self) -> int:
        """The newest number of ``LATE_SECONDS`` ago; all behind it is looked at once more."""
        late = self._seconds() - LATE_SECONDS
        while len(self._reached) > 1 and self._reached[1][0] <= late:
            self._reached.popleft()
        return self._reached[0][1]


async def _newest(connection: AsyncConnection) -> int:
    return int(await connection.scalar(select(func.max(happenings.c.number))) or 0)


async def _after(connection: AsyncConnection, number: int) -> Sequence[_Heard]:
    query = (
        select(happenings.c.number, happenings.c.conversation_id, attendances.c.shop)
        .join(attendances, attendances.c.conversation_id == happenings.c.conversation_id)
        .where(happenings.c.number > number)
        .order_by(happenings.c.number)
    )
    return [_Heard(*row) for row in await connection.execute(query)]
