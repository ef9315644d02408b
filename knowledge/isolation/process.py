"""Our side of the reading process: started when first needed, replaced when it dies.

One process reads many files, because starting Python and loading the parsers costs more than
most files. What comes back is JSON: nothing of it is ever executed.
"""

import atexit
import json
import os
import selectors
import subprocess
import sys
import time
from dataclasses import asdict
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import Any

from knowledge.errors import FileRefused, ReaderUnavailable
from knowledge.isolation import reasons
from knowledge.isolation.limits import Limits
from knowledge.reading import Reading
from knowledge.types import Place

_LONGEST_REPLY = 512 * 1024 * 1024
_CHUNK = 1024 * 1024
_GRACE_SECONDS = 5.0
_START_SECONDS = 120.0  # on a machine that has much else to do
# The process that parses strangers' files is told no more than it needs: no keys, no addresses.
_ENVIRONMENT = ("PATH", "LANG", "LC_ALL", "TZ", "TMPDIR", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
_SOURCES = str(Path(__file__).parents[2])

_GONE_IDLE = 0  # it had just ended, having had nothing to do


class _Died(Exception):
    """The process is gone without a reply: by its exit status, negative for a signal."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


class _TooSlow(Exception):
    """The process did not answer in time."""


class Worker:
    """Reads one file at a time in a child process; may be used from several threads."""

    def __init__(
        self, limits: Limits | None = None, readers: str = "knowledge.isolation.readers"
    ) -> None:
        self._limits = limits or Limits()
        self._readers = readers
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = 0
        self._lock = Lock()

    def read(self, reader: str, path: Path, document: str, sha256: str) -> Reading:
        """What ``READERS[reader]`` makes of the file; if that fails, one refusal with the reason.

        Raises ``ReaderUnavailable`` when no process can be started.
        """
        try:
            return Reading.from_record(self.content(reader, path, document, sha256))
        except FileRefused as refused:
            return Reading.refused(Place(document), str(refused))

    def content(self, reader: str, path: Path, document: str = "", sha256: str = "") -> Any:
        """The record of what ``READERS[reader]`` makes of the file.

        Raises ``FileRefused`` with the reason if that fails, ``ReaderUnavailable`` when no process
        can be started.
        """
        request = {
            "reader": reader,
            "path": str(path.absolute()),
            "document": document,
            "sha256": sha256,
        }
        with self._lock:
            try:
                reply = self._ask(request)
                if "reading" in reply:
                    return reply["reading"]
                failed = reply.get("failed")
                reason = reasons.failed(failed, self._limits) if failed else reply["refused"]
            except _TooSlow:
                reason = reasons.too_long(self._limits)
            except _Died as death:
                reason = reasons.died(death.status, self._limits)
            except (ValueError, TypeError, KeyError):
                reason = reasons.failed("BadReply", self._limits)
        raise FileRefused(str(reason))

    def close(self) -> None:
        """Ends the process, if there is one."""
        process, self._process = self._process, None
        if process is None or self._owner != os.getpid():
            return
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:  # the request it never took
                    continue
        process.kill()
        process.wait()

    def __enter__(self) -> "Worker":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def pid(self) -> int | None:
        """The child's process id, ``None`` while there is none."""
        return self._process.pid if self._process is not None else None

    def _ask(self, request: dict[str, str]) -> dict[str, Any]:
        """The reply; one that had gone idle is replaced once."""
        while True:
            fresh = self._start()
            try:
                reply = self._exchange(request)
            except _Died as death:
                self.close()
                if fresh or death.status != _GONE_IDLE:
                    raise
            except BaseException:  # also Ctrl-C: it would go on with what nobody wants any more
                self.close()
                raise
            else:
                if reply.get("retires", True):
                    self.close()
                return reply

    def _start(self) -> bool:
        """Makes sure that there is a process; true if it is a new one."""
        if self._process is not None and self._owner == os.getpid():
            if self._process.poll() is None:
                return False
            self.close()
        kept = {name: os.environ[name] for name in _ENVIRONMENT if name in os.environ}
        command = [sys.executable, "-X", "utf8", "-m", "knowledge.isolation.worker", self._readers]
        try:
            self._process = subprocess.Popen(  # noqa: S603 - our own module
                [*command, json.dumps(asdict(self._limits))],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                bufsize=0,
                env={**kept, "PYTHONPATH": _SOURCES},
                start_new_session=True,  # Ctrl-C is ours to handle
            )
        except OSError as error:
            raise ReaderUnavailable(
                f"读取文件的进程启动不了（{error.strerror}）：请检查系统的内存与进程数上限后重试。"
            ) from error
        self._owner = os.getpid()
        try:
            self._reply(self._process, _START_SECONDS)
        except (_Died, _TooSlow, ValueError, TypeError) as error:
            self.close()
            raise ReaderUnavailable(
                "读取文件的进程起不来：请确认 Goalie 安装完整（pip check），内存没有用尽。"
            ) from error
        return True

    def _exchange(self, request: dict[str, str]) -> dict[str, Any]:
        process = self._process
        if process is None or process.stdin is None or process.stdout is None:
            raise _Died(_GONE_IDLE)
        try:
            process.stdin.write(json.dumps(request).encode() + b"\n")
        except BrokenPipeError:
            raise _Died(_ended(process)) from None
        return self._reply(process, self._limits.wall_seconds)

    def _reply(self, process: "subprocess.Popen[bytes]", seconds: float) -> dict[str, Any]:
        deadline = time.monotonic() + seconds
        length = int.from_bytes(self._receive(process, 8, deadline), "big")
        if length > _LONGEST_REPLY:
            raise ValueError(f"a reply of {length} bytes")
        reply = json.loads(self._receive(process, length, deadline))
        if not isinstance(reply, dict):
            raise TypeError("a reply that is no object")
        return reply

    def _receive(self, process: "subprocess.Popen[bytes]", length: int, deadline: float) -> bytes:
        assert process.stdout is not None  # noqa: S101 - for the type checker
        received = bytearray()
        with selectors.DefaultSelector() as selector:
            selector.register(process.stdout, selectors.EVENT_READ)
            while len(received) < length:
                if not selector.select(max(0.0, deadline - time.monotonic())):
                    raise _TooSlow
                chunk = os.read(process.stdout.fileno(), min(_CHUNK, length - len(received)))
                if not chunk:
                    raise _Died(_ended(process))
                received += chunk
        return bytes(received)


def _ended(process: "subprocess.Popen[bytes]") -> int:
    """The exit status of a process that has closed its end, as it does when it dies."""
    try:
        return process.wait(_GRACE_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        return process.wait()


SHARED = Worker()
"""The process that all imports share."""
atexit.register(SHARED.close)


CONTENTS = Worker(
    Limits(memory_megabytes=512, cpu_seconds=20, wall_seconds=120, idle_seconds=5),
    "knowledge.isolation.contents",
)
"""The process that reads tables and YAML for others: small files, and soon gone."""
atexit.register(CONTENTS.close)


def read_file(reader: str, path: Path, document: str, sha256: str) -> Reading:
    """``Worker.read`` by ``SHARED``."""
    return SHARED.read(reader, path, document, sha256)
