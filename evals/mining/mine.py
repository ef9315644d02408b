"""The shop's stored edits, mined."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta

from service.clock import system_clock
from service.conversations.store import Reworded, Store
from service.settings import Settings
from service.shops import Shop
from service.storage.database import Database

from .proposals import LEAST, Proposal, proposals, scripts_of


def mined(shop: Shop, settings: Settings, days: int = 30, least: int = LEAST) -> Sequence[Proposal]:
    """What was changed in the last ``days`` in at least ``least`` conversations."""
    if settings.database_url is None and not (settings.home / "goalie.sqlite").exists():
        return []  # no service ever ran here
    reworded = asyncio.run(_reworded(shop, settings, days))
    return proposals(reworded, scripts_of(shop), shop, least)


async def _reworded(shop: Shop, settings: Settings, days: int) -> list[Reworded]:
    database = await Database.open(settings.database)
    try:
        return await Store(database).reworded(shop.id, system_clock() - timedelta(days=days))
    finally:
        await database.close()
