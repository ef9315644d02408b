"""The assistant in this process, asked through the very function that the API calls."""

from collections.abc import AsyncGenerator, AsyncIterator, Iterator, Mapping, Sequence
from contextlib import ExitStack, asynccontextmanager, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pydantic import SecretStr

from evals.casebook import Case
from service import models
from service.api.answering import answer, asked
from service.api.schemas import SuggestionRequest
from service.app import create_app
from service.assist.assistant import Assistant
from service.assist.draft.messages import Exchange, Message
from service.assist.ground import Library
from service.desk import Desk
from service.settings import Settings

SCRIPTED = ("faithful", "sloppy", "adversarial")
"""Models of ``evals.model_server`` by name."""

AT_ONCE = 4
"""Runs at the same time whose index is kept; a further one makes its own."""

_CAPS = [name for name in Settings.model_fields if name.startswith("model_cap_")]
_PIECE = 20
_SAID: ContextVar[str] = ContextVar("said")


@dataclass(frozen=True, slots=True)
class Inside:
    """``desk`` answers; ``speaking`` is the same with a model that says the case's draft."""

    desk: Desk
    speaking: Desk

    async def answer(self, request: Mapping[str, Any], case: Case) -> dict[str, Any]:
        desk = self.speaking if case.draft else self.desk
        _SAID.set(case.draft)
        whole = await asked(desk, SuggestionRequest.model_validate(request))
        given = await answer(desk, whole)
        return given.model_dump(mode="json", by_alias=True)

    async def suggestions(self, shop: str, conversation_id: str) -> list[dict[str, Any]]:
        return list((await self.desk.store.history(shop, conversation_id)).suggestions)

    @classmethod
    def speaking_too(cls, desk: Desk, settings: Settings, library: Library) -> "Inside":
        """The desk, and the same one with a model that says the case's draft."""
        drafting = models.drafting_with(SaysTheDraft(), settings, desk.purse, desk.peak)
        return cls(desk, replace(desk, assistant=Assistant(library, drafting)))


class SaysTheDraft:
    """A model that says what the case under way wants said (模型说)."""

    name = "case"

    async def stream(
        self,
        messages: Sequence[Message],
        *,
        deadline: float,
        exchange: Exchange | None = None,
    ) -> AsyncGenerator[str, None]:
        text = _SAID.get()
        for at in range(0, len(text), _PIECE):
            yield text[at : at + _PIECE]

    async def close(self) -> None:
        """Nothing is open."""


@contextmanager
def modelled(settings: Settings, model: str) -> Iterator[Settings]:
    """The settings with that model: none, a scripted one on a port of its own, or a URL."""
    changed: dict[str, Any] = {"peak_mode": "full", "model_breaker_failures": 1_000_000}
    changed |= dict.fromkeys(_CAPS)
    with ExitStack() as open:
        if not model:
            changed |= {"openai_base_url": None, "openai_api_key": None}
        elif model in SCRIPTED:
            from evals.model_server import ScriptedModel

            server = open.enter_context(ScriptedModel(model, piece=_PIECE))
            changed |= {"openai_base_url": server.url, "openai_api_key": None, "model": model}
        else:
            changed |= {"openai_base_url": model}
        yield settings.model_copy(update=changed)


@asynccontextmanager
async def inside(settings: Settings, model: str = "") -> AsyncIterator[Inside]:
    """The whole service in this process, with an index of the shop folders as they are now and
    conversations that nobody keeps. Raises ``BadShopFolder``."""
    with ExitStack() as open:
        changed: dict[str, Any] = {"home": open.enter_context(_index(settings.home))}
        away = open.enter_context(TemporaryDirectory(prefix="goalie-eval-"))
        changed |= {"database_url": SecretStr(f"sqlite+aiosqlite:///{away}/talks.sqlite")}
        changed |= {"chroma_url": None}
        own = open.enter_context(modelled(settings, model)).model_copy(update=changed)
        app = create_app(own)
        async with app.router.lifespan_context(app):
            desk: Desk = app.state.desk
            yield Inside.speaking_too(desk, own, desk.knowledge)


@contextmanager
def _index(home: Path) -> Iterator[Path]:
    """Where runs keep their own index: only what changed is indexed again. Runs at the same time
    have one each."""
    from filelock import FileLock, Timeout

    for number in range(AT_ONCE):
        kept = home / "evals" / f"index-{number}"
        kept.mkdir(parents=True, exist_ok=True)
        lock = FileLock(kept / "run.lock")
        try:
            lock.acquire(timeout=0)
        except Timeout:
            continue
        try:
            yield kept
        finally:
            lock.release()
        return
    with TemporaryDirectory(prefix="goalie-eval-") as alone:
        yield Path(alone)
