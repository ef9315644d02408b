"""Agents who send a script in other words, through the service's own parts."""

import tempfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from evals.running.inside import inside
from service.api.answering import answer, asked
from service.api.schemas import SuggestionRequest
from service.clock import system_clock
from service.conversations.store import Store
from service.settings import Settings
from service.storage.database import Database


async def edited(settings: Settings, question: str, old: str, new: str, times: int) -> None:
    """``times`` conversations in which ``question`` was answered by a script and the agent sent
    ``new`` for ``old``; stored where ``settings`` say."""
    database = await Database.open(settings.database)
    store = Store(database)
    with tempfile.TemporaryDirectory() as away:
        async with inside(settings.model_copy(update={"home": Path(away)})) as desk_of:
            desk = replace(desk_of.desk, store=store)
            body = {
                "shop": "demo",
                "turns": [{"role": "customer", "text": question}],
                "at": "2026-11-05T20:30:00+08:00",
            }
            for _ in range(times):
                whole = await asked(desk, SuggestionRequest.model_validate(body))
                first = (await answer(desk, whole)).suggestions[0]
                assert old in first.text, first.text
                now = system_clock() - timedelta(seconds=1)
                sent = first.text.replace(old, new)
                await store.add_feedback(("demo",), first.id, "sent", sent, None, now)
    await database.close()
