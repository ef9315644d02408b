"""The service as the page sees it, saying what a test tells it to, byte by byte if need be.

For what the real service does not do on request: an answer that stops in the middle, a refusal, a
character cut in two. It serves the built page with the same policy headers.
"""

import json
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from mimetypes import guess_type
from queue import Queue
from typing import Any, cast

from service.api.routes.pages import DIST, headers

SHOP = {
    "id": "demo",
    "name": "禾风电器旗舰店",
    "platform": "tmall",
    "now": "2026-11-05T20:30:00+08:00",
    "demo": True,
    "you": "",
    "model": "scripted",
}
PATIENCE_SECONDS = 15
NO_EVENT = {"id": "", "name": "", "coupons": [], "memberships": []}

Json = dict[str, Any]


def event(name: str, data: Json) -> bytes:
    """One server-sent event."""
    return f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n".encode()


def suggestion(text: str, **changes: Any) -> bytes:
    """The event of a whole candidate; `changes` are fields that differ from a plain script."""
    plain: Json = {
        "id": "s1",
        "text": text,
        "kind": "script",
        "confidence": "high",
        "citations": [],
        "quote": None,
        "flags": [],
        "seconds": 0.1,
        "final": True,
    }
    return event("suggestion", {"suggestion": plain | changes})


STATE = event("state", {"conversation_id": "c1", "state": {}})
DONE = event("done", {"degraded": None, "seconds": 0.2})


class Answer:
    """One answer to POST /v1/suggestions, written while the page listens."""

    def __init__(self, status: int = 200, media_type: str = "text/event-stream") -> None:
        self.status = status
        self.media_type = media_type
        self._chunks: Queue[bytes | None] = Queue()

    def send(self, *chunks: bytes) -> "Answer":
        for chunk in chunks:
            self._chunks.put(chunk)
        return self

    def end(self) -> "Answer":
        """Closes the connection; without a `done` event before it the answer is cut."""
        self._chunks.put(None)
        return self

    def chunks(self) -> Iterator[bytes]:
        while (chunk := self._chunks.get(timeout=30)) is not None:
            yield chunk


def answer(*events: bytes) -> Answer:
    """A complete answer of these events and `done`."""
    return Answer().send(*events, DONE).end()


def refusal(status: int, title: str, detail: str) -> Answer:
    """A problem document."""
    problem = {"type": "about:blank", "title": title, "status": status, "detail": detail}
    return Answer(status, "application/problem+json").send(json.dumps(problem).encode()).end()


@dataclass
class ScriptedService:
    """What will be answered, in order, and what was received."""

    url: str = ""
    answers: Queue[Answer] = field(default_factory=Queue)
    asked: list[Json] = field(default_factory=list)
    feedback: list[tuple[str, Json]] = field(default_factory=list)
    origins: list[str] = field(default_factory=list)
    """The workbenches that may embed the page."""
    hits: list[Json] = field(default_factory=list)
    """What every search finds."""
    what_if: Json = field(default_factory=dict)
    """The answer to every what-if."""
    supposed: list[Json] = field(default_factory=list)
    tokens: list[str] = field(default_factory=list)
    """The Authorization header of each request for suggestions."""
    handed_over: list[Json] = field(default_factory=list)
    """What 转专员 put into the queue."""
    takers: list[str] = field(default_factory=list)
    """Who has taken a conversation when it is to be taken back."""
    shop: Json = field(default_factory=lambda: dict(SHOP))

    def will(self, *answers: Answer) -> None:
        for one in answers:
            self.answers.put(one)

    def heard(self, count: int) -> list[str]:
        """The events told of suggestions, once there are ``count``: the page waits for none."""
        until = time.monotonic() + PATIENCE_SECONDS
        while len(self.feedback) < count and time.monotonic() < until:
            time.sleep(0.02)
        return [body["event"] for _, body in self.feedback]


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    service: ScriptedService

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A page that leaves in the middle of an answer is no fault of the test."""


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        if path.startswith("/v1/"):
            self._reply(200, "application/json", [json.dumps(self._told(path)).encode()])
            return
        file = DIST / ("index.html" if path == "/sidebar" else path.lstrip("/"))
        media_type = guess_type(file)[0] or "application/octet-stream"
        self._reply(200, media_type, [file.read_bytes()])

    def _told(self, path: str) -> Json:
        service = cast(_Server, self.server).service
        if path == "/v1/embedding":
            return {"origins": service.origins}
        if path == "/v1/search":
            return {"hits": service.hits}
        return NO_EVENT if path.endswith("/event") else service.shop

    def do_DELETE(self) -> None:
        service = cast(_Server, self.server).service
        agent = service.takers[0] if service.takers else None
        status = "human" if agent else "bot"
        attended = {"conversation_id": "c1", "status": status, "agent": agent, "group": ""}
        self._reply(200, "application/json", [json.dumps(attended).encode()])

    def do_POST(self) -> None:
        service = cast(_Server, self.server).service
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.path.endswith("/feedback"):
            service.feedback.append((self.path.split("/")[-2], body))
            self._reply(204, "application/json", [])
            return
        if self.path.endswith("/handoff"):
            service.handed_over.append(body)
            attended = {"conversation_id": "c1", "status": "waiting", "agent": None, "group": ""}
            self._reply(200, "application/json", [json.dumps(attended).encode()])
            return
        if self.path == "/v1/quotes/what-if":
            service.supposed.append(body)
            self._reply(200, "application/json", [json.dumps(service.what_if).encode()])
            return
        service.asked.append(body)
        service.tokens.append(self.headers.get("Authorization", ""))
        one = service.answers.get(timeout=30)
        self._reply(one.status, one.media_type, one.chunks())

    def _reply(self, status: int, media_type: str, chunks: Iterable[bytes]) -> None:
        self.send_response(status)
        self.send_header("Content-Type", media_type)
        for name, value in headers(cast(_Server, self.server).service.origins).items():
            self.send_header(name, value)
        self.end_headers()
        for chunk in chunks:
            self.wfile.write(chunk)

    def log_message(self, format: str, *args: Any) -> None:
        """Quiet."""


@contextmanager
def scripted_service() -> Iterator[ScriptedService]:
    """Runs on a free loopback port until the block ends."""
    with _Server(("127.0.0.1", 0), _Handler) as server:
        server.service = ScriptedService(url=f"http://127.0.0.1:{server.server_port}")
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server.service
        server.shutdown()
        thread.join()
