"""Processes of a bench: started on loopback, waited for, their CPU read, ended by their own id."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

_START_SECONDS = 900
"""Long enough for a first import of 100,000 passages."""


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port: int = listening.getsockname()[1]
    return port


def cpu_seconds(pid: int) -> float:
    """User and system time of a process's threads so far, to the nanosecond: what ``stat`` tells
    is counted in hundredths, too coarse for a few hundred requests."""
    threads = Path(f"/proc/{pid}/task").iterdir()
    spent = (int((thread / "schedstat").read_text().split()[0]) for thread in threads)
    return sum(spent) / 1e9


@contextmanager
def running(
    arguments: Sequence[str], url: str, settings: Mapping[str, str] | None = None
) -> Iterator[int]:
    """A Python process that answers at ``url``; yields its id."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("GOALIE_", "OPENAI_"))}
    process = subprocess.Popen(  # noqa: S603 - our own modules
        [sys.executable, *arguments], env=environment | dict(settings or {}), cwd=Path.cwd()
    )
    try:
        _wait(process, url)
        yield process.pid
    finally:
        process.terminate()
        process.wait(timeout=30)


def _wait(process: "subprocess.Popen[bytes]", url: str) -> None:
    end = time.monotonic() + _START_SECONDS
    while time.monotonic() < end:
        if process.poll() is not None:
            raise RuntimeError(f"{process.args!r} ended with {process.returncode}")
        try:
            urlopen(url, timeout=1).close()  # noqa: S310 - loopback
            return
        except HTTPError:
            return
        except (URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError(f"{process.args!r} does not answer at {url}")
