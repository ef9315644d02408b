"""What several supervisors ask for at about the same moment is found once."""

import asyncio

import pytest

from service.live.shared import Shared


class Finder:
    """Counts how often it was asked; waits until it may answer."""

    def __init__(self) -> None:
        self.asked = 0
        self.may = asyncio.Event()

    async def __call__(self) -> int:
        self.asked += 1
        await self.may.wait()
        return self.asked


async def test_who_asks_meanwhile_waits_for_the_same_answer() -> None:
    find, shared = Finder(), Shared[int](2, clock=lambda: 0)
    both = [asyncio.ensure_future(shared.of("demo", find)) for _ in range(5)]
    await asyncio.sleep(0)
    find.may.set()
    assert await asyncio.gather(*both) == [1] * 5


async def test_an_answer_grows_old_and_another_key_has_its_own() -> None:
    now = [0.0]
    find, shared = Finder(), Shared[int](2, clock=lambda: now[0])
    find.may.set()
    assert await shared.of("demo", find) == 1
    assert await shared.of("other", find) == 2
    now[0] = 1.9
    assert await shared.of("demo", find) == 1
    now[0] = 2.0
    assert await shared.of("demo", find) == 3


async def test_who_leaves_does_not_take_the_answer_from_the_others() -> None:
    find, shared = Finder(), Shared[int](2, clock=lambda: 0)
    leaving, staying = (asyncio.ensure_future(shared.of("demo", find)) for _ in range(2))
    await asyncio.sleep(0)
    leaving.cancel()
    await asyncio.sleep(0)
    find.may.set()
    assert await staying == 1
    assert find.asked == 1


async def test_a_failure_is_told_and_not_kept() -> None:
    shared = Shared[int](2, clock=lambda: 0)

    async def fails() -> int:
        raise ValueError("gone")

    with pytest.raises(ValueError, match="gone"):
        await shared.of("demo", fails)
    find = Finder()
    find.may.set()
    assert await shared.of("demo", find) == 1
