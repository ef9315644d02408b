"""What noting for the live board costs a message, and what looking at a busy hour costs.

    python -m evals.bench.live [--rate 300] [--minutes 20] [--messages 1000]

A database of SQLite is filled with a promotion night, ``--rate`` messages a second. Beside each
other in the same run: storing a message, and noting it for the board, which is part of that (CPU);
and the board first and again, beside a bare count of the same rows (wall time). Exit code 1 when
the board counts other than was written.
"""

import argparse
import asyncio
import random
import sys
import time
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from service.conversations.state import State
from service.conversations.store import Store
from service.conversations.turns import Thread, Turn
from service.live.board import Board
from service.live.noting import NOTHING_SPECIAL, Burst, note_burst
from service.live.tables import actions, bursts
from service.live.times import minute_of
from service.storage.database import Database

EIGHT = datetime.fromisoformat("2026-11-10T20:00:00+08:00")
ROUNDS = 3


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rate", type=int, default=300, help="messages a second")
    parser.add_argument("--minutes", type=int, default=20)
    parser.add_argument("--messages", type=int, default=1000, help="stored in each round")
    options = parser.parse_args()
    with TemporaryDirectory() as folder:
        url = f"sqlite+aiosqlite:///{Path(folder) / 'goalie.sqlite'}"
        return asyncio.run(_measured(url, options.rate, options.minutes, options.messages))


async def _measured(url: str, rate: int, minutes: int, messages: int) -> int:
    database = await Database.open(url)
    await _storing(database, messages)
    for minute in range(minutes):
        await _fill(database, minute, rate * 60)
    counted = await _looking(database, minutes)
    await database.close()
    return 0 if counted == rate * 60 * minutes else 1


async def _storing(database: Database, messages: int) -> None:
    store = Store(database)
    for number in range(ROUNDS):
        names = [f"{number}_{message}" for message in range(messages)]
        whole = await _cpu(names, partial(_store, store))
        async with database.writing() as connection:
            noting = await _cpu(names, partial(_note, connection))
        share = f"{noting / whole:.0%}"
        print(f"store a message: {whole:.2f} ms CPU, noting it {noting:.2f} of them ({share})")


async def _store(store: Store, name: str) -> None:
    thread = Thread().going_on([Turn("customer", "到手多少钱")])
    payload = {"id": f"s_{name}", "text": "亲" * 100}
    await store.record("bench", f"c_{name}", thread, State(), State(turns=1), [payload], EIGHT)


async def _note(connection: AsyncConnection, name: str) -> None:
    await note_burst(connection, Burst("bench", f"n_{name}", 0, "", True), NOTHING_SPECIAL, EIGHT)


async def _cpu(names: Sequence[str], work: Callable[[str], Awaitable[None]]) -> float:
    """Milliseconds each."""
    began = time.process_time()
    for name in names:
        await work(name)
    return (time.process_time() - began) / len(names) * 1000


async def _fill(database: Database, minute: int, messages: int) -> None:
    chance = random.Random(minute)  # noqa: S311
    start = minute_of(EIGHT) + minute
    asked: list[dict[str, Any]] = []
    done: list[dict[str, Any]] = []
    for number in range(messages):
        at = start * 60_000 + number * 60_000 // messages
        name = f"{chance.getrandbits(128):032x}"
        asked.append(
            {
                "conversation_id": f"c_{name}",
                "position": 0,
                "shop": "demo",
                "minute": start,
                "asked_ms": at,
                "opening": True,
                "scene": f"scene{chance.randrange(21)}",
                "handed_over": False,
                "degraded": "",
                "reply": "copied",
                "replied_ms": at + chance.randrange(1_000, 40_000),
            }
        )
        copied = {"suggestion_id": f"s_{name}", "event": "copied"}
        done.append(copied | {"shop": "demo", "minute": start})
    async with database.writing() as connection:
        await connection.execute(insert(bursts), asked)
        await connection.execute(insert(actions), done)


async def _looking(database: Database, minutes: int) -> int:
    """How many messages the board counts."""
    board, now = Board(database, keeps=True), EIGHT + timedelta(minutes=minutes, seconds=-1)
    ours = bursts.c.shop == "demo"

    async def count(connection: AsyncConnection) -> int:
        found = await connection.scalar(select(func.count(bursts.c.scene)).where(ours))
        return int(found or 0)

    async def look() -> int:
        found = await board.minutes("demo", EIGHT, now, 30)
        return sum(figures.asked for figures in found.values())

    bare, _ = await _wall(lambda: database.read(count))
    first, counted = await _wall(look)
    again, _ = await _wall(look)
    print(f"count {counted} messages: {bare * 1000:.0f} ms")
    print(f"the board first {first * 1000:.0f} ms, again {again * 1000:.0f} ms")
    return counted


async def _wall(work: Callable[[], Awaitable[int]]) -> tuple[float, int]:
    began = time.perf_counter()
    found = await work()
    return time.perf_counter() - began, found


if __name__ == "__main__":
    sys.exit(main())
