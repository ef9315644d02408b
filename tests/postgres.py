"""A real PostgreSQL for the tests; ``kill`` is kill -9, after which ``start`` begins it again."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from evals.bench.postgres import NoPostgres, Postgres
from evals.bench.postgres import postgres as started

__all__ = ["Postgres", "postgres"]
REQUIRED = "GOALIE_TESTS_NEED_POSTGRES"
"""Set where a missing server is a fault of the machine and no reason to skip."""


@contextmanager
def postgres() -> Iterator[Postgres]:
    """Skips where the machine has none, unless it must (``REQUIRED``)."""
    try:
        server = started()
        running = server.__enter__()
    except NoPostgres:
        assert REQUIRED not in os.environ, "install postgresql: these tests need it here"
        pytest.skip("no PostgreSQL on this machine")
    try:
        yield running
    finally:
        server.__exit__(None, None, None)
