"""What many tests share: the sample shop, a minute inside its promotion, a running service."""

import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import settings

from service.pricing import SHANGHAI, Rulebook
from service.shops import Shop, read_shop
from tests.postgres import Postgres, postgres

# No test is timed: a slow machine is no fault of the code. On a developer's machine hypothesis
# looks for new cases at every run; where a change is to land, it tries the same ones each time.
settings.register_profile("untimed", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("untimed")

DEMO = Path(__file__).resolve().parent.parent / "knowledge" / "shops" / "demo"


@pytest.fixture(scope="session")
def shop() -> Shop:
    """The sample shop."""
    return read_shop(DEMO)


@pytest.fixture(scope="session")
def double11(shop: Shop) -> Rulebook:
    """双11: presale and 跨店满减."""
    return next(book for book in shop.rulebooks if book.id == "d11-2026")


@pytest.fixture(scope="session")
def double12(shop: Shop) -> Rulebook:
    """双12: 官方立减."""
    return next(book for book in shop.rulebooks if book.id == "d12-2026")


@pytest.fixture(scope="session")
def in_deposit_phase() -> datetime:
    """2026-11-05 20:30: a deposit can be paid, a final payment not yet."""
    return datetime(2026, 11, 5, 20, 30, tzinfo=SHANGHAI)


@pytest.fixture(scope="session")
def demo_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The real service with the sample shop on loopback; its base URL."""
    from tests.fakes import running  # builds the whole service, which most tests do not need

    with running(tmp_path_factory.mktemp("home")) as address:
        yield address


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Postgres]:
    """A real PostgreSQL for all tests; each takes a new database of it."""
    with postgres() as server:
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database, once of each kind."""
    if request.param == "sqlite":
        return f"sqlite+aiosqlite:///{tmp_path / 'goalie.sqlite'}"
    server: Postgres = request.getfixturevalue("postgres_server")
    return server.new_database()
