"""The circuit breaker: an endpoint that keeps failing is left alone for a while.

Closed, every call passes. After enough failures in a row it is open: calls fail at once, so that
nobody waits a deadline for a model that is down. When the rest is over, one call is let through
to try; if that fails, or does not come back, the rest begins again.
"""

from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import aclosing

from .errors import ModelError, ModelResting
from .messages import Exchange, Message
from .model import Model


class Breaker:
    """Counts failures in a row; ``clock`` is monotonic, in seconds."""

    def __init__(self, *, failures: int, rest_seconds: float, clock: Callable[[], float]) -> None:
        self._limit = failures
        self._rest = rest_seconds
        self._clock = clock
        self._failures = 0
        self._rests_until = 0.0

    def admit(self) -> None:
        """Let one call pass, or raise ModelResting."""
        if self._failures < self._limit:
            return
        now = self._clock()
        if now < self._rests_until:
            raise ModelResting(self._rests_until - now)
        # This call is the trial. The next has to wait a whole rest, so a trial whose caller
        # went away needs no cleaning up.
        self._rests_until = now + self._rest

    def succeeded(self) -> None:
        self._failures = 0

    def failed(self) -> None:
        self._failures += 1
        if self._failures >= self._limit:
            self._rests_until = self._clock() + self._rest


class BreakerModel:
    """A model behind a breaker."""

    def __init__(self, model: Model, breaker: Breaker) -> None:
        self.name = model.name
        self._model = model
        self._breaker = breaker

    async def stream(
        self,
        messages: Sequence[Message],
        *,
        deadline: float,
        exchange: Exchange | None = None,
    ) -> AsyncGenerator[str, None]:
        """As the model's own; raises ModelResting too."""
        self._breaker.admit()
        reply = self._model.stream(messages, deadline=deadline, exchange=exchange)
        try:
            async with aclosing(reply) as chunks:
                async for chunk in chunks:
                    yield chunk
        except ModelError as error:
            if error.endpoint_unwell:
                self._breaker.failed()
            raise
        # Not reached when the caller left early: half a reply proves nothing either way.
        self._breaker.succeeded()

    async def close(self) -> None:
        await self._model.close()
