"""Every request is counted and timed to the end of its answer, streams included."""

import time
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.metrics import Metrics

_UNROUTED = "unknown"
_CANCELLED = 499
"""No answer was begun: the caller left, or the process ends."""


class Watched:
    """Tells ``metrics`` of each; the route is known once the app has found it."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        started, status = time.perf_counter(), _CANCELLED

        async def noted(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        self._metrics.streams.inc()
        try:
            return await self._app(scope, receive, noted)
        finally:
            self._metrics.streams.dec()
            seconds = time.perf_counter() - started
            self._metrics.requested(scope["method"], _route(scope), status, seconds)


def _route(scope: Scope) -> str:
    route: Any = scope.get("route")
    return getattr(route, "path", _UNROUTED)
