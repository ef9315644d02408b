"""A home, a shop folder and the knowledge over them."""

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from socket import socket

import pytest

from knowledge.encoders import HashedEncoder
from knowledge.index import Knowledge


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


def _listens(port: int) -> bool:
    with socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A real ``chroma run`` on loopback."""
    with socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    folder = tmp_path_factory.mktemp("chroma")
    command = Path(sys.executable).with_name("chroma")
    # It logs every request and stops when nobody reads a pipe, so it writes to a file.
    with (
        (folder / "chroma.log").open("w") as log,
        subprocess.Popen(
            [command, "run", "--path", folder, "--host", "127.0.0.1", "--port", str(port)],
            cwd=folder,
            stdout=log,
            stderr=subprocess.STDOUT,
        ) as process,
    ):
        while process.poll() is None and not _listens(port):
            time.sleep(0.02)
        assert process.poll() is None, (folder / "chroma.log").read_text()
        yield f"http://127.0.0.1:{port}"
        process.terminate()
