"""The scripted model's server: an ASGI application, and a thread that runs it on loopback."""

import asyncio
import json
import socket
import threading
import time
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self

import uvicorn
from starlette.types import Receive, Scope, Send

from .behaviours import BEHAVIOURS, behaviour
from .protocol import Asked, Behaviour, Reply

_GRACE_SECONDS = 1


@dataclass(frozen=True, slots=True)
class Received:
    """A request as it came.

    ``client`` is the client's port, one for each connection; ``at_seconds`` is monotonic;
    ``left`` is set when the client left before the answer's end.
    """

    client: int
    at_seconds: float
    headers: Mapping[str, str]
    body: Mapping[str, Any]
    left: threading.Event = field(default_factory=threading.Event)


class ScriptedModel:
    """Runs while the context is open; ``url`` is the base URL for an OpenAI client.

    A request is answered by the next queued behaviour, else by the one its model names, else by
    the default. ``requests`` remembers what came, in order; ``piece`` is how many characters a
    streamed event has.
    """

    def __init__(
        self, default: str | Behaviour = "faithful", *, port: int = 0, piece: int = 2
    ) -> None:
        self._default = _resolved(default)
        self._piece = piece
        self._port = port
        self._queue: deque[Behaviour] = deque()
        self._server: uvicorn.Server | None = None
        self._thread: threading.Thread | None = None
        self.requests: list[Received] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._port}/v1"

    def queue(self, *behaviours: str | Behaviour) -> None:
        """What to do at the next requests, one each."""
        self._queue.extend(_resolved(each) for each in behaviours)

    def become(self, default: str | Behaviour) -> None:
        """What to do from now on where nothing is queued."""
        self._default = _resolved(default)

    def reset(self) -> None:
        """Forget what was queued and what came."""
        self._queue.clear()
        self.requests.clear()

    def wait(self) -> None:
        """Until the server ends."""
        if self._thread is not None:
            self._thread.join()

    def __enter__(self) -> Self:
        # Listening before the thread runs: whoever connects at once is served in a moment.
        listening = socket.create_server(("127.0.0.1", self._port))
        self._port = listening.getsockname()[1]
        config = uvicorn.Config(
            self._serve,
            interface="asgi3",
            lifespan="off",
            ws="none",
            log_config=None,
            access_log=False,
            timeout_graceful_shutdown=_GRACE_SECONDS,
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(
            target=self._server.run, args=([listening],), name="scripted-model", daemon=True
        )
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._server is not None:
            self._server.should_exit = True
        self.wait()

    async def _serve(self, scope: Scope, receive: Receive, send: Send) -> None:
        match scope["method"], scope["path"]:
            case "GET", "/v1/models":
                models = [{"id": name, "object": "model"} for name in BEHAVIOURS]
                answer = json.dumps({"object": "list", "data": models})
                await Reply(Asked({}), send).whole(200, answer.encode())
            case "POST", "/v1/chat/completions":
                await self._complete(scope, receive, send)
            case _:
                await Reply(Asked({}), send).whole(404, b'{"error": {"message": "no such path"}}')

    async def _complete(self, scope: Scope, receive: Receive, send: Send) -> None:
        body = await _body(receive)
        if body is None:
            return None
        asked = Asked(json.loads(body))
        headers = {name.decode(): value.decode() for name, value in scope["headers"]}
        received = Received(scope["client"][1], time.monotonic(), headers, asked.body)
        self.requests.append(received)
        act = self._queue.popleft() if self._queue else None
        act = act or BEHAVIOURS.get(asked.model, self._default)
        acting = asyncio.ensure_future(act(asked, Reply(asked, send, self._piece)))
        leaving = asyncio.ensure_future(_left(receive))
        await asyncio.wait({acting, leaving}, return_when=asyncio.FIRST_COMPLETED)
        if acting.done():
            leaving.cancel()
            return acting.result()
        acting.cancel()
        await asyncio.wait({acting})
        return received.left.set()


def _resolved(each: str | Behaviour) -> Behaviour:
    return behaviour(each) if isinstance(each, str) else each


async def _body(receive: Receive) -> bytes | None:
    """``None`` when the client left before it was whole."""
    parts: list[bytes] = []
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return None
        parts.append(message.get("body", b""))
        if not message.get("more_body"):
            return b"".join(parts)


async def _left(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        continue
