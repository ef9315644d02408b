"""The service as a process of its own, which may be killed."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from tests.knowledge.chroma_server import free_port


@dataclass
class Process:
    """``goalie demo`` under ``home``; ``settings`` are further variables."""

    home: Path
    settings: dict[str, str]
    port: int = field(default_factory=free_port)
    running: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Returns when it is ready."""
        kept = {key: value for key, value in os.environ.items() if not key.startswith("OPENAI_")}
        own = {"GOALIE_HOME": str(self.home), "GOALIE_PORT": str(self.port)}
        with (self.home / "log").open("ab") as log:
            self.running = subprocess.Popen(
                [sys.executable, "-m", "service.cli", "demo"],
                env=kept | own | self.settings,
                stdout=log,
                stderr=log,
            )
        while not self._ready():
            assert self.running.poll() is None, (self.home / "log").read_text()
            time.sleep(0.05)

    def kill(self) -> None:
        """kill -9."""
        self.stop(signal.SIGKILL)

    def stop(self, by: signal.Signals = signal.SIGTERM) -> int:
        """Its exit code."""
        assert self.running is not None
        self.running.send_signal(by)
        return self.running.wait(30)

    def _ready(self) -> bool:
        try:
            return httpx.get(f"{self.address}/readyz", timeout=1).status_code == 200
        except httpx.TransportError:
            return False


@contextmanager
def process(home: Path, **settings: str) -> Iterator[Process]:
    home.mkdir(parents=True, exist_ok=True)
    one = Process(home, settings)
    one.start()
    try:
        yield one
    finally:
        if one.running is not None and one.running.poll() is None:
            one.kill()
