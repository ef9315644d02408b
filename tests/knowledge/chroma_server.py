"""A real ``chroma run`` on loopback."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from socket import socket


def _listens(port: int) -> bool:
    with socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@contextmanager
def chroma_server(folder: Path, port: int) -> Iterator[str]:
    """A real ``chroma run`` on loopback."""
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
        try:
            yield f"http://127.0.0.1:{port}"
        finally:
            process.kill()


def free_port() -> int:
    """A port of the loopback that nobody listens on."""
    with socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
