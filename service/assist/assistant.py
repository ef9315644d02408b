"""The path of a message: understand → ground → draft → guard. One function for all callers."""

import time
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from dataclasses import replace
from datetime import datetime

from service.conversations.turns import Thread
from service.shops import Shop

from .answer import Answering
from .drafting import Drafting
from .events import Event, Finished, HandedOff, StateRead, Suggested
from .generating import Generating
from .ground import Library, ground
from .remembered import Remembered
from .understand import Folded, Lexicon, Reader, beginning, build_lexicon
from .understand.by_model import read_by_model, unsure


class Assistant:
    """Answers any shop's conversations; holds none itself. ``bot_from`` is the confidence from
    which an answer may reach a customer without an agent's eye."""

    def __init__(
        self,
        library: Library,
        drafting: Drafting | None = None,
        bot_from: float = 1.0,
        stopwatch: Callable[[], float] = time.perf_counter,
    ) -> None:
        self._library = library
        self._drafting = drafting
        self._bot_from = bot_from
        self._stopwatch = stopwatch
        self._remembered = Remembered()
        self._lexicons: dict[str, tuple[Shop, Lexicon]] = {}

    def read(self, shop: Shop, thread: Thread, at: datetime, sku: str | None = None) -> Folded:
        """What the thread has come to; ``sku`` is the product page a new conversation begins on."""
        page = beginning(sku)
        # What an agent set is this conversation's alone: equal words elsewhere share no memory.
        shared = not thread.settled.turns and not thread.corrections
        if shared:
            thread = self._remembered.begun(shop.id, thread, page)
        elif not thread.settled.turns:
            thread = replace(thread, settled=page)
        reader = Reader(shop, self._lexicon(shop), at)
        folded = reader.fold(thread.unread, thread.settled, thread.corrections)
        if shared:
            self._remembered.keep(shop.id, thread, page, folded.settled)
        return folded

    async def answer(
        self, shop: Shop, thread: Thread, at: datetime, sku: str | None = None
    ) -> AsyncGenerator[Event, None]:
        """The events of one answer (see ``events``); ``sku`` is what the buyer looks at."""
        started = self._stopwatch()
        folded = self.read(shop, thread, at, sku)
        state, turns = folded.state, thread.turns
        if self._drafting is not None and unsure(state):
            state = await read_by_model(
                state,
                turns,
                shop,
                self._drafting.model,
                self._drafting.reading,
                seconds=min(self._drafting.reading_seconds, self._left(self._drafting, started)()),
            )
        yield StateRead(state, folded.settled)
        search = self._library.pinned(shop.id)
        evidence = ground(state, shop, search, at)
        answering = Answering(evidence, lambda: self._stopwatch() - started, self._bot_from)
        for suggestion in answering.scripted():
            yield Suggested(suggestion)
        handoff = answering.handoff()
        degraded: str | None = None
        if handoff is not None:
            yield Suggested(answering.calming(handoff))
            yield HandedOff(handoff)
        elif self._drafting is not None and answering.worth_drafting():
            left = self._left(self._drafting, started)
            generating = Generating(answering, self._drafting, turns, search, left)
            async with aclosing(generating.events()) as events:
                async for event in events:
                    yield event
            degraded = generating.degraded
        yield Finished(degraded, self._stopwatch() - started)

    def _left(self, drafting: Drafting, started: float) -> Callable[[], float]:
        """Seconds left of the one total that every stage of a message shares."""
        return lambda: drafting.deadline_seconds - (self._stopwatch() - started)

    def _lexicon(self, shop: Shop) -> Lexicon:
        kept = self._lexicons.get(shop.id)
        if kept is None or kept[0] is not shop:
            kept = (shop, build_lexicon(shop))
            self._lexicons[shop.id] = kept
        return kept[1]
