"""What several ask for at about the same moment is found once."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Hashable
from typing import Generic, TypeVar

T = TypeVar("T")


class Shared(Generic[T]):
    """An answer is given again for ``seconds``; who asks while it is being found waits for it."""

    def __init__(self, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._clock = clock
        self._found: dict[Hashable, tuple[float, asyncio.Task[T]]] = {}

    async def of(self, key: Hashable, find: Callable[[], Awaitable[T]]) -> T:
        """Raises what ``find`` raises; a failure is not kept."""
        now = self._clock()
        self._found = {
            name: (at, task)
            for name, (at, task) in self._found.items()
            if not task.done() or now - at < self._seconds
        }
        if key not in self._found:
            finding = asyncio.ensure_future(find())
            # Nobody may be left to be told of a failure.
            finding.add_done_callback(lambda done: done.cancelled() or done.exception())
            self._found[key] = now, finding
        task = self._found[key][1]
        try:
            return await asyncio.shield(task)
        except BaseException:
            if task.done():
                self._found.pop(key, None)
            raise
