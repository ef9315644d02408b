"""What this process holds in memory, in MB; Linux tells it, elsewhere it is 0."""

import resource
import sys
from pathlib import Path

_STATUS = "/proc/{}/status"


def anonymous_mb() -> float:
    """Memory of its own, which only swapping could give back."""
    return _status("RssAnon")


def anonymous_mb_of(pid: int) -> float:
    """The same of another process."""
    return _status("RssAnon", str(pid))


def mapped_mb() -> float:
    """Pages of mapped files, which the system takes back when it needs them."""
    return _status("RssFile")


def peak_mb() -> float:
    """The most it ever held, of both."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1_000_000 if sys.platform == "darwin" else 1_000)


def _status(name: str, process: str = "self") -> float:
    status = Path(_STATUS.format(process))
    if not status.exists():
        return 0.0
    lines = (line.split() for line in status.read_text("ascii").splitlines())
    return next((int(line[1]) / 1_000 for line in lines if line[0] == f"{name}:"), 0.0)
