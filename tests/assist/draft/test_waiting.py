"""Waiting for a stream to a moment: the reader is told, and never cancelled while it does else."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from service.assist.draft.waiting import Waiting


async def slowly(*pauses: float) -> AsyncIterator[bytes]:
    for number, pause in enumerate(pauses):
        await asyncio.sleep(pause)
        yield str(number).encode()


def soon(seconds: float) -> float:
    return asyncio.get_running_loop().time() + seconds


async def test_what_comes_in_time_is_read_to_its_end() -> None:
    with Waiting(slowly(0, 0), soon(5)) as waiting:
        assert [await waiting.read(), await waiting.read()] == [b"0", b"1"]
        assert await waiting.read() is None


async def test_what_does_not_come_in_time_is_not_waited_for() -> None:
    with Waiting(slowly(0, 60), soon(0.05)) as waiting:
        await waiting.read()
        with pytest.raises(TimeoutError):
            await waiting.read()
    await asyncio.sleep(0)
    current = asyncio.current_task()
    assert current is not None
    assert current.cancelling() == 0


async def test_a_moment_that_passes_while_nobody_waits_cancels_nobody() -> None:
    with Waiting(slowly(0, 60), soon(0.02)) as waiting:
        await waiting.read()
        await asyncio.sleep(0.1)
        with pytest.raises(TimeoutError):
            await waiting.read()


async def test_the_moment_can_be_moved() -> None:
    with Waiting(slowly(0, 0.1), soon(0.02)) as waiting:
        waiting.until(soon(5))
        assert [await waiting.read(), await waiting.read()] == [b"0", b"1"]


async def test_a_reader_who_is_cancelled_by_others_stays_cancelled() -> None:
    async def read() -> bytes | None:
        with Waiting(slowly(60), soon(0.05)) as waiting:
            return await waiting.read()

    reading = asyncio.ensure_future(read())
    await asyncio.sleep(0.01)
    reading.cancel()
    with pytest.raises(asyncio.CancelledError):
        await reading


async def test_nothing_is_left_ticking() -> None:
    with Waiting(slowly(0), soon(0.02)) as waiting:
        await waiting.read()
    await asyncio.sleep(0.05)
    current = asyncio.current_task()
    assert current is not None
    assert current.cancelling() == 0
