"""One process owns a folder.

Two processes writing one Chroma folder were measured to damage the index for good without an
error, and a second reader goes stale without one. So the folder is locked by the operating system
while it is used, and the second one is told who was first.
"""

import os
from pathlib import Path

from knowledge.errors import StoreBusy
from knowledge.records import write_atomically


class Ownership:
    """An exclusive lock on ``folder``, held until ``release`` or the end of the process.

    Raises ``StoreBusy`` at once when somebody else holds it; ``remedy`` ends the message.
    """

    def __init__(self, folder: Path, name: str, remedy: str) -> None:
        from filelock import FileLock, Timeout

        folder.mkdir(parents=True, exist_ok=True)
        owner = folder / f"{name}.owner"
        self._lock = FileLock(folder / f"{name}.lock", thread_local=False)
        try:
            self._lock.acquire(timeout=0)
        except Timeout as error:
            holder = owner.read_text("ascii") if owner.exists() else "?"
            raise StoreBusy(f"{folder} 正被进程 {holder} 使用：{remedy}") from error
        write_atomically(owner, str(os.getpid()).encode("ascii"))

    def release(self) -> None:
        """Gives the folder back; calling it again does nothing."""
        self._lock.release()
