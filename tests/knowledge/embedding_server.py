"""A scripted server for ``/v1/embeddings`` on loopback: real HTTP, answers as told."""

import json
import threading
from collections import deque
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self

from knowledge.encoders import HashedEncoder

DIMENSIONS = 32

Answer = Callable[["Handler", list[str]], None]


class EmbeddingServer:
    """Each request is answered by the next queued answer, else with hashed vectors.

    ``requests`` remembers the texts of each, ``headers`` what came with the last.
    """

    def __init__(self) -> None:
        self.queue: deque[Answer] = deque()
        self.requests: list[list[str]] = []
        self.headers: dict[str, str] = {}
        self.model = ""
        server = self

        class Bound(Handler):
            owner = server

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Bound)
        self.url = f"http://127.0.0.1:{self._http.server_port}/v1"

    def __enter__(self) -> Self:
        threading.Thread(target=self._http.serve_forever, args=(0.01,), daemon=True).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._http.shutdown()
        self._http.server_close()


class Handler(BaseHTTPRequestHandler):
    """One request."""

    owner: EmbeddingServer
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        self.owner.requests.append(body["input"])
        self.owner.headers = {name.lower(): value for name, value in self.headers.items()}
        self.owner.model = body["model"]
        answer = self.owner.queue.popleft() if self.owner.queue else vectors
        answer(self, body["input"])

    def whole(self, status: int, content: object, **headers: str) -> None:
        body = content if isinstance(content, bytes) else json.dumps(content).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Says nothing."""


def vectors(handler: Handler, texts: list[str]) -> None:
    """Twice as long as they should be, and in the wrong order, as the protocol allows."""
    made = HashedEncoder(DIMENSIONS).encode(texts) * 2
    data = [
        {"object": "embedding", "index": row, "embedding": vector.tolist()}
        for row, vector in enumerate(made)
    ]
    handler.whole(200, {"object": "list", "data": data[::-1], "model": "m"})


def refuses(status: int, **headers: str) -> Answer:
    """An error, as OpenAI words it."""

    def refuse(handler: Handler, texts: list[str]) -> None:
        handler.whole(status, {"error": {"message": f"status {status}"}}, **headers)

    return refuse


def says(content: object) -> Answer:
    """Status 200 and this."""
    return lambda handler, texts: handler.whole(200, content)


def at_most(count: int) -> Answer:
    """Refuses more texts than this, whenever it is asked."""

    def answer(handler: Handler, texts: list[str]) -> None:
        handler.owner.queue.append(answer)
        (refuses(400) if len(texts) > count else vectors)(handler, texts)

    return answer


def drips(handler: Handler, texts: list[str]) -> None:
    """A byte at a time, until the other side leaves: no read takes long, the whole for ever."""
    handler.send_response(200)
    handler.send_header("content-length", "1000000")
    handler.end_headers()
    try:
        while True:
            handler.wfile.write(b" ")
    except OSError:
        handler.close_connection = True


def hangs_up(handler: Handler, texts: list[str]) -> None:
    """Breaks the connection in the middle of the answer."""
    handler.send_response(200)
    handler.send_header("content-length", "1000")
    handler.end_headers()
    handler.wfile.write(b'{"data": [')
    handler.close_connection = True
