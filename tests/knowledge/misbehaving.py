"""Readers that do what a hostile file might lead a parser to, for the reading process."""

import ctypes
import mmap
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from knowledge.reading import Reading
from knowledge.types import Place, RowReport


def _good(path: Path, document: str, _sha256: str) -> Reading:
    return Reading((), (RowReport(Place(document), "taken", reason=path.name),))


def _talks(path: Path, document: str, sha256: str) -> Reading:
    sys.stdout.write("PWNED\n")
    sys.stdout.flush()
    os.write(1, b"\0\0\0\0\0\0\0\2{}")
    return _good(path, document, sha256)


def _loops(*_: object) -> Reading:
    while True:
        pass


def _never_wakes(*_: object) -> Reading:
    while True:
        signal.pause()


def _eats(*_: object) -> Reading:
    eaten = []
    while True:
        eaten.append(bytearray(16 * 1024 * 1024))


def _eats_behind_python(*_: object) -> Reading:
    """Takes memory as a C library would that then dies of it."""
    eaten = []
    try:
        while True:
            eaten.append(mmap.mmap(-1, 64 << 20, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS))
    except OSError:
        os.kill(os.getpid(), signal.SIGKILL)
        raise


def _crashes(*_: object) -> Reading:
    ctypes.string_at(0)
    raise AssertionError


def _exits(*_: object) -> Reading:
    os._exit(3)


def _exits_as_if_idle(*_: object) -> Reading:
    os._exit(0)


def _falls(*arguments: object) -> Reading:
    return _falls(*arguments)


def _writes(path: Path, document: str, sha256: str) -> Reading:
    path.with_suffix(".written").write_text("x")
    return _good(path, document, sha256)


def _tells_its_environment(_path: Path, document: str, _sha256: str) -> Reading:
    return Reading.refused(Place(document), " ".join(sorted(os.environ)))


READERS: dict[str, Callable[..., Reading]] = {
    "good": _good,
    "talks": _talks,
    "loops": _loops,
    "never wakes": _never_wakes,
    "eats": _eats,
    "eats behind Python": _eats_behind_python,
    "crashes": _crashes,
    "exits": _exits,
    "exits as if idle": _exits_as_if_idle,
    "falls": _falls,
    "writes": _writes,
    "tells its environment": _tells_its_environment,
}
