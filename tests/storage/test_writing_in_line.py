"""SQLite lets one write: writers stand in line instead of trying again and again, some in vain."""

import asyncio
from pathlib import Path

from service.storage.database import Database


async def test_who_writes_waits_until_the_one_before_has_stored(tmp_path: Path) -> None:
    database = await Database.open(f"sqlite+aiosqlite:///{tmp_path / 'one.sqlite'}")
    told: list[str] = []

    async def write(name: str, seconds: float) -> None:
        async with database.writing():
            told.append(f"{name} begins")
            await asyncio.sleep(seconds)
            told.append(f"{name} ends")

    await asyncio.gather(write("first", 0.05), write("second", 0.01), write("third", 0.0))
    await database.close()
    assert told == [f"{n} {w}" for n in ("first", "second", "third") for w in ("begins", "ends")]
