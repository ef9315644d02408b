"""What is acknowledged is stored, whatever happens to the database; the rest is refused clearly."""

import asyncio
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from service.conversations.state import State
from service.conversations.store import Store
from service.conversations.tables import conversations
from service.conversations.turns import Thread, Turn
from service.storage.database import Database
from service.storage.errors import NotRead, NotWritten
from tests.postgres import Postgres, postgres

AT = datetime.fromisoformat("2026-11-05T20:30:00+08:00")


@pytest.fixture
def own_server() -> Iterator[tuple[Postgres, str]]:
    """One that may be killed, and an empty database of it."""
    with postgres() as server:
        yield server, server.new_database()


async def _asks(store: Store, name: str) -> None:
    thread = Thread().going_on([Turn("customer", name)])
    await store.record("demo", name, thread, State(), State(), [{"id": f"s_{name}"}], AT)


async def test_after_kill_9_of_postgresql_nothing_acknowledged_is_lost_and_writing_goes_on(
    own_server: tuple[Postgres, str],
) -> None:
    server, url = own_server
    store = await Store.open(url)
    stored: list[str] = []
    refused: list[str] = []

    async def busy(agent: int) -> None:
        for n in range(60):
            name = f"c_{agent}_{n}"
            try:
                await _asks(store, name)
                stored.append(name)
            except NotWritten:
                refused.append(name)
                await asyncio.sleep(0.05)

    working = asyncio.gather(*(busy(agent) for agent in range(8)))
    await asyncio.sleep(0.3)
    await asyncio.to_thread(server.kill)
    before = len(stored)
    await asyncio.sleep(0.2)
    await asyncio.to_thread(server.start)
    await working
    assert refused
    assert before
    assert len(stored) > before, "nobody could write after the restart"
    for name in stored:
        assert (await store.history("demo", name)).turns == (Turn("customer", name),)
    assert await store.stores()
    await store.close()


async def test_a_restart_of_postgresql_between_two_reads_is_not_seen_by_the_reader(
    own_server: tuple[Postgres, str],
) -> None:
    server, url = own_server
    store = await Store.open(url)
    await _asks(store, "c_1")
    await asyncio.to_thread(server.kill)
    assert not await store.stores()
    with pytest.raises(NotRead):
        await store.thread("demo", "c_1")
    await asyncio.to_thread(server.start)
    assert (await store.thread("demo", "c_1")).turns == (Turn("customer", "c_1"),)
    await store.close()


async def test_when_the_disk_is_full_writes_are_refused_reads_go_on_and_it_is_told(
    tmp_path: Path,
) -> None:
    database = await Database.open(f"sqlite+aiosqlite:///{tmp_path / 'goalie.sqlite'}")
    store = Store(database)
    await _asks(store, "c_1")

    async def pages(connection: AsyncConnection) -> int:
        full = (await connection.exec_driver_sql("PRAGMA page_count")).scalar_one()
        return int((await connection.exec_driver_sql(f"PRAGMA max_page_count={full}")).scalar_one())

    await database.read(pages)
    with pytest.raises(NotWritten):
        await _asks(store, "长" * 100_000)
    assert (await store.thread("demo", "c_1")).turns == (Turn("customer", "c_1"),)

    async def known(connection: AsyncConnection) -> list[str]:
        return list(await connection.scalars(select(conversations.c.id)))

    assert await database.read(known) == ["c_1"]
    await database.close()


async def test_a_database_that_refused_a_write_is_ready_again_when_it_takes_one(
    tmp_path: Path,
) -> None:
    database = await Database.open(f"sqlite+aiosqlite:///{tmp_path / 'goalie.sqlite'}")
    with pytest.raises(NotWritten):
        async with database.writing():
            raise OSError(28, "No space left on device")
    assert await database.stores()
    await database.close()


async def test_sqlite_is_written_by_one_at_a_time_and_who_leaves_the_queue_holds_nobody_up(
    tmp_path: Path,
) -> None:
    database = await Database.open(f"sqlite+aiosqlite:///{tmp_path / 'own.sqlite'}")
    inside: list[str] = []
    most: list[int] = []

    async def write(name: str) -> None:
        async with database.writing():
            inside.append(name)
            most.append(len(inside))
            await asyncio.sleep(0.01)
            inside.remove(name)

    writers = [asyncio.create_task(write(f"w_{number}")) for number in range(20)]
    await asyncio.sleep(0.02)
    writers[-1].cancel()
    await asyncio.gather(*writers, return_exceptions=True)
    await database.close()
    assert most == [1] * 19
