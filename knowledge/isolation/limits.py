"""What reading one file may cost, and how the reading process is held to it.

Linux holds a process to its memory limit; macOS accepts the limit and ignores it, so there a
thread looks at the size several times a second.
"""

import os
import resource
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

MEMORY_EXIT = 86
"""The exit status of a process that ended itself because it had grown too large."""

_MEGABYTE = 1024 * 1024
_MAPPED = 1024 * _MEGABYTE  # libraries and reserved addresses, beside what is really used
_LOOK_EVERY_SECONDS = 0.1


@dataclass(frozen=True, slots=True)
class Limits:
    """The bounds for one file, and when an idle process ends.

    ``cpu_seconds`` bounds the work, whatever else the machine does; ``wall_seconds`` is for a
    process that does nothing any more. One that has used more than ``keep_megabytes`` for a file
    is replaced before the next.
    """

    memory_megabytes: int = 1024
    cpu_seconds: int = 120
    wall_seconds: float = 600
    idle_seconds: float = 30
    keep_megabytes: int = 256


def restrict(limits: Limits) -> None:
    """Holds this process to its memory, and keeps it from writing files and core dumps."""
    held = sys.platform != "darwin"
    size = limits.memory_megabytes * _MEGABYTE
    wanted = {"RLIMIT_DATA": size, "RLIMIT_AS": size + _MAPPED, "RLIMIT_CORE": 0, "RLIMIT_FSIZE": 0}
    for name, bound in wanted.items():
        try:
            resource.setrlimit(getattr(resource, name), (bound, bound))
        except (ValueError, OSError):
            held = False
    if not held:
        watch_size(limits)


def watch_size(limits: Limits) -> None:
    """Ends this process with ``MEMORY_EXIT`` soon after it has grown too large."""

    def look() -> None:
        while peak_megabytes() <= limits.memory_megabytes:
            time.sleep(_LOOK_EVERY_SECONDS)
        os._exit(MEMORY_EXIT)

    Thread(target=look, daemon=True).start()


def grant_time(limits: Limits) -> None:
    """From now on the process may compute for ``cpu_seconds``; then SIGXCPU ends it."""
    used = time.process_time()
    resource.setrlimit(
        resource.RLIMIT_CPU, (int(used) + limits.cpu_seconds + 1, resource.RLIM_INFINITY)
    )


def peak_megabytes() -> int:
    """The most memory this process has held.

    On Linux ``ru_maxrss`` begins with that of the process that started this one.
    """
    try:
        status = Path("/proc/self/status").read_text()
        return int(status.partition("VmHWM:")[2].split()[0]) // 1024
    except (OSError, IndexError, ValueError):
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return peak // (_MEGABYTE if sys.platform == "darwin" else 1024)
