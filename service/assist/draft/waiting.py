"""Waiting for a stream no longer than to a moment, at the price of one timer a reply.

``asyncio.timeout_at`` around every read costs as much as parsing what was read, and around the
whole reading it would cancel whoever reads from us while we are not waiting at all.
"""

import asyncio
from collections.abc import AsyncIterator
from types import TracebackType
from typing import Self


class Waiting:
    """Reads ``body`` until ``when``, a time of the running loop; ``until`` moves it."""

    def __init__(self, body: AsyncIterator[bytes], when: float) -> None:
        self._body = body
        self._when = when
        self._reader: asyncio.Task[object] | None = None
        self._over = False
        self._timer: asyncio.TimerHandle | None = None

    def __enter__(self) -> Self:
        self.until(self._when)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._timer is not None:
            self._timer.cancel()

    def until(self, when: float) -> None:
        """From now on wait to this moment."""
        if self._timer is not None:
            self._timer.cancel()
        self._timer = asyncio.get_running_loop().call_at(when, self._expire)

    async def read(self) -> bytes | None:
        """The next bytes, ``None`` at the end. Raises TimeoutError when the moment has come."""
        if self._over:
            raise TimeoutError
        task = self._reader = asyncio.current_task()
        try:
            return await anext(self._body, None)
        except asyncio.CancelledError:
            # Ours only if nobody else wants the task to end too.
            if self._expired() and task is not None and task.uncancel() <= 0:
                raise TimeoutError from None
            raise
        finally:
            self._reader = None

    def _expired(self) -> bool:
        return self._over

    def _expire(self) -> None:
        self._over = True
        if self._reader is not None:
            self._reader.cancel()
