"""Refuse a body that is too large while it is being read, not after."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .errors import BodyTooLarge, meaning_of, problem


class BodyLimit:
    """ASGI middleware; ``limit`` in bytes."""

    def __init__(self, app: ASGIApp, limit: int) -> None:
        self._app = app
        self._limit = limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        read = 0
        started = False

        async def limited() -> Message:
            nonlocal read
            message = await receive()
            if message["type"] == "http.request":
                read += len(message.get("body", b""))
                if read > self._limit:
                    raise _Exceeded
            return message

        async def watched(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        declared = dict(scope["headers"]).get(b"content-length", b"0")
        try:
            if declared.isdigit() and int(declared) > self._limit:
                raise _Exceeded
            await self._app(scope, limited, watched)
        except _Exceeded:
            if started:
                raise
            error = BodyTooLarge(f"请求超过 {self._limit // 1000} KB：请缩短消息后重发")
            await problem(meaning_of(error), str(error))(scope, receive, send)


class _Exceeded(BaseException):
    """Not an ``Exception``, so that no handler in between mistakes it for a broken body."""
