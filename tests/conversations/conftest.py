"""Databases: SQLite for every test, PostgreSQL for those that ask for both."""

from pathlib import Path

import pytest

from tests.postgres import Postgres


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database, once of each kind."""
    if request.param == "sqlite":
        return f"sqlite+aiosqlite:///{tmp_path / 'goalie.sqlite'}"
    server: Postgres = request.getfixturevalue("postgres_server")
    return server.new_database()
