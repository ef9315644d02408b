"""A dialogue held with the assistant the way production does: stored, gone on with, answered."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from knowledge.encoders import HashedEncoder
from knowledge.index import Knowledge
from service.assist.assistant import Assistant
from service.assist.events import HandedOff, StateRead, Suggested
from service.assist.ground import Library
from service.assist.suggestion import Handoff, Suggestion
from service.conversations.ids import new_id
from service.conversations.state import State
from service.conversations.store import Store
from service.conversations.turns import Role, Thread, Turn
from service.shops import Shop

from .cases import AGENT, CUSTOMER, Dialogue


@dataclass(frozen=True, slots=True)
class Answered:
    """What one customer's turn led to; ``said`` are all turns before it and its own."""

    state: State
    suggestions: tuple[Suggestion, ...]
    handoff: Handoff | None
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Talker:
    """The parts that answer. Conversations are kept in ``store``, each by itself."""

    assistant: Assistant
    store: Store

    async def talk(self, dialogue: Dialogue, shop: Shop) -> tuple[Answered | None, ...]:
        """What became of every turn; ``None`` for an agent's."""
        conversation = _Conversation(self, shop, new_id("c"), dialogue.sku)
        answers: list[Answered | None] = []
        for number, turn in enumerate(dialogue.turns):
            at = turn.at or dialogue.at
            if turn.customer is None:
                conversation.sent(AGENT, turn.agent or "")
                answers.append(None)
                continue
            for text in turn.customer:
                conversation.sent(CUSTOMER, text)
            answer = await conversation.answered(at)
            following = dialogue.turns[number + 1 : number + 2]
            if answer.suggestions and not any(t.agent is not None for t in following):
                conversation.sent("bot", answer.suggestions[0].text)
            answers.append(answer)
        return tuple(answers)


class _Conversation:
    """One conversation; what was sent goes out with the next question."""

    def __init__(self, talker: Talker, shop: Shop, id: str, sku: str | None) -> None:
        self._talker, self._shop, self._id, self._sku = talker, shop, id, sku
        self._fresh: list[Turn] = []
        self._said: list[str] = []
        self._known = False

    def sent(self, role: str, text: str) -> None:
        who = {CUSTOMER: "买家", AGENT: "客服", "bot": "建议"}[role]
        self._said.append(f"{who}：{text}")
        self._fresh.append(Turn(_ROLES[role], text))

    async def answered(self, at: datetime) -> Answered:
        store, shop = self._talker.store, self._shop
        stored = await store.thread(shop.id, self._id) if self._known else Thread()
        thread = stored.going_on([replace(turn, at=at) for turn in self._fresh])
        state = settled = State()
        suggestions: dict[str, Suggestion] = {}
        handoff = None
        async for event in self._talker.assistant.answer(shop, thread, at, self._sku):
            match event:
                case StateRead():
                    state, settled = event.state, event.settled
                case Suggested():
                    suggestions[event.suggestion.id] = event.suggestion
                case HandedOff():
                    handoff = event.handoff
        await store.record(shop.id, self._id, thread, settled, state, [], at)
        self._known, self._fresh = True, []
        usable = tuple(s for s in suggestions.values() if s.final and s.text)
        return Answered(state, usable, handoff, tuple(self._said))


_ROLES: Mapping[str, Role] = {CUSTOMER: "customer", AGENT: "agent", "bot": "bot"}


@asynccontextmanager
async def embedded(home: Path, shops: Mapping[str, Shop]) -> AsyncIterator[Talker]:
    """The service's own parts under ``home``, without a model; closed at the end."""
    knowledge = Knowledge(home, HashedEncoder())
    try:
        for shop in shops.values():
            knowledge.index(shop.id, shop.folder)
        async with stored(home, knowledge) as talker:
            yield talker
    finally:
        knowledge.close()


@asynccontextmanager
async def stored(home: Path, library: Library) -> AsyncIterator[Talker]:
    """Conversations under ``home``, answered from ``library``."""
    store = await Store.open(f"sqlite+aiosqlite:///{home / 'dialogues.sqlite'}")
    try:
        yield Talker(Assistant(library), store)
    finally:
        await store.close()
