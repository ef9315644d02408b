"""The one door to the database: SQLite (WAL) or PostgreSQL, by URL.

Reads are tried twice: a restarted server costs one of them a reconnection, not an error. A write is
tried once and refused clearly, so that nobody takes for stored what is not.
"""

import asyncio
import json
import sqlite3
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any, TypeVar

from sqlalchemy import event, make_url
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.exc import TimeoutError as NoConnectionFree
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from .errors import NewerDatabase, NotRead, NotWritten
from .migrating import migrate

T = TypeVar("T")
ANSWER_SECONDS = 5
"""The longest that a statement, a lock or a new connection is waited for."""
CONNECTIONS = 20
"""To PostgreSQL, of one process; SQLite writes one transaction at a time anyhow."""
_WAL_TRIES, _WAL_PAUSE_SECONDS = 100, 0.01
_LOST = (DBAPIError, NoConnectionFree, OSError, TimeoutError)
_TOUCHED = "UPDATE alembic_version SET version_num = version_num"


class Database:
    """Open with ``await Database.open(url)``; close with ``await database.close()``."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        embedded = engine.dialect.name == "sqlite"
        self._writers = asyncio.Semaphore(1 if embedded else CONNECTIONS)
        self._readers = None if embedded else self._writers
        self._had_turns = 0
        self._refused = False

    @classmethod
    async def open(cls, url: str) -> "Database":
        """With its tables brought up to this version. Raises ``NotRead``, ``NewerDatabase``."""
        engine = _engine(url)
        try:
            await migrate(engine)
        except NewerDatabase:
            await engine.dispose()
            raise
        except _LOST as error:
            await engine.dispose()
            where = make_url(url).render_as_string(hide_password=True)
            raise NotRead(f"连不上数据库 {where}：{type(error).__name__}") from error
        return cls(engine)

    async def close(self) -> None:
        await self._engine.dispose()

    async def read(self, query: Callable[[AsyncConnection], Awaitable[T]]) -> T:
        """What ``query`` finds. Raises ``NotRead`` when the second attempt fails as well."""
        try:
            return await self._once(query)
        except _LOST:
            pass
        try:
            return await self._once(query)
        except _LOST as error:
            raise NotRead(f"数据库读不到：{type(error).__name__}，请稍后重试") from error

    async def _once(self, query: Callable[[AsyncConnection], Awaitable[T]]) -> T:
        async with self._turn(self._readers), self._engine.connect() as connection:
            return await query(connection)

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncConnection]:
        """One transaction: all of it is stored, or nothing and ``NotWritten`` is raised.

        ``IntegrityError`` passes: what it means is for the caller to say.
        """
        try:
            async with self._turn(self._writers), self._engine.begin() as connection:
                yield connection
        except IntegrityError:
            raise
        except _LOST as error:
            self._refused = True
            raise NotWritten(f"没有存上：{type(error).__name__}，请重试") from error
        self._refused = False

    @asynccontextmanager
    async def _turn(self, turns: asyncio.Semaphore | None) -> AsyncIterator[None]:
        """SQLite takes one writer at a time, PostgreSQL as many of us as there are connections.
        Here they wait in order: left to SQLite each tries again and again, and the one without luck
        is refused in the end."""
        if turns is None:
            yield
            return
        if turns.locked():
            await self._waited(turns)
        else:
            await turns.acquire()
        try:
            yield
        finally:
            self._had_turns += 1
            turns.release()

    async def _waited(self, turns: asyncio.Semaphore) -> None:
        """In order, for as long as those before go on: a long queue is no reason to lose what has
        been worked out. Raises ``TimeoutError`` once nobody had a turn in ``ANSWER_SECONDS``."""
        own = asyncio.ensure_future(turns.acquire())
        try:
            while not own.done():
                before = self._had_turns
                await asyncio.wait((own,), timeout=ANSWER_SECONDS)
                if not own.done() and self._had_turns == before:
                    raise TimeoutError
        except BaseException:
            if not own.cancel() and not own.cancelled():
                turns.release()
            raise

    async def stores(self) -> bool:
        """Whether it can be written to. Tried where the last write was refused, otherwise read."""
        try:
            if self._refused:
                async with self.writing() as connection:
                    await connection.exec_driver_sql(_TOUCHED)
            else:
                await self._once(lambda connection: connection.exec_driver_sql("SELECT 1"))
        except (*_LOST, NotWritten):
            return False
        return True


def _engine(url: str) -> AsyncEngine:
    shared: dict[str, Any] = {
        "json_serializer": lambda value: json.dumps(value, ensure_ascii=False),
        "hide_parameters": True,  # buyers' words do not belong into logs
    }
    if not url.startswith("sqlite"):
        return create_async_engine(
            url,
            pool_size=CONNECTIONS,
            max_overflow=0,
            pool_timeout=ANSWER_SECONDS,
            pool_pre_ping=True,
            connect_args={"timeout": ANSWER_SECONDS, "command_timeout": ANSWER_SECONDS},
            **shared,
        )
    engine = create_async_engine(url, **shared)
    event.listen(engine.sync_engine, "connect", _durable_sqlite)
    return engine


def _durable_sqlite(connection: Any, _record: Any) -> None:
    cursor = connection.cursor()
    for left in reversed(range(_WAL_TRIES)):
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
            break
        except sqlite3.OperationalError:
            # Where two turn a new file to WAL at once, SQLite refuses one without waiting.
            if not left:
                raise
            time.sleep(_WAL_PAUSE_SECONDS)
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute(f"PRAGMA busy_timeout={ANSWER_SECONDS * 1000}")
    cursor.close()
