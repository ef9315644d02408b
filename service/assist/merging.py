"""Several streams as one, each item as it comes."""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Item(Generic[T]):
    item: T


@dataclass(frozen=True, slots=True)
class _End:
    error: Exception | None = None


async def merged(sources: Sequence[AsyncGenerator[T, None]]) -> AsyncGenerator[T, None]:
    """Items of all sources. Closing it closes them; an error of one ends all and is raised."""
    items: asyncio.Queue[_Item[T] | _End] = asyncio.Queue(maxsize=len(sources))
    pumps = [asyncio.ensure_future(_pump(source, items)) for source in sources]
    try:
        open_ = len(pumps)
        while open_:
            came = await items.get()
            if isinstance(came, _Item):
                yield came.item
                continue
            if came.error is not None:
                raise came.error
            open_ -= 1
    finally:
        for pump in pumps:
            pump.cancel()
        await asyncio.gather(*pumps, return_exceptions=True)


async def _pump(source: AsyncGenerator[T, None], items: "asyncio.Queue[_Item[T] | _End]") -> None:
    end = _End()
    try:
        async with aclosing(source) as own:
            async for item in own:
                await items.put(_Item(item))
    except Exception as error:
        end = _End(error)
    await items.put(end)
