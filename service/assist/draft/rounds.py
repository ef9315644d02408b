"""One reply in bounded rounds: the model may ask for tools a few times, then it has to reply."""

from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import aclosing

from .errors import ModelMalformed, ModelTimeout
from .messages import Exchange, Message, Tool
from .model import Model
from .tools import Toolbox


class Rounds:
    """``limit`` is how often tools may be asked for; 0 or no toolbox offers none.

    ``left`` tells the seconds left for everything; ``exchange`` gathers what it all cost, ``used``
    tells whether a tool was asked for.
    """

    def __init__(
        self, model: Model, toolbox: Toolbox | None, limit: int, left: Callable[[], float]
    ) -> None:
        self._model = model
        self._toolbox = toolbox
        self._limit = limit if toolbox else 0
        self._left = left
        self.exchange = Exchange()
        self.used = False

    async def stream(self, messages: Sequence[Message]) -> AsyncGenerator[str | None, None]:
        """The reply in pieces. ``None`` takes back what was said before a tool was asked for.

        Raises ModelError, also when a second call was malformed after one was given back.
        """
        said = list(messages)
        tools = self._toolbox.tools if self._toolbox and self._limit else ()
        mended = False
        for round_ in range(self._limit + 1):
            text = ""
            async with aclosing(self._round(said, tools, last=round_ == self._limit)) as chunks:
                async for chunk in chunks:
                    text += chunk
                    yield chunk
            calls = self.exchange.calls
            if not calls or self._toolbox is None:
                return
            self.used = True
            if text:
                yield None
            told, well_formed = self._toolbox.run(calls)
            if not well_formed and mended:
                raise ModelMalformed("a tool call was malformed again after its one repair")
            mended = mended or not well_formed
            said += [Message("assistant", text, calls=calls), *told]

    async def _round(
        self, messages: Sequence[Message], tools: tuple[Tool, ...], *, last: bool
    ) -> AsyncGenerator[str, None]:
        exchange, left = self.exchange, self._left()
        if left <= 0:
            raise ModelTimeout("the tools have taken all the time there was")
        exchange.tools, exchange.may_call, exchange.calls = tools, not last, ()
        reply = self._model.stream(messages, deadline=left, exchange=exchange)
        async with aclosing(reply) as chunks:
            async for chunk in chunks:
                yield chunk
