"""Many buyers at the same moment: is anything lost, mixed or late, and what does the rest cost.

    python -m evals.bench.streams [--streams 300] [--requests 1500] [--pace 0.05]

First every buyer's message is streamed at once, with a scripted model that writes two characters
every ``--pace`` seconds, and peak mode off, so that all are drafted that can be: each has goods and
pieces of its own, so that another's answer would show. Then, without a model, ``--requests`` are
asked over as many connections, and the same of a bare FastAPI service that does the same search:
their ratio is what understanding, pricing, guarding and storing take. The same streams of the
model itself, with nothing between, tell what of their seconds is ours. One process each; who asks
has its own share of the machine's cores.
"""

import argparse
import asyncio
import json
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import cycle, islice
from statistics import median
from typing import Any

import httpx2

from .canaries import Asked, Came, body_of, goods, priced
from .processes import cpu_seconds, free_port, running

AT = "2026-11-05T20:30:00+08:00"
LIMIT_SECONDS = 30
_STREAM = {"accept": "text/event-stream"}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m evals.bench.streams", description=__doc__)
    parser.add_argument("--streams", type=int, default=300)
    parser.add_argument("--requests", type=int, default=1_500)
    parser.add_argument("--pace", type=float, default=0.05)
    options = parser.parse_args()
    buyers = goods(options.streams)
    if len(buyers) < options.streams:
        parser.error(f"the sample shop has goods for {len(buyers)} buyers that differ")
    with tempfile.TemporaryDirectory(prefix="goalie-bench-") as home:
        with _service(home) as (url, pid):
            buyers = asyncio.run(canaries(url, buyers))
            ours = asyncio.run(throughput([url], buyers, options.requests))
        with _bare(home) as bare_url:
            bare = asyncio.run(throughput([bare_url], buyers, options.requests))
        with paced_model(options.pace) as model, _service(home, model) as (url, pid):
            before = cpu_seconds(pid)
            came, seconds = asyncio.run(streamed([url], buyers))
            cpu = cpu_seconds(pid) - before
            alone = asyncio.run(_of_the_model(model, buyers))
    bad = _told(came, seconds, cpu)
    print(f"{'the model asked directly, p99':40}{p99(alone):8.2f}   s")
    print(f"{'requests a second, script':40}{ours:8.0f}")
    print(f"{'requests a second, bare search':40}{bare:8.0f}")
    print(f"{'ratio to the bare search':40}{bare / ours:8.1f}")
    return 1 if bad else 0


@contextmanager
def _service(home: str, model: str = "") -> Iterator[tuple[str, int]]:
    url = f"http://127.0.0.1:{(port := free_port())}"
    settings = {
        "GOALIE_HOME": home,
        "GOALIE_PORT": str(port),
        "GOALIE_ACCESS": "open",
        "GOALIE_CLOCK_AT": AT,
        "GOALIE_PEAK_MODE": "full",
        "GOALIE_MODEL_DEADLINE_SECONDS": "20",
        "GOALIE_MODEL_FIRST_TOKEN_SECONDS": "10",
    }
    if model:
        settings |= {"OPENAI_BASE_URL": model, "GOALIE_MODEL": "paced"}
    with running(["-m", "service.cli", "serve"], f"{url}/readyz", settings) as pid:
        yield url, pid


@contextmanager
def _bare(home: str) -> Iterator[str]:
    url = f"http://127.0.0.1:{(port := free_port())}"
    arguments = ["-m", "evals.bench.bare_search", home, str(port)]
    with running(arguments, f"{url}/openapi.json"):
        yield url


@contextmanager
def paced_model(pace: float) -> Iterator[str]:
    url = f"http://127.0.0.1:{(port := free_port())}/v1"
    served = ["-m", "evals.model_server", "--port", str(port), "--pace", str(pace)]
    with running(served, f"{url}/models"):
        yield url


def _client(url: str, connections: int) -> httpx2.AsyncClient:
    limits = httpx2.Limits(max_connections=connections)
    return httpx2.AsyncClient(base_url=url, timeout=120, limits=limits)


async def canaries(url: str, buyers: Sequence[Asked]) -> list[Asked]:
    """Each with its price, told one after the other."""
    async with _client(url, 1) as client:
        found = []
        for asked in buyers:
            answer = await client.post("/v1/suggestions", json=body_of(asked))
            found.append(priced(Came(asked, 0.0, answer.raise_for_status().json())))
    return found


async def throughput(urls: Sequence[str], buyers: Sequence[Asked], requests: int) -> float:
    """Answers a second, each connection with its next request as soon as it has its answer; of
    several services each is asked in turn."""
    turns, bodies = cycle(urls), islice(cycle(map(body_of, buyers)), requests)
    left = iter([(f"{next(turns)}/v1/suggestions", body) for body in bodies])
    async with _client("", len(buyers)) as client:

        async def asking() -> None:
            for url, body in left:
                (await client.post(url, json=body)).raise_for_status()

        started = time.perf_counter()
        await asyncio.gather(*(asking() for _ in buyers))
        return requests / (time.perf_counter() - started)


async def streamed(urls: Sequence[str], buyers: Sequence[Asked]) -> tuple[list[Came], float]:
    """What came to each buyer, all at once, and the seconds until the last."""
    async with _client("", len(buyers)) as client:
        started = time.perf_counter()
        each = zip(cycle(urls), buyers, strict=False)
        came = await asyncio.gather(*(_stream(client, url, asked) for url, asked in each))
        return list(came), time.perf_counter() - started


async def _stream(client: httpx2.AsyncClient, url: str, asked: Asked) -> Came:
    """The final suggestions of one stream; no answer where it did not come to its end."""
    started = time.perf_counter()
    suggestions: dict[str, Any] = {}
    name = ""
    try:
        body = body_of(asked)
        where = f"{url}/v1/suggestions"
        async with client.stream("POST", where, json=body, headers=_STREAM) as told:
            told.raise_for_status()
            async for line in told.aiter_lines():
                if line.startswith("event: "):
                    name = line[7:]
                elif line.startswith("data: ") and name == "suggestion":
                    suggestion = json.loads(line[6:])["suggestion"]
                    suggestions[suggestion["id"]] = suggestion
    except httpx2.HTTPError as error:
        print(f"{asked.sku}: {error!r}", file=sys.stderr)
    kept = [one for one in suggestions.values() if one["final"] and one["text"]]
    answer = {"suggestions": kept} if name == "done" else None
    return Came(asked, time.perf_counter() - started, answer)


async def _of_the_model(url: str, buyers: Sequence[Asked]) -> list[float]:
    """Seconds of as many streams of the model itself, with nothing between."""

    async def ask(client: httpx2.AsyncClient, asked: Asked) -> float:
        started = time.perf_counter()
        said = body_of(asked)["turns"][-1]["text"]
        body = {"model": "paced", "stream": True, "messages": [{"role": "user", "content": said}]}
        async with client.stream("POST", f"{url}/chat/completions", json=body) as told:
            told.raise_for_status()
            await told.aread()
        return time.perf_counter() - started

    async with _client(url, len(buyers)) as client:
        return list(await asyncio.gather(*(ask(client, asked) for asked in buyers)))


def p99(took: Sequence[float]) -> float:
    return sorted(took)[min(len(took) - 1, int(len(took) * 0.99))]


def _told(came: Sequence[Came], seconds: float, cpu: float) -> int:
    """How many were lost, mixed or late."""
    lost = sum(one.answer is None for one in came)
    mixed = sum(one.mixed for one in came)
    in_time = sum(one.answer is not None and one.seconds < LIMIT_SECONDS for one in came)
    took = [one.seconds for one in came]
    print(f"{'streams at once':40}{len(came):8}")
    print(f"{'lost':40}{lost:8}")
    print(f"{'mixed':40}{mixed:8}")
    print(f"{'drafted by the model':40}{sum(one.drafted for one in came):8}")
    print(f"{'within 30 s':40}{in_time / len(came) * 100:8.1f}   %")
    print(f"{'whole answer, median':40}{median(took):8.2f}   s")
    print(f"{'whole answer, p99':40}{p99(took):8.2f}   s")
    print(f"{'CPU of the service':40}{cpu / seconds * 100:8.0f}   % of a core")
    return lost + mixed + len(came) - in_time


if __name__ == "__main__":
    sys.exit(main())
