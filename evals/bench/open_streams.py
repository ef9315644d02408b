"""Customers who keep their chat open: what each costs while nothing happens, beside a bare stream,
and whether each hears what is its own, and nothing else, when something does.

    python -m evals.bench.open_streams [--streams 10000] [--written 200]

``--streams`` conversations are begun in one process, and the event stream of each is opened. Told
are the memory of each and the CPU while all are silent; then ``--written`` of the customers ask for
a price, each for goods and pieces of its own, and every stream is listened to. Beside it a bare
FastAPI service that keeps as many streams open. Exit code 1 where one is lost, mixed or too large.
"""

import argparse
import asyncio
import json
import resource
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import httpx2

from .canaries import PAYABLE, Asked, Came, body_of, goods, priced
from .memory import anonymous_mb_of
from .processes import cpu_seconds, free_port, running

AT = "2026-11-05T20:30:00+08:00"
SILENT_SECONDS = 24
PATIENCE_SECONDS = 240
MOST_KB = 35
_AT_ONCE = 32
_BARE = "evals.bench.bare_stream"


@dataclass
class Page:
    """A customer's open page: what it heard, and when the bot's answer came."""

    path: str
    token: str = ""
    conversation: str = ""
    heard: list[str] = field(default_factory=list)
    answered: float = 0.0
    opened: bool = False
    closed: bool = False

    async def listen(self, host: str, port: int) -> None:
        """Until the connection ends or the task is cancelled."""
        reader, writer = await asyncio.open_connection(host, port, limit=1 << 20)
        try:
            authorization = f"Authorization: Bearer {self.token}\r\n" if self.token else ""
            request = f"GET {self.path} HTTP/1.1\r\nHost: {host}\r\n{authorization}\r\n"
            writer.write(request.encode())
            status = await reader.readline()
            self.opened = b" 200 " in status
            if not self.opened:
                print(f"{self.path}: {status!r}", file=sys.stderr)
            async for line in reader:
                if line.startswith(b"data: "):
                    self._hear(json.loads(line[6:]))
            self.closed = True
        finally:
            writer.close()

    def _hear(self, event: dict[str, Any]) -> None:
        message = event.get("message")
        if message is not None:
            self.heard.append(message["text"])
            self.answered = time.perf_counter()


@dataclass(frozen=True)
class Kept:
    """``kb`` of the process for each open stream, ``cpu`` in shares of a core while all are silent,
    ``begun`` what each conversation had grown it by before its stream was open."""

    opened: int
    kb: float
    cpu: float
    begun: float = 0.0
    lost: int = 0
    mixed: int = 0
    slowest: float = 0.0


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m evals.bench.open_streams")
    parser.add_argument("--streams", type=int, default=10_000)
    parser.add_argument("--written", type=int, default=200)
    options = parser.parse_args()
    most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most[1], most[1]))
    with _bare() as (url, pid):
        pages = [Page("/events") for _ in range(options.streams)]
        bare = asyncio.run(_kept(url, pid, pages))
    with tempfile.TemporaryDirectory(prefix="goalie-bench-") as home, _service(home) as (url, pid):
        ours = asyncio.run(_ours(url, pid, options.streams, goods(options.written)))
    return _told(ours, bare, options.streams)


@contextmanager
def _service(home: str) -> Iterator[tuple[str, int]]:
    url = f"http://127.0.0.1:{(port := free_port())}"
    settings = {
        "GOALIE_HOME": home,
        "GOALIE_PORT": str(port),
        "GOALIE_ACCESS": "open",
        "GOALIE_CLOCK_AT": AT,
        "GOALIE_RATE_PER_MINUTE": "0",
    }
    with running(["-m", "service.cli", "serve"], f"{url}/readyz", settings) as pid:
        yield url, pid


@contextmanager
def _bare() -> Iterator[tuple[str, int]]:
    url = f"http://127.0.0.1:{(port := free_port())}"
    with running(["-m", _BARE, str(port)], f"{url}/openapi.json") as pid:
        yield url, pid


async def _ours(url: str, pid: int, streams: int, buyers: Sequence[Asked]) -> Kept:
    limits = httpx2.Limits(max_connections=_AT_ONCE)
    async with httpx2.AsyncClient(base_url=url, timeout=60, limits=limits) as client:
        canaries = [await _canary(client, asked) for asked in buyers]
        before = anonymous_mb_of(pid)
        pages = await _begun(client, streams)
        begun = (anonymous_mb_of(pid) - before) * 1_000 / streams
        told: dict[int, str] = {}

        async def write() -> None:
            for number, asked in enumerate(canaries):
                text = body_of(asked)["turns"][0]["text"]
                told[number] = asked.payable
                await _said(client, pages[number], text, asked.sku)

        return await _kept(url, pid, pages, begun, write, told)


async def _kept(
    url: str,
    pid: int,
    pages: Sequence[Page],
    begun: float = 0.0,
    write: Callable[[], Awaitable[None]] | None = None,
    told: dict[int, str] | None = None,
) -> Kept:
    where = urlsplit(url)
    before = anonymous_mb_of(pid)
    listening = []
    for number, page in enumerate(pages):
        listening.append(asyncio.create_task(page.listen(str(where.hostname), where.port or 80)))
        if number % _AT_ONCE == 0:
            await asyncio.sleep(0.02)
    await _until(lambda: all(page.opened or page.closed for page in pages))
    await asyncio.sleep(2)
    kb = (anonymous_mb_of(pid) - before) * 1_000 / len(pages)
    spent = cpu_seconds(pid)
    await asyncio.sleep(SILENT_SECONDS)
    cpu = (cpu_seconds(pid) - spent) / SILENT_SECONDS
    opened = sum(page.opened and not page.closed for page in pages)
    for page in pages:
        page.heard.clear()
        page.answered = 0.0
    lost, mixed, slowest = 0, 0, 0.0
    if write is not None and told is not None:
        started = time.perf_counter()
        await write()
        await _until(lambda: all(len(pages[number].heard) >= 2 for number in told))
        lost = sum(len(pages[number].heard) < 2 for number in told)
        mixed = sum(_mixed(page, told.get(number)) for number, page in enumerate(pages))
        slowest = max((page.answered - started for page in pages if page.answered), default=0.0)
    for task in listening:
        task.cancel()
    for ended in await asyncio.gather(*listening, return_exceptions=True):
        if isinstance(ended, Exception):
            print(f"a stream ended: {ended!r}", file=sys.stderr)
    return Kept(opened, kb, cpu, begun, lost, mixed, slowest)


def _mixed(page: Page, payable: str | None) -> bool:
    """Anything heard that is not its own: one question and one answer with its own price."""
    if payable is None:
        return bool(page.heard)
    prices = {float(each) for text in page.heard for each in PAYABLE.findall(text)}
    return len(page.heard) > 2 or bool(prices - {float(payable)})


async def _canary(client: httpx2.AsyncClient, asked: Asked) -> Asked:
    answer = await client.post("/v1/suggestions", json=body_of(asked))
    return priced(Came(asked, 0.0, answer.raise_for_status().json()))


async def _begun(client: httpx2.AsyncClient, streams: int) -> list[Page]:
    """A conversation each, greeted once so that it exists."""
    pages: list[Page] = []
    left = iter(range(streams))

    async def begin() -> None:
        for _ in left:
            answer = await client.post("/v1/chat", json={"shop": "demo", "text": "在吗"})
            given = answer.raise_for_status().json()
            id_ = given["conversation_id"]
            path = f"/v1/chat/{id_}/events?shop=demo"
            pages.append(Page(path, given["session"], id_))

    await asyncio.gather(*(begin() for _ in range(_AT_ONCE)))
    return pages


async def _said(client: httpx2.AsyncClient, page: Page, text: str, sku: str) -> None:
    body = {"shop": "demo", "conversation_id": page.conversation, "text": text, "sku": sku}
    head = {"authorization": f"Bearer {page.token}"}
    (await client.post("/v1/chat", json=body, headers=head)).raise_for_status()


async def _until(done: Callable[[], bool]) -> None:
    with suppress(TimeoutError):
        async with asyncio.timeout(PATIENCE_SECONDS):
            while not done():  # noqa: ASYNC110 - thousands of them, each with its own reader
                await asyncio.sleep(0.2)


def _told(ours: Kept, bare: Kept, streams: int) -> int:
    print(f"{'streams open':40}{ours.opened:8,}   of {streams:,}; bare {bare.opened:,}")
    print(f"{f'KB an open stream (target {MOST_KB})':40}{ours.kb:8.1f}   bare {bare.kb:.1f}")
    print(f"{'KB a conversation begun':40}{ours.begun:8.1f}")
    print(f"{'CPU while silent':40}{ours.cpu * 100:8.1f}   % of a core; bare {bare.cpu * 100:.1f}")
    print(f"{'lost':40}{ours.lost:8}")
    print(f"{'mixed':40}{ours.mixed:8}")
    print(f"{'all answered after':40}{ours.slowest:8.1f}   s")
    well = ours.opened == streams and not ours.lost and not ours.mixed and ours.kb <= MOST_KB
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(main())
