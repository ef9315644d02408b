"""The path of a message: understand → ground → draft → guard. One function for all callers."""

import time
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import aclosing
from dataclasses import dataclass, replace
from datetime import datetime

from service.conversations.state import State
from service.conversations.turns import Thread, Turn
from service.shops import Shop
from service.tracing import stage

from .answer import Answering
from .draft.messages import Exchange
from .drafting import Drafting
from .events import Event, Finished, HandedOff, StateRead, Suggested
from .generating import Generating
from .ground import Library, Search, ground
from .handoff import Code, handoff_because
from .peak import Level
from .remembered import Remembered
from .suggestion import Handoff
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
        lexicon = self._lexicon(shop)
        # What an agent set is this conversation's alone: equal words elsewhere share no memory.
        shared = not thread.settled.turns and not thread.corrections
        if shared:
            thread = self._remembered.begun(shop.id, thread, page)
        elif not thread.settled.turns:
            thread = replace(thread, settled=page)
        reader = Reader(shop, lexicon, at)
        folded = reader.fold(thread.unread, thread.settled, thread.corrections)
        if shared:
            self._remembered.keep(shop.id, thread, page, folded.settled)
        return folded

    async def answer(
        self,
        shop: Shop,
        thread: Thread,
        at: datetime,
        sku: str | None = None,
        conversation: str = "",
        *,
        drafts: bool = True,
    ) -> AsyncGenerator[Event, None]:
        """The events of one answer (see ``events``); ``sku`` is what the buyer looks at, and what
        models cost is booked on the ``conversation``. Without ``drafts`` a model only reads:
        nothing that it writes reaches a customer by itself."""
        started = self._stopwatch()
        with stage("understand", shop=shop.id, turns=len(thread.turns)):
            folded = self.read(shop, thread, at, sku)
        state, turns = folded.state, thread.turns
        asked = await self._model(shop, conversation, started)
        if asked is not None and asked.level is Level.FULL and unsure(state):
            state = await asked.read(state, turns)
        yield StateRead(state, folded.settled)
        search = self._library.pinned(shop.id)
        with stage("ground"):
            evidence = ground(state, shop, search, at)
        answering = Answering(evidence, lambda: self._stopwatch() - started, self._bot_from)
        for suggestion in answering.scripted():
            yield Suggested(suggestion)
        handoff = answering.handoff()
        degraded: str | None = None
        if handoff is not None:
            yield Suggested(answering.calming(handoff))
            yield HandedOff(handoff)
        elif drafts and asked is not None and answering.worth_drafting():
            degraded = asked.refusal
            if degraded is None:
                generating = asked.generating(answering, turns, search)
                async with aclosing(generating.events()) as events:
                    async for event in events:
                        yield event
                degraded = generating.degraded
        mode = asked.level if asked else Level.FULL
        yield Finished(degraded, self._stopwatch() - started, mode.label)

    def handing_over(
        self, shop: Shop, thread: Thread, at: datetime, code: Code, reason: str
    ) -> Handoff:
        """The thread as it stands, for the person who takes it over whatever was asked last."""
        state = self.read(shop, thread, at).state if thread.unread else thread.answered
        evidence = ground(state, shop, self._library.pinned(shop.id), at)
        return handoff_because(evidence, code, reason)

    async def _model(self, shop: Shop, conversation: str, started: float) -> "_Asked | None":
        """What may be asked of a model for this message; ``None`` where there is none."""
        drafting = self._drafting
        if drafting is None:
            return None
        refusal = await drafting.purse.refusal(shop.id, conversation)
        level = drafting.peak.level(shop.id, await drafting.purse.day_share(shop.id))
        if refusal is not None:
            level, refusal = Level.SCRIPT, f"{refusal}，已用规则模板"
        end = started + drafting.deadline_seconds
        return _Asked(drafting, shop, conversation, level, refusal, lambda: end - self._stopwatch())

    def _lexicon(self, shop: Shop) -> Lexicon:
        kept = self._lexicons.get(shop.id)
        if kept is None or kept[0] is not shop:
            if kept is not None:  # other rules: what was read by the old ones is read again
                self._remembered = Remembered()
            kept = (shop, build_lexicon(shop))
            self._lexicons[shop.id] = kept
        return kept[1]


@dataclass(frozen=True, slots=True)
class _Asked:
    """The model's part in one message: how much may be asked of it, and why not more. Every stage
    takes its time out of one total, of which ``left`` tells the seconds."""

    drafting: Drafting
    shop: Shop
    conversation: str
    level: Level
    refusal: str | None
    left: Callable[[], float]

    async def read(self, state: State, turns: Sequence[Turn]) -> State:
        """The state with goods that no name gives away."""
        drafting, exchange = self.drafting, Exchange()
        try:
            return await read_by_model(
                state,
                turns,
                self.shop,
                drafting.model,
                drafting.reading,
                seconds=min(drafting.reading_seconds, self.left()),
                exchange=exchange,
            )
        finally:
            self._pay(exchange)

    def generating(self, answering: Answering, turns: Sequence[Turn], search: Search) -> Generating:
        return Generating(
            answering,
            self.drafting,
            turns,
            search,
            level=self.level,
            left=self.left,
            pay=self._pay,
        )

    def _pay(self, exchange: Exchange) -> None:
        self.drafting.purse.pay(self.shop.id, self.conversation, exchange.usages)
