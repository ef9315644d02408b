"""One request for suggestions: join it to what is stored, answer, record, then say so."""

import time
from collections.abc import AsyncGenerator, Iterator
from contextlib import aclosing
from dataclasses import dataclass, field
from datetime import datetime

from service.assist.events import Event, Finished, HandedOff, Passed, StateRead, Suggested
from service.assist.flows import replied
from service.assist.guard import Severity
from service.assist.suggestion import Handoff, Suggestion
from service.conversations.errors import NothingAsked
from service.conversations.ids import new_id
from service.conversations.repeats import Acknowledgement, Key
from service.conversations.state import State
from service.conversations.turns import Thread, Turn, last_burst
from service.desk import Desk
from service.live.noting import Outcome, Stop
from service.shops import Shop
from service.tracing import stage

from .corrections import correction_of
from .errors import UnknownSku
from .schemas import Answer, ContextIn, SuggestionRequest
from .sse import DeltaEvent, DoneEvent, Frame, HandoffEvent, StateEvent, SuggestionEvent, encoded
from .state_views import state_out
from .views import handoff_out, suggestion_out


@dataclass(slots=True)
class Asked:
    """A request made whole: the shop, the conversation, the minute."""

    shop: Shop
    conversation_id: str
    thread: Thread
    at: datetime
    sku: str | None
    key: Key | None = None
    by_bot: bool = False
    """The buyer is told the answer without an agent."""


@dataclass(slots=True)
class Told:
    """What has been answered so far."""

    state: State = field(default_factory=State)
    settled: State = field(default_factory=State)
    suggestions: dict[str, Suggestion] = field(default_factory=dict)
    handoff: Handoff | None = None
    degraded: str | None = None
    seconds: float = 0.0
    mode: str = "full"
    stages: dict[str, float] = field(default_factory=dict)
    """Seconds from the beginning to the first event of a stage."""

    began: float = field(default_factory=time.perf_counter)

    def take(self, event: Event) -> None:
        match event:
            case StateRead(state, settled):
                self.state, self.settled = state, settled
                self._reached("understand")
            case Suggested(suggestion):
                self.suggestions[suggestion.id] = suggestion
                self._reached("suggest")
            case HandedOff(handoff):
                self.handoff = handoff
            case Finished(degraded, seconds, mode):
                self.degraded, self.seconds, self.mode = degraded, seconds, mode
                self._reached("whole")
            case Passed():
                self._reached("sentence")

    def _reached(self, stage: str) -> None:
        self.stages.setdefault(stage, time.perf_counter() - self.began)

    def recorded(self) -> list[Suggestion]:
        """The usable ones, and what the guard withheld: an agent may object, a trainer will ask."""
        withheld = [s for s in self.suggestions.values() if s.final and not s.text and s.flags]
        return self.usable() + withheld

    def clean(self) -> Suggestion | None:
        """The first of which nothing was stopped."""
        fit = (s for s in self.usable() if all(f.severity is not Severity.BLOCK for f in s.flags))
        return next(fit, None)

    def usable(self) -> list[Suggestion]:
        """Final candidates that have a text; a generated one comes first."""
        whole = [s for s in self.suggestions.values() if s.final and s.text]
        return sorted(whole, key=lambda s: s.kind != "generated")


async def asked(
    desk: Desk, request: SuggestionRequest, key: Key | None = None, *, by_bot: bool = False
) -> Asked:
    """Raises ``UnknownShop``, ``UnknownConversation``, ``UnknownSku``, ``NothingAsked``."""
    shop = desk.shops.get(request.shop)
    context = request.context or ContextIn()
    if context.sku is not None and shop.catalogue.get(context.sku) is None:
        raise UnknownSku(f"商品表里没有 {context.sku}：请核对 context.sku")
    thread = Thread()
    if request.conversation_id is not None:
        thread = await desk.store.thread(shop.id, request.conversation_id)
    thread = thread.going_on([Turn(turn.role, turn.text, turn.at) for turn in request.turns])
    if context.correction is not None:
        thread = thread.corrected(correction_of(context.correction, shop))
    if not last_burst(thread.turns):
        raise NothingAsked("turns 的最后一条不是买家的消息，没有要回答的：请把买家的话放在最后")
    conversation_id = request.conversation_id or new_id("c")
    at = request.at or desk.clock()
    return Asked(shop, conversation_id, thread, at, context.sku, key, by_bot)


async def answer(desk: Desk, whole: Asked) -> Answer:
    """The answer as one document."""
    told = Told()
    async with aclosing(_events(desk, whole)) as events:
        async for event in events:
            told.take(event)
    made = _answer(whole, told)
    await _record(desk, whole, told, made)
    return made


def _answer(whole: Asked, told: Told) -> Answer:
    return Answer(
        conversation_id=whole.conversation_id,
        suggestions=[suggestion_out(suggestion) for suggestion in told.usable()],
        state=state_out(told.state, whole.shop, whole.at),
        handoff=handoff_out(told.handoff) if told.handoff else None,
        degraded=told.degraded,
        seconds=round(told.seconds, 4),
        mode=told.mode,
    )


async def stream(desk: Desk, whole: Asked) -> AsyncGenerator[bytes, None]:
    """The answer as server-sent events (see ``sse``); recorded before the last one."""
    told = Told()
    async with aclosing(_events(desk, whole)) as events:
        async for event in events:
            told.take(event)
            if isinstance(event, Finished):
                await _record(desk, whole, told, _answer(whole, told) if whole.key else None)
            yield encoded(_frame(event, whole))


def _events(desk: Desk, whole: Asked) -> AsyncGenerator[Event, None]:
    """Closing it cancels what was asked of a model."""
    return desk.assistant.answer(
        whole.shop, whole.thread, whole.at, whole.sku, whole.conversation_id
    )


def _frame(event: Event, whole: Asked) -> Frame:
    match event:
        case StateRead(state, _):
            shown = state_out(state, whole.shop, whole.at)
            return StateEvent(conversation_id=whole.conversation_id, state=shown)
        case Suggested(suggestion):
            return SuggestionEvent(suggestion=suggestion_out(suggestion))
        case Passed(id, text):
            return DeltaEvent(id=id, text=text)
        case HandedOff(handoff):
            return HandoffEvent(handoff=handoff_out(handoff))
        case Finished(degraded, seconds, mode):
            return DoneEvent(degraded=degraded, seconds=round(seconds, 4), mode=mode)


def told_again(answer: Answer) -> Iterator[bytes]:
    """The events of an answer that was given before; its sentences come with the suggestions."""
    yield encoded(StateEvent(conversation_id=answer.conversation_id, state=answer.state))
    for suggestion in answer.suggestions:
        yield encoded(SuggestionEvent(suggestion=suggestion))
    if answer.handoff is not None:
        yield encoded(HandoffEvent(handoff=answer.handoff))
    done = DoneEvent(degraded=answer.degraded, seconds=answer.seconds, mode=answer.mode)
    yield encoded(done)


async def _record(desk: Desk, whole: Asked, told: Told, answer: Answer | None) -> None:
    payloads = [
        suggestion_out(suggestion).model_dump(mode="json", by_alias=True)
        for suggestion in told.recorded()
    ]
    kept = None
    if whole.key and answer:
        made = answer.model_dump(mode="json", by_alias=False)
        kept = Acknowledgement(whole.key, made, whole.conversation_id)
    with stage("store"):
        await desk.store.record(
            whole.shop.id,
            whole.conversation_id,
            whole.thread,
            told.settled,
            _as_replied(told, whole.shop),
            payloads,
            desk.clock(),
            kept,
            outcome_of(told, replied=whole.by_bot and told.clean() is not None),
        )
    counted(desk, whole.shop, told)


def _as_replied(told: Told, shop: Shop) -> State:
    """Who sends only what is new does not tell what was replied: what was suggested counts."""
    first = next(iter(told.usable()), None)
    return replied(told.state, shop.flows, first.text) if first else told.state


def counted(desk: Desk, shop: Shop, told: Told) -> None:
    """One message more, for whoever watches the desk."""
    desk.metrics.answered(
        shop.id,
        told.mode,
        told.stages,
        told.handoff.code if told.handoff else None,
        told.degraded is not None,
        [f.code for s in told.suggestions.values() for f in s.flags if f.severity == "block"],
    )


def outcome_of(told: Told, *, replied: bool) -> Outcome:
    """What the desk counts of it; ``replied``: the buyer has an answer without an agent."""
    flags = [flag for suggestion in told.recorded() for flag in suggestion.flags]
    blocked = [flag for flag in flags if flag.severity is Severity.BLOCK]
    return Outcome(
        handed_over=told.handoff is not None,
        degraded=told.degraded or "",
        stops=[Stop(flag.code, flag.rule or flag.message) for flag in blocked],
        replied=replied and told.handoff is None,
    )
