"""The path of a message: understand → ground → draft → guard. One function for all callers."""

import time
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import aclosing
from dataclasses import dataclass, replace
from datetime import datetime

from service.conversations.turns import Thread, Turn
from service.shops import Shop

from .answer import Answering
from .draft.errors import ModelError
from .draft.generated import messages_for
from .draft.model import Model
from .draft.prompts import Prompt
from .events import Event, Finished, HandedOff, Passed, StateRead, Suggested
from .ground import Library, ground
from .guard import SentenceStream
from .remembered import Remembered
from .understand import Folded, Lexicon, Reader, beginning, build_lexicon
from .understand.by_model import read_by_model, unsure


@dataclass(frozen=True, slots=True)
class Drafting:
    """The model that drafts, with its prompt and its total deadline; ``reading`` and its seconds
    are for goods that the words alone do not give away."""

    model: Model
    prompt: Prompt
    deadline_seconds: float
    reading: Prompt
    reading_seconds: float


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
                seconds=self._drafting.reading_seconds,
            )
        yield StateRead(state, folded.settled)
        evidence = ground(state, shop, self._library.pinned(shop.id), at)
        answering = Answering(evidence, lambda: self._stopwatch() - started, self._bot_from)
        for suggestion in answering.scripted():
            yield Suggested(suggestion)
        handoff = answering.handoff()
        degraded: str | None = None
        if handoff is not None:
            yield Suggested(answering.calming(handoff))
            yield HandedOff(handoff)
        elif self._drafting is not None and answering.worth_drafting():
            generated = _Generated(answering, self._drafting, turns)
            async with aclosing(generated.events()) as events:
                async for event in events:
                    yield event
            degraded = generated.degraded
        yield Finished(degraded, self._stopwatch() - started)

    def _lexicon(self, shop: Shop) -> Lexicon:
        kept = self._lexicons.get(shop.id)
        if kept is None or kept[0] is not shop:
            kept = (shop, build_lexicon(shop))
            self._lexicons[shop.id] = kept
        return kept[1]


class _Generated:
    """The model's candidate, sentence by sentence; ``degraded`` says why there is none."""

    def __init__(self, answering: Answering, drafting: Drafting, turns: Sequence[Turn]) -> None:
        self._answering = answering
        self._drafting = drafting
        self._turns = turns
        self.degraded: str | None = None

    async def events(self) -> AsyncGenerator[Event, None]:
        suggestion = self._answering.opened()
        gate = self._answering.gate()
        try:
            async with aclosing(self._sentences()) as sentences:
                async for sentence in sentences:
                    if text := gate.admit(sentence):
                        yield Passed(suggestion.id, text)
        except ModelError as error:
            self.degraded = f"{error.reason}，已用规则模板"
            yield Suggested(self._answering.withdrawn(suggestion))
            return
        yield Suggested(self._answering.closed(suggestion, gate))

    async def _sentences(self) -> AsyncGenerator[str, None]:
        drafting = self._drafting
        messages = messages_for(drafting.prompt, self._answering.evidence, self._turns)
        whole = SentenceStream()
        reply = drafting.model.stream(messages, deadline=drafting.deadline_seconds)
        async with aclosing(reply) as chunks:
            async for chunk in chunks:
                for sentence in whole.feed(chunk):
                    yield sentence
        for sentence in whole.finish():
            yield sentence
