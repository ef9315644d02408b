"""Wakes whoever waits for something to happen in a conversation or a shop, within this process.

Other processes on the same database are not heard: who waits looks again after a while anyway.
"""

import asyncio
from contextlib import suppress


class Bell:
    """``closed`` once nothing more will happen: the process ends."""

    def __init__(self) -> None:
        self.closed = False
        self._waiting: dict[str, asyncio.Event] = {}

    def next(self, name: str) -> asyncio.Event:
        """To be asked for before looking, so that nothing that happens in between is missed."""
        return self._waiting.setdefault(name, asyncio.Event())

    def ring(self, *names: str) -> None:
        for name in names:
            waiting = self._waiting.pop(name, None)
            if waiting is not None:
                waiting.set()

    def close(self) -> None:
        self.closed = True
        self.ring(*list(self._waiting))


async def rung(event: asyncio.Event, seconds: float) -> None:
    """Until it rings, ``seconds`` at most."""
    with suppress(TimeoutError):
        await asyncio.wait_for(event.wait(), seconds)
