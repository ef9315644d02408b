"""An HTTP client for the running service."""

from collections.abc import Iterator

import httpx
import pytest


@pytest.fixture
def http(demo_server: str) -> Iterator[httpx.Client]:
    """A client whose base is the sample shop's service."""
    with httpx.Client(base_url=demo_server, timeout=30) as client:
        yield client
