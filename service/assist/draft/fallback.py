"""Two models: the second is asked when the first fails, or as well when it stays silent.

Whichever speaks first is heard to its end; the other call is cancelled. After the first word there
is no changing over: half a reply of one and half of another is no reply.
"""

import asyncio
import logging
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing

from service.journal import note

from .errors import ModelError, ModelTimeout
from .messages import Exchange, Message
from .model import Model

_log = logging.getLogger(__name__)
Chunks = AsyncGenerator[str, None]


class FallbackModel:
    """``hedge_seconds`` is the silence after which the second is asked as well; ``None`` waits for
    the first to fail."""

    def __init__(self, first: Model, second: Model, hedge_seconds: float | None) -> None:
        self.name = f"{first.name}/{second.name}"
        self._models = first, second
        self._hedge = hedge_seconds

    async def stream(
        self,
        messages: Sequence[Message],
        *,
        deadline: float,
        exchange: Exchange | None = None,
    ) -> AsyncGenerator[str, None]:
        """As a model's own; the first one's error is raised where both fail."""
        exchange = exchange or Exchange()
        now = asyncio.get_running_loop().time
        end = now() + deadline
        race = _Race(messages, exchange)
        try:
            race.enter(self._models[0], deadline)
            winner = await race.heard(self._hedge)
            if winner is None and (left := end - now()) > 0:
                race.enter(self._models[1], left)
                winner = await race.heard(None)
            if winner is None:
                raise race.failure
            async with aclosing(winner.chunks) as chunks:
                if winner.first is not None:
                    yield winner.first
                    async for chunk in chunks:
                        yield chunk
            exchange.calls = winner.exchange.calls
        finally:
            await race.over()
            for runner in race.runners:
                exchange.usages.extend(runner.exchange.usages)

    async def close(self) -> None:
        for model in self._models:
            await model.close()


class _Runner:
    """One call, up to its first chunk; ``first`` is ``None`` where it ended without one."""

    def __init__(self, model: str, chunks: Chunks, exchange: Exchange) -> None:
        self.model = model
        self.chunks = chunks
        self.exchange = exchange
        self.first: str | None = None
        self.task = asyncio.ensure_future(self._begin())

    async def _begin(self) -> None:
        self.first = await anext(self.chunks, None)


class _Race:
    def __init__(self, messages: Sequence[Message], exchange: Exchange) -> None:
        self._messages = messages
        self._exchange = exchange
        self.runners: list[_Runner] = []
        self._failures: list[ModelError] = []

    def enter(self, model: Model, deadline: float) -> None:
        asked = self._exchange
        own = Exchange(asked.tools, asked.may_call, asked.replies)
        chunks = model.stream(self._messages, deadline=deadline, exchange=own)
        self.runners.append(_Runner(model.name, chunks, own))

    async def heard(self, seconds: float | None) -> _Runner | None:
        """The first that speaks or ends well; ``None`` when all failed, or after ``seconds``."""
        waiting = {runner.task: runner for runner in self.runners if not self._failed(runner)}
        while waiting:
            done, _ = await asyncio.wait(
                waiting, timeout=seconds, return_when=asyncio.FIRST_COMPLETED
            )
            if not done:
                return None
            for task in done:
                runner = waiting.pop(task)
                error = task.exception()
                if error is None:
                    return runner
                if not isinstance(error, ModelError):
                    raise error
                self._failures.append(error)
                note(_log, "model_failed", model=runner.model, why=type(error).__name__)
        return None

    @property
    def failure(self) -> ModelError:
        """Why nobody spoke: what went wrong first."""
        silent = ModelTimeout("neither model said anything in time")
        return next(iter(self._failures), silent)

    async def over(self) -> None:
        """Cancel the calls that lost."""
        for runner in self.runners:
            runner.task.cancel()
        await asyncio.gather(*(r.task for r in self.runners), return_exceptions=True)
        for runner in self.runners:
            await runner.chunks.aclose()

    def _failed(self, runner: _Runner) -> bool:
        return runner.task.done() and runner.task.exception() is not None
