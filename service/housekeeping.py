"""Once an hour what is no longer needed is forgotten; several replicas may do so at once."""

import asyncio
import logging
from datetime import timedelta

from service.clock import Clock
from service.conversations.forgetting import Forgetting
from service.journal import note
from service.storage.errors import StorageError

EVERY_SECONDS = 3_600
_log = logging.getLogger(__name__)


async def tidy(forgetting: Forgetting, clock: Clock, days: int) -> int:
    """How many conversations were older than ``days``; 0 days keeps them for ever."""
    now = clock()
    await forgetting.repeats(now)
    return await forgetting.before(now - timedelta(days=days)) if days else 0


async def keeping_house(forgetting: Forgetting, clock: Clock, days: int) -> None:
    """For ever; a database that is away is asked again an hour later."""
    while True:
        try:
            forgotten = await tidy(forgetting, clock, days)
        except StorageError as error:
            note(_log, "not_tidied", logging.WARNING, why=str(error))
        else:
            if forgotten:
                note(_log, "conversations_forgotten", count=forgotten)
        await asyncio.sleep(EVERY_SECONDS)
