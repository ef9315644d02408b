"""The model's candidates for one message, sentence by sentence, all through the guard."""

import logging
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import aclosing

from service.conversations.turns import Turn
from service.journal import note

from .answer import Answering
from .draft.errors import ModelError
from .draft.generated import messages_for
from .draft.messages import Exchange, Message
from .draft.rounds import Rounds
from .draft.tools import Toolbox
from .drafting import ANGLES, TOGETHER, Drafting
from .events import Event, Suggested
from .ground import Search
from .merging import merged
from .peak import Level
from .writing import Several, Writing, Written

_log = logging.getLogger(__name__)
_SCRIPTS_ONLY = "高峰模式，只用规则模板"


class Generating:
    """``level`` says how much is asked of the model, ``left`` the seconds left for the answer,
    ``pay`` books what a call has cost. ``degraded`` says afterwards, in a few Chinese words, why
    there is no candidate, ``None`` if there is one."""

    def __init__(
        self,
        answering: Answering,
        drafting: Drafting,
        turns: Sequence[Turn],
        search: Search,
        *,
        level: Level,
        left: Callable[[], float],
        pay: Callable[[Exchange], None],
    ) -> None:
        self._answering = answering
        self._drafting = drafting
        self._turns = turns
        self._search = search
        self._level = level
        self._left = left
        self._pay = pay
        self._texts: list[str] = []
        self._failures: list[ModelError] = []
        self.degraded: str | None = None

    async def events(self) -> AsyncGenerator[Event, None]:
        async with aclosing(self._source()) as events:
            async for event in events:
                yield event
        if self._failures and not self._texts:
            self.degraded = f"{self._failures[0].reason}，已用规则模板"
        elif self._texts and not any(self._texts):
            self.degraded = "模型的草稿没有通过检查，已用规则模板"

    def _source(self) -> AsyncGenerator[Event, None]:
        drafting = self._drafting
        angles = ANGLES[drafting.candidates]
        if self._level is not Level.FULL:
            return self._lean(angles[0])
        if len(angles) > 1 and drafting.together:
            return self._together(len(angles))
        if len(angles) > 1:
            return merged([self._alone(angle) for angle in angles])
        return self._alone(angles[0])

    async def _lean(self, angle: str) -> AsyncGenerator[Event, None]:
        """What was written before for the very same question, else as far as the level goes."""
        kept = self._drafting.kept.find(self._key(self._messages(angle)))
        if kept is not None:
            written = self._writing(angle, None)
            for event in (*written.piece(kept), *written.end()):
                yield event
        elif self._level is Level.LEAN:
            async with aclosing(self._alone(angle)) as events:
                async for event in events:
                    yield event
        else:
            self.degraded = _SCRIPTS_ONLY

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
        messages = self._messages(angle)
        raw = ""
        try:
            with self._drafting.peak.drafting():
                async with aclosing(rounds.stream(messages)) as pieces:
                    async for piece in pieces:
                        raw = "" if piece is None else raw + piece
                        for event in written.piece(piece):
                            yield event
                        if written.full:
                            break
        except ModelError as error:
            self._failed(error)
            for event in written.withdrawn():
                yield event
            return
        finally:
            self._pay(rounds.exchange)
        self._drafting.peak.told(failed=False)
        clean = not written.full and not rounds.used
        for event in written.end():
            clean = clean and not (isinstance(event, Suggested) and event.suggestion.flags)
            yield event
        if clean:
            self._drafting.kept.keep(self._key(messages), raw)

    def _failed(self, error: ModelError) -> None:
        self._failures.append(error)
        if error.endpoint_unwell:
            self._drafting.peak.told(failed=True)
        shop = self._answering.evidence.shop.id
        note(_log, "draft_failed", logging.WARNING, shop=shop, why=str(error))

    def _rounds(self, replies: int = 1) -> tuple[Toolbox | None, Rounds]:
        drafting = self._drafting
        toolbox = None
        if self._level is Level.FULL and drafting.tool_rounds:
            toolbox = Toolbox(self._answering.evidence, self._search, drafting.tools)
        rounds = Rounds(drafting.model, toolbox, drafting.tool_rounds, self._left)
        rounds.exchange.replies = replies
        return toolbox, rounds

    def _writing(self, angle: str, toolbox: Toolbox | None) -> Writing:
        prompt = self._drafting.prompt.label
        if toolbox is not None:
            prompt += f" {self._drafting.tools.label}"
        secrets = self._drafting.prompt.instructions
        return Writing(self._answering, angle, prompt, toolbox, self._texts, secrets)

    def _messages(self, angle: str) -> list[Message]:
        evidence = self._answering.evidence
        return messages_for(
            self._drafting.prompt, evidence, self._turns, angle, self._answering.vault
        )

    def _key(self, messages: Sequence[Message]) -> str:
        drafting = self._drafting
        evidence = self._answering.evidence
        return drafting.kept.key(evidence, drafting.prompt, drafting.model.name, messages)
