"""What was done by whom: written before it is done, so that nothing happens unrecorded."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from service.storage.database import Database

from .keys import Caller
from .tables import audits


@dataclass(frozen=True, slots=True)
class Deed:
    """``action`` is the method and the path, ``request`` the id that logs and answers carry."""

    at: datetime
    key: str
    name: str
    role: str
    action: str
    request: str


class Audit:
    """The log; read by shop."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def note(
        self, caller: Caller, shop: str, action: str, request: str, at: datetime
    ) -> None:
        """Raises ``NotWritten``: then it must not be done."""
        row = {
            "at": at,
            "shop": shop,
            "key": caller.key,
            "name": caller.name,
            "role": caller.role.value,
            "action": action[:200],
            "request": request[:80],
        }
        async with self._database.writing() as connection:
            await connection.execute(insert(audits).values(row))

    async def last(self, shop: str, limit: int, before: int | None = None) -> Sequence[Deed]:
        """The latest first."""
        query = select(audits).where(audits.c.shop == shop).order_by(audits.c.id.desc())
        if before is not None:
            query = query.where(audits.c.id < before)

        async def read(connection: AsyncConnection) -> list[Deed]:
            rows = await connection.execute(query.limit(limit))
            return [
                Deed(row.at, row.key, row.name, row.role, row.action, row.request) for row in rows
            ]

        return await self._database.read(read)
