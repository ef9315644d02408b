"""The model's candidates for one message, sentence by sentence, all through the guard."""

from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import aclosing

from service.conversations.turns import Turn

from .answer import Answering
from .draft.errors import ModelError
from .draft.generated import messages_for
from .draft.rounds import Rounds
from .draft.tools import Toolbox
from .drafting import ANGLES, TOGETHER, Drafting
from .events import Event
from .ground import Search
from .merging import merged
from .writing import Several, Writing, Written


class Generating:
    """``left`` tells the seconds left for the whole answer; ``degraded`` says afterwards, in a few
    Chinese words, why there is no candidate, ``None`` if there is one."""

    def __init__(
        self,
        answering: Answering,
        drafting: Drafting,
        turns: Sequence[Turn],
        search: Search,
        left: Callable[[], float],
    ) -> None:
        self._answering = answering
        self._drafting = drafting
        self._turns = turns
        self._search = search
        self._left = left
        self._texts: list[str] = []
        self._failures: list[ModelError] = []

    @property
    def degraded(self) -> str | None:
        if self._texts or not self._failures:
            return None
        return f"{self._failures[0].reason}，已用规则模板"

    def events(self) -> AsyncGenerator[Event, None]:
        number = self._drafting.candidates
        if number > 1 and self._drafting.together:
            return self._together(number)
        return merged([self._alone(angle) for angle in ANGLES[number]])

    def _alone(self, angle: str) -> AsyncGenerator[Event, None]:
        """A candidate with a call of its own."""
        toolbox, rounds = self._rounds()
        return self._call(angle, rounds, self._writing(angle, toolbox))

    def _together(self, number: int) -> AsyncGenerator[Event, None]:
        """All candidates in one call."""
        toolbox, rounds = self._rounds(replies=number)
        several = Several(lambda at: self._writing(ANGLES[number][at], toolbox), number)
        return self._call(TOGETHER[number], rounds, several)

    async def _call(
        self, angle: str, rounds: Rounds, written: Written
    ) -> AsyncGenerator[Event, None]:
        messages = messages_for(self._drafting.prompt, self._answering.evidence, self._turns, angle)
        try:
            async with aclosing(rounds.stream(messages)) as pieces:
                async for piece in pieces:
                    for event in written.piece(piece):
                        yield event
                    if written.full:
                        break
        except ModelError as error:
            self._failures.append(error)
            for event in written.withdrawn():
                yield event
            return
        for event in written.end():
            yield event

    def _rounds(self, replies: int = 1) -> tuple[Toolbox, Rounds]:
        drafting = self._drafting
        toolbox = Toolbox(self._answering.evidence, self._search, drafting.tools)
        rounds = Rounds(drafting.model, toolbox, drafting.tool_rounds, self._left)
        rounds.exchange.replies = replies
        return toolbox, rounds

    def _writing(self, angle: str, toolbox: Toolbox) -> Writing:
        drafting = self._drafting
        labels = [drafting.prompt.label]
        if drafting.tool_rounds:
            labels.append(drafting.tools.label)
        return Writing(self._answering, angle, " ".join(labels), toolbox, self._texts)
