"""Bringing a database to this version's tables: Alembic, in one transaction, by one process.

A migration that was interrupted has changed nothing. A database from before there were migrations
counts as one at the beginning: the first creates only what is missing.
"""

from pathlib import Path

from sqlalchemy import Connection, inspect
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from .errors import NewerDatabase

MIGRATIONS = Path(__file__).parent / "migrations"
_LOCK = 7_410_111
"""Of PostgreSQL's advisory locks, the one under which replicas take turns."""


def revisions() -> tuple[str, ...]:
    """All there are, in order: the four digits that a file in ``versions`` begins with."""
    return tuple(sorted(path.stem[:4] for path in MIGRATIONS.glob("versions/[0-9]*.py")))


async def migrate(engine: AsyncEngine) -> None:
    """Up to the last revision. Raises ``NewerDatabase``, and what the database raises."""
    async with engine.connect() as connection:
        if await connection.run_sync(_is_current):
            return
    async with engine.begin() as connection:
        await _alone(connection)
        await connection.run_sync(_upgrade)


async def _alone(connection: AsyncConnection) -> None:
    """Nobody else migrates until this transaction ends."""
    if connection.dialect.name == "sqlite":
        await connection.exec_driver_sql("BEGIN IMMEDIATE")
    else:
        await connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")


def _is_current(connection: Connection) -> bool:
    """Asked in SQL: a service whose tables are up to date need not load Alembic."""
    if not inspect(connection).has_table("alembic_version"):
        return False
    found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    if found is not None and found not in revisions():
        raise NewerDatabase(
            f"数据库是更新的版本写的（{found}），这个版本只认到 {revisions()[-1]}：请升级 Goalie"
        )
    return bool(found == revisions()[-1])


def _upgrade(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
