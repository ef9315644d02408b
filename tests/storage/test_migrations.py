"""Databases of every version become this version's, whole or not at all."""

import asyncio
import sqlite3
from datetime import datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, inspect
from sqlalchemy.ext.asyncio import create_async_engine

from service.access import tables as _of_access  # noqa: F401 - METADATA then knows them
from service.conversations.state import State
from service.conversations.store import Store
from service.conversations.turns import Turn
from service.live import tables as _of_live  # noqa: F401
from service.pricing import SHANGHAI
from service.storage import migrating
from service.storage.database import Database
from service.storage.errors import NewerDatabase, NotRead
from service.storage.migrating import migrate, revisions
from service.storage.schema import METADATA

# Version 0.1.0 before there were migrations, as SQLite told its schema.
BEFORE_MIGRATIONS = """
CREATE TABLE conversations (id VARCHAR(40) NOT NULL, shop VARCHAR(64) NOT NULL,
    created_at DATETIME NOT NULL, PRIMARY KEY (id));
CREATE INDEX ix_conversations_shop ON conversations (shop);
CREATE TABLE turns (conversation_id VARCHAR(40) NOT NULL, position INTEGER NOT NULL,
    role VARCHAR(16) NOT NULL, text TEXT NOT NULL, PRIMARY KEY (conversation_id, position),
    FOREIGN KEY(conversation_id) REFERENCES conversations (id));
CREATE TABLE threads (conversation_id VARCHAR(40) NOT NULL, total INTEGER NOT NULL,
    name VARCHAR(40) NOT NULL, settled JSON NOT NULL, state JSON NOT NULL,
    PRIMARY KEY (conversation_id), FOREIGN KEY(conversation_id) REFERENCES conversations (id));
CREATE TABLE suggestions (id VARCHAR(40) NOT NULL, conversation_id VARCHAR(40) NOT NULL,
    position INTEGER NOT NULL, payload JSON NOT NULL, created_at DATETIME NOT NULL,
    PRIMARY KEY (id), FOREIGN KEY(conversation_id) REFERENCES conversations (id));
CREATE INDEX ix_suggestions_conversation_id ON suggestions (conversation_id);
INSERT INTO conversations VALUES ('c_old', 'demo', '2026-11-05 20:30:00.000000');
INSERT INTO turns VALUES ('c_old', 0, 'customer', '在吗');
INSERT INTO threads VALUES ('c_old', 1, 'f', '{}', '{"turns": 1}');
INSERT INTO suggestions VALUES ('s_old', 'c_old', 1, '{"id": "s_old"}',
    '2026-11-05 20:30:01.000000');
"""


async def _asked(url: str, question: object) -> object:
    engine = create_async_engine(url)
    try:
        async with engine.connect() as connection:
            return await connection.run_sync(question)  # type: ignore[arg-type]
    finally:
        await engine.dispose()


async def _tables(url: str) -> set[str]:
    found = await _asked(url, lambda connection: inspect(connection).get_table_names())
    assert isinstance(found, list)
    return set(found)


async def test_the_migrations_make_the_tables_that_the_code_expects(database_url: str) -> None:
    await (await Database.open(database_url)).close()

    def differences(connection: Connection) -> list[object]:
        return list(compare_metadata(MigrationContext.configure(connection), METADATA))

    assert await _asked(database_url, differences) == [], "tables.py changed: add a migration"


async def test_a_database_from_before_there_were_migrations_keeps_its_conversations(
    tmp_path: Path,
) -> None:
    old = sqlite3.connect(tmp_path / "goalie.sqlite")
    old.executescript(BEFORE_MIGRATIONS)
    old.close()
    store = await Store.open(f"sqlite+aiosqlite:///{tmp_path / 'goalie.sqlite'}")
    try:
        history = await store.history("demo", "c_old")
        at = datetime(2026, 11, 5, 20, 30, tzinfo=SHANGHAI)
        assert (history.created_at, history.turns) == (at, (Turn("customer", "在吗"),))
        assert history.state == State(turns=1)
        await store.add_feedback({"demo"}, "s_old", "copied", None, None, at)
        assert (await store.history("demo", "c_old")).feedback[0]["created_at"] == at
    finally:
        await store.close()


async def test_a_migration_that_is_interrupted_has_changed_nothing_and_is_done_by_the_next(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = migrating._upgrade

    def interrupted(connection: Connection) -> None:
        whole(connection)
        raise KeyboardInterrupt

    monkeypatch.setattr(migrating, "_upgrade", interrupted)
    engine = create_async_engine(database_url)
    with pytest.raises(KeyboardInterrupt):
        await migrate(engine)
    await engine.dispose()
    monkeypatch.undo()
    assert await _tables(database_url) == set()
    await (await Database.open(database_url)).close()
    assert set(METADATA.tables) <= await _tables(database_url)


async def test_replicas_that_start_at_once_migrate_one_after_the_other(database_url: str) -> None:
    opened = await asyncio.gather(*(Database.open(database_url) for _ in range(4)))
    assert [await database.stores() for database in opened] == [True] * 4
    await asyncio.gather(*(database.close() for database in opened))


async def test_many_that_open_a_new_sqlite_at_once_all_open_it(tmp_path: Path) -> None:
    """Of two that turned the file to WAL in the same moment SQLite refused one."""
    for number in range(25):
        url = f"sqlite+aiosqlite:///{tmp_path}/{number}.sqlite"
        opened = await asyncio.gather(*(Database.open(url) for _ in range(8)))
        await asyncio.gather(*(database.close() for database in opened))


async def test_a_database_of_a_later_version_is_left_alone(database_url: str) -> None:
    database = await Database.open(database_url)
    async with database.writing() as connection:
        await connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    await database.close()
    with pytest.raises(NewerDatabase, match="请升级 Goalie"):
        await Database.open(database_url)


async def test_a_database_that_is_not_there_is_told_without_its_password() -> None:
    with pytest.raises(NotRead) as told:
        await Database.open("postgresql+asyncpg://goalie:geheim@127.0.0.1:1/goalie")
    assert "127.0.0.1:1/goalie" in str(told.value)
    assert "geheim" not in str(told.value)


def test_revisions_are_numbered_without_a_gap() -> None:
    assert revisions() == tuple(f"{n:04}" for n in range(1, len(revisions()) + 1))
