"""What a script suggestion costs without a model, beside a bare endpoint in the same run.

    python -m evals.bench.suggestions [--passages 10000] [--shops 50] [--agents 300] [--seconds 10]

The service has ``--shops`` shops, one of them with ``--passages`` passages. Every message is a new
conversation; it is answered, stored and sent. The bare endpoint takes the same body through the
same schema and gives back one of these answers. First one after the other, for their CPU; then
``--agents`` send a message a second each, all over the shops, as long as ``--seconds`` tells, to
the one and to the other. Only loopback is asked; who asks has its own share of the machine's cores.
"""

import argparse
import asyncio
import random
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from math import inf
from pathlib import Path
from typing import Any

import httpx2

from .big_shop import NIGHT, questions
from .many_shops import LARGE, SMALL_PASSAGES, write_shops
from .processes import cpu_seconds, free_port, running

Body = dict[str, Any]
WARM = 100
ROUNDS = 3
BUSY = 503


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m evals.bench.suggestions", description=__doc__)
    parser.add_argument("--passages", type=int, default=10_000)
    parser.add_argument("--shops", type=int, default=50)
    parser.add_argument("--messages", type=int, default=300)
    parser.add_argument("--agents", type=int, default=300)
    parser.add_argument("--seconds", type=int, default=10)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="goalie-bench-") as made:
        folder = Path(made)
        shops = write_shops(folder / "shops", options.passages, options.shops)
        with serving(folder) as (url, pid), httpx2.Client(timeout=60) as client:
            asked = list(bodies_to([LARGE], options.passages, WARM + options.messages * ROUNDS))
            kept = folder / "answer.json"
            kept.write_bytes([ask(client, url, body) for body in asked[:WARM]][-1])
            with _bare(kept) as (bare_url, bare_pid):
                both = {"bare": (bare_url, bare_pid), "ours": (url, pid)}
                _costs(cheapest(client, {n: (*who, asked[WARM:]) for n, who in both.items()}))
                everywhere = list(
                    bodies_to(shops, options.passages, options.agents * options.seconds)
                )
                bare, _ = asyncio.run(_load(bare_url, everywhere, options.agents))
            print(f"{'p99, bare endpoint':40}{_p99(bare) * 1000:8.0f}   ms")
            before = cpu_seconds(pid)
            took, seconds = asyncio.run(_load(url, everywhere, options.agents))
            _loaded(took, seconds, cpu_seconds(pid) - before)


@contextmanager
def serving(folder: Path) -> Iterator[tuple[str, int]]:
    url = f"http://127.0.0.1:{(port := free_port())}"
    settings = {
        "GOALIE_HOME": str(folder / "home"),
        "GOALIE_SHOPS": str(folder / "shops"),
        "GOALIE_PORT": str(port),
        "GOALIE_ACCESS": "open",
        "GOALIE_CLOCK_AT": NIGHT.isoformat(),
    }
    with running(["-m", "service.cli", "serve"], f"{url}/healthz", settings) as pid:
        yield url, pid


@contextmanager
def _bare(kept: Path) -> Iterator[tuple[str, int]]:
    url = f"http://127.0.0.1:{(port := free_port())}"
    with running(["-m", "evals.bench.bare", str(kept), str(port)], f"{url}/openapi.json") as pid:
        yield url, pid


def bodies_to(shops: Sequence[str], large: int, count: int) -> Iterator[Body]:
    """Messages to the shops in turn, from a product's page each."""
    dice = random.Random(len(shops))  # noqa: S311 - dice, no secret
    asked = {
        shop: questions(count // len(shops) + 1, large if shop == LARGE else SMALL_PASSAGES)
        for shop in shops
    }
    for _ in range(count):
        shop = dice.choice(shops)
        text, (sku,) = dice.choice(asked[shop])
        turn = {"role": "customer", "text": text}
        yield {"shop": shop, "turns": [turn], "context": {"sku": sku}}


def ask(client: httpx2.Client, url: str, body: Body) -> bytes:
    answer = client.post(f"{url}/v1/suggestions", json=body)
    answer.raise_for_status()
    return answer.content


def cheapest(
    client: httpx2.Client, asked: dict[str, tuple[str, int, Sequence[Body]]]
) -> dict[str, float]:
    """The least CPU seconds a request of several rounds in which all take turns, each with bodies
    of its own."""
    best = dict.fromkeys(asked, float("inf"))
    for turn in range(ROUNDS):
        for name, (url, pid, bodies) in asked.items():
            share = len(bodies) // ROUNDS
            before = cpu_seconds(pid)
            for body in bodies[turn * share : (turn + 1) * share]:
                ask(client, url, body)
            best[name] = min(best[name], (cpu_seconds(pid) - before) / share)
    return best


def _costs(best: dict[str, float]) -> None:
    print(f"{'CPU a request, bare endpoint':40}{best['bare'] * 1000:8.2f}   ms")
    print(f"{'CPU a request, script suggestion':40}{best['ours'] * 1000:8.2f}   ms")
    print(f"{'ratio (target 3)':40}{best['ours'] / best['bare']:8.1f}")


async def _load(url: str, bodies: list[Body], agents: int) -> tuple[list[float], float]:
    """Each agent sends one a second, whether the one before is answered or not; what is refused
    because too much waits already has waited for ever."""
    took: list[float] = []
    limits = httpx2.Limits(max_connections=None, max_keepalive_connections=agents)
    async with httpx2.AsyncClient(timeout=60, limits=limits) as client:

        async def send(at: float, body: Body) -> None:
            await asyncio.sleep(max(0.0, at - time.perf_counter()))
            answer = await client.post(f"{url}/v1/suggestions", json=body)
            busy = answer.status_code == BUSY
            if not busy:
                answer.raise_for_status()
            took.append(inf if busy else time.perf_counter() - at)

        begun = time.perf_counter() + 0.5
        async with asyncio.TaskGroup() as group:
            for number, body in enumerate(bodies):
                group.create_task(send(begun + number / agents, body))
        return took, time.perf_counter() - begun


def _loaded(took: list[float], seconds: float, cpu: float) -> None:
    ordered = sorted(took)
    refused = took.count(inf)
    print(f"{'answered a second':40}{(len(took) - refused) / seconds:8.0f}")
    print(f"{'refused as too many':40}{refused:8}")
    print(f"{'median, all agents':40}{ordered[len(ordered) // 2] * 1000:8.0f}   ms")
    print(f"{'p99 (target 100)':40}{_p99(took) * 1000:8.0f}   ms")
    print(f"{'CPU of the service':40}{cpu / seconds * 100:8.0f}   % of a core")


def _p99(took: Sequence[float]) -> float:
    return sorted(took)[int(len(took) * 0.99)]


if __name__ == "__main__":
    main()
