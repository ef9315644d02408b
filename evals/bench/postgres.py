"""A real PostgreSQL on loopback, with a folder of its own. Debian's package, wherever it is."""

import asyncio
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from socket import create_connection

import asyncpg

from .processes import free_port

_NUMBERS = count(1)


class NoPostgres(Exception):
    """This machine has none."""


def _programs() -> Path | None:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: path.parent.name)
    named = shutil.which("initdb")
    return found[-1] if found else Path(named).parent if named else None


@dataclass
class Postgres:
    """Started by ``postgres``; ``kill`` is kill -9, after which ``start`` begins it again."""

    programs: Path
    folder: Path
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    def initialised(self) -> None:
        if os.geteuid() == 0:  # it refuses to run as root
            shutil.chown(self.folder, "postgres", "postgres")
        made = self._run(
            "initdb", "-D", "data", "-A", "trust", "-U", "goalie", "--no-sync", "-EUTF8"
        )
        if made.wait(60):
            raise RuntimeError((self.folder / "log").read_text())

    def start(self) -> None:
        """Returns when it takes connections."""
        self.process = self._run(
            "postgres", "-D", "data", "-p", str(self.port), "-h", "127.0.0.1", "-k", "", "-F"
        )
        while True:
            if self.process.poll() is not None:
                raise RuntimeError((self.folder / "log").read_text())
            try:
                asyncio.run(self._do("SELECT 1"))
            except (OSError, asyncpg.PostgresError):
                time.sleep(0.05)
            else:
                return

    def kill(self) -> None:
        """The server and all of its workers, without a word."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()
        while self._listens():
            time.sleep(0.02)

    def new_database(self) -> str:
        """An empty one; its URL as it is given to the service."""
        name = f"goalie{next(_NUMBERS)}"
        asyncio.run(self._do(f"CREATE DATABASE {name}"))
        return f"postgresql+asyncpg://goalie@127.0.0.1:{self.port}/{name}"

    def _run(self, program: str, *arguments: str) -> subprocess.Popen[bytes]:
        as_root = os.geteuid() == 0
        with (self.folder / "log").open("ab") as log:
            return subprocess.Popen(  # noqa: S603 - PostgreSQL's own programs
                [self.programs / program, *arguments],
                cwd=self.folder,
                stdout=log,
                stderr=log,
                user="postgres" if as_root else None,
                group="postgres" if as_root else None,
                extra_groups=[] if as_root else None,
            )

    async def _do(self, statement: str) -> None:
        connection = await asyncpg.connect(
            host="127.0.0.1", port=self.port, user="goalie", database="postgres"
        )
        try:
            await connection.execute(statement)
        finally:
            await connection.close()

    def _listens(self) -> bool:
        try:
            create_connection(("127.0.0.1", self.port)).close()
        except OSError:
            return False
        return True


@contextmanager
def postgres() -> Iterator[Postgres]:
    """Raises ``NoPostgres``."""
    programs = _programs()
    if programs is None:
        raise NoPostgres("这台机器没有 PostgreSQL：请安装 postgresql，或不测它")
    # Not under a folder that is root's alone: the server is not root.
    with tempfile.TemporaryDirectory(prefix="goalie-postgres-") as folder:
        server = Postgres(programs, Path(folder))
        server.initialised()
        server.start()
        try:
            yield server
        finally:
            if server.process is not None:
                server.process.send_signal(signal.SIGINT)  # at once, whoever is connected
                server.process.wait()
