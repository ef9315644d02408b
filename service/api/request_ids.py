"""Every request has an id: the caller's ``X-Request-ID`` if it is a plain one, else a new one.

It goes back in the answer's head, into every line that is logged meanwhile, into the request's
trace, and to the models that are asked.
"""

import re

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.conversations.ids import new_id
from service.journal import REQUEST_ID
from service.tracing import mark

_PLAIN = re.compile(rb"[A-Za-z0-9._-]{1,80}")
HEADER = b"x-request-id"


class RequestIds:
    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        given = dict(scope["headers"]).get(HEADER, b"")
        own = given if _PLAIN.fullmatch(given) else new_id("r").encode()

        async def with_id(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), (HEADER, own)]
            await send(message)

        token = REQUEST_ID.set(own.decode())
        mark(request_id=own.decode())
        try:
            return await self._app(scope, receive, with_id)
        finally:
            REQUEST_ID.reset(token)
