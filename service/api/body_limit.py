"""Refuse a body that is too large while it is being read, not after."""

from collections.abc import Mapping

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .errors import BodyTooLarge, meaning_of, problem


class BodyLimit:
    """ASGI middleware; ``limit`` in bytes, ``larger`` ones by the beginning of the path."""

    def __init__(self, app: ASGIApp, limit: int, larger: Mapping[str, int]) -> None:
        self._app = app
        self._limit = limit
        self._larger = larger

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        limit = self._limit_of(scope["path"])
        read = 0
        started = False

        async def limited() -> Message:
            nonlocal read
            message = await receive()
            if message["type"] == "http.request":
                read += len(message.get("body", b""))
                if read > limit:
                    raise _Exceeded
            return message

        async def watched(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        declared = dict(scope["headers"]).get(b"content-length", b"0")
        try:
            if declared.isdigit() and int(declared) > limit:
                raise _Exceeded
            await self._app(scope, limited, watched)
        except _Exceeded:
            if started:
                raise
            error = BodyTooLarge(f"请求超过 {limit // 1000} KB：请缩小后重发")
            await problem(meaning_of(error), str(error))(scope, receive, send)

    def _limit_of(self, path: str) -> int:
        larger = (limit for start, limit in self._larger.items() if path.startswith(start))
        return max(larger, default=self._limit)


class _Exceeded(BaseException):
    """Not an ``Exception``, so that no handler in between mistakes it for a broken body."""
