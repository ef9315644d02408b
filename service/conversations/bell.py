"""Wakes whoever waits for something to happen in a conversation or a shop, within this process.

What other processes on the same database store is heard by ``overhearing``.
"""

import asyncio
from weakref import WeakValueDictionary


class Bell:
    """``closed`` once nothing more will happen: the process ends. What nobody waits for any more
    is forgotten."""

    def __init__(self) -> None:
        self.closed = False
        self._waiting: WeakValueDictionary[str, asyncio.Event] = WeakValueDictionary()

    def next(self, name: str) -> asyncio.Event:
        """To be asked for before looking, so that nothing that happens in between is missed."""
        event = self._waiting.get(name)
        if event is None:
            self._waiting[name] = event = asyncio.Event()
        return event

    def ring(self, *names: str) -> None:
        for name in names:
            waiting = self._waiting.pop(name, None)
            if waiting is not None:
                waiting.set()

    def close(self) -> None:
        self.closed = True
        self.ring(*list(self._waiting))


async def rung(event: asyncio.Event, seconds: float) -> bool:
    """Until it rings, ``seconds`` at most; whether it rang."""
    try:
        async with asyncio.timeout(seconds):
            return await event.wait()
    except TimeoutError:
        return False
