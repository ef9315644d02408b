"""The shop's traffic files, read again when they have changed."""

import asyncio
from pathlib import Path

from service.shops.traffic import Traffic, read_traffic, traffic_files

Seen = tuple[tuple[str, int, int], ...]


class Forecasts:
    """Last year's and the forecast curves of every shop, by its folder."""

    def __init__(self) -> None:
        self._read: dict[Path, tuple[Seen, Traffic]] = {}

    async def of(self, folder: Path) -> Traffic:
        return await asyncio.to_thread(self._of, folder)

    def _of(self, folder: Path) -> Traffic:
        seen = _seen(folder)
        known = self._read.get(folder)
        if known is None or known[0] != seen:
            known = self._read[folder] = seen, read_traffic(folder)
        return known[1]


def _seen(folder: Path) -> Seen:
    stats = ((path.name, path.stat()) for path in traffic_files(folder))
    return tuple((name, stat.st_mtime_ns, stat.st_size) for name, stat in stats)
