"""A stream that a page keeps open for hours: as little as can be is held for each.

Starlette's own ends the moment its reader leaves, at the price of two tasks a stream, 8 KB. This
one has none of its own: its frames look themselves whether the reader is still there.
"""

from collections.abc import AsyncIterator

from fastapi import Response
from starlette.types import Receive, Scope, Send

STILL_THERE = b": \n\n"
"""Says nothing, and keeps proxies from closing a quiet stream."""

BREATH_SECONDS = 20.0
"""The longest that a stream is silent, and that a reader who left goes unnoticed."""

_HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}


class KeptOpen(Response):
    """Server-sent events, for as long as ``frames`` go on."""

    media_type = "text/event-stream"

    def __init__(self, frames: AsyncIterator[bytes]) -> None:
        self.status_code = 200
        self.background = None
        self.frames = frames
        self.init_headers(_HEADERS)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        start = {"type": "http.response.start", "status": 200, "headers": self.raw_headers}
        await send(start)
        async for frame in self.frames:
            await send({"type": "http.response.body", "body": frame, "more_body": True})
        await send({"type": "http.response.body", "body": b"", "more_body": False})
