"""Callers who go away: what was begun for them is cancelled, upstream too."""

import asyncio
import logging
from collections.abc import Coroutine
from typing import Any, TypeVar

from fastapi import Request

from service.journal import note

_log = logging.getLogger(__name__)
T = TypeVar("T")


class CallerGone(Exception):
    """Nobody is there to read the answer."""


async def unless_gone(request: Request, work: Coroutine[Any, Any, T]) -> T:
    """What ``work`` gives; raises CallerGone when the caller leaves before."""
    working = asyncio.ensure_future(work)
    leaving = asyncio.ensure_future(_left(request))
    try:
        await asyncio.wait({working, leaving}, return_when=asyncio.FIRST_COMPLETED)
        if not working.done():
            note(_log, "caller_gone", path=request.url.path)
            raise CallerGone
        return working.result()
    finally:
        for task in (working, leaving):
            task.cancel()
        await asyncio.gather(working, leaving, return_exceptions=True)


async def _left(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        continue
