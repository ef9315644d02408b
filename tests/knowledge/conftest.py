"""A home, a shop folder and the knowledge over them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.encoders import HashedEncoder
from knowledge.index import Knowledge
from tests.knowledge.chroma_server import chroma_server, free_port


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty shop folder."""
    folder = tmp_path / "shop"
    folder.mkdir()
    return folder


@pytest.fixture
def knowledge(home: Path) -> Iterator[Knowledge]:
    with Knowledge(home, HashedEncoder()) as opened:
        yield opened


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a real Chroma server."""
    with chroma_server(tmp_path_factory.mktemp("chroma"), free_port()) as address:
        yield address
