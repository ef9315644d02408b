"""A day of traffic in a few minutes: what grows, beside what is stored.

    python -m evals.bench.day_of_traffic [--conversations 4000] [--at-once 16]

Conversations of three messages each, one after the other as fast as they are answered, through one
process with SQLite: about what a desk of fifty has in 24 hours. After every eighth: the memory of
the process, the files under its home, and what the database holds of that. Exit code 1 when memory
still grows by more than a twentieth over the last half, or the files by more than a fifth faster
than the conversations.
"""

import argparse
import asyncio
import sys
import tempfile
from collections.abc import Sequence
from itertools import cycle, islice
from pathlib import Path

import httpx2

from .canaries import goods
from .processes import free_port, running

AT = "2026-11-05T20:30:00+08:00"
BLOCKS = 8
SAID = ("这个到手多少钱", "要两台呢", "什么时候付尾款")
MOST_GROWTH = 1.05
MOST_FILES = 1.2


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m evals.bench.day_of_traffic")
    parser.add_argument("--conversations", type=int, default=4_000)
    parser.add_argument("--at-once", type=int, default=16)
    options = parser.parse_args()
    url = f"http://127.0.0.1:{(port := free_port())}"
    block = options.conversations // BLOCKS
    print(f"{'conversations':>14}{'memory MB':>12}{'files MB':>12}{'KB a conversation':>20}")
    with tempfile.TemporaryDirectory(prefix="goalie-bench-") as home:
        settings = {
            "GOALIE_HOME": home,
            "GOALIE_PORT": str(port),
            "GOALIE_ACCESS": "open",
            "GOALIE_CLOCK_AT": AT,
            "GOALIE_RATE_PER_MINUTE": "0",
        }
        with running(["-m", "service.cli", "serve"], f"{url}/readyz", settings) as pid:
            asyncio.run(_talked(url, block, options.at_once))  # fills memories that are bounded
            memory, files = [_memory(pid)], [_files(home)]
            for number in range(1, BLOCKS + 1):
                asyncio.run(_talked(url, block, options.at_once))
                memory.append(_memory(pid))
                files.append(_files(home))
                each = (files[-1] - files[0]) / (number * block) * 1_000
                print(f"{number * block:14}{memory[-1]:12.1f}{files[-1]:12.1f}{each:20.2f}")
    return _judged(memory, files)


def _judged(memory: Sequence[float], files: Sequence[float]) -> int:
    half = BLOCKS // 2
    grown = memory[-1] / memory[half]
    first, last = files[half] - files[0], files[-1] - files[half]
    print(f"{'memory, last half':40}{grown:8.3f}   times")
    print(f"{'files, last half beside the first':40}{last / first:8.3f}   times")
    return 0 if grown <= MOST_GROWTH and last / first <= MOST_FILES else 1


async def _talked(url: str, conversations: int, at_once: int) -> None:
    skus = [asked.sku for asked in goods(30)]
    left = iter(list(islice(cycle(skus), conversations)))
    limits = httpx2.Limits(max_connections=at_once)
    async with httpx2.AsyncClient(base_url=url, timeout=60, limits=limits) as client:

        async def talking() -> None:
            for sku in left:
                await _conversation(client, sku)

        await asyncio.gather(*(talking() for _ in range(at_once)))


async def _conversation(client: httpx2.AsyncClient, sku: str) -> None:
    """Asked, answered and sent, three times."""
    told: dict[str, str] = {}
    for text in SAID:
        turns = [{"role": "customer", "text": text}]
        if told:
            turns.insert(0, {"role": "agent", "text": told["text"]})
        body = {"shop": "demo", "turns": turns, "context": {"sku": sku}}
        if told:
            body["conversation_id"] = told["conversation"]
        answer = (await client.post("/v1/suggestions", json=body)).raise_for_status().json()
        first = (answer["suggestions"] or [{"id": "", "text": "您稍等"}])[0]
        told = {"conversation": answer["conversation_id"], "text": first["text"]}
        if first["id"]:
            event = {"event": "sent", "text": first["text"]}
            where = f"/v1/suggestions/{first['id']}/feedback"
            (await client.post(where, json=event)).raise_for_status()


def _memory(pid: int) -> float:
    lines = Path(f"/proc/{pid}/status").read_text("ascii").splitlines()
    return next(int(line.split()[1]) / 1_000 for line in lines if line.startswith("RssAnon"))


def _files(home: str) -> float:
    """MB under the home; the write-ahead log is emptied by itself and no growth."""
    kept = (path for path in Path(home).rglob("*") if path.is_file() and "-wal" not in path.name)
    return sum(path.stat().st_size for path in kept) / 1e6


if __name__ == "__main__":
    sys.exit(main())
