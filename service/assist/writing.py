"""A candidate while the model writes it: pieces in, events out."""

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

from .alike import nearly_equal
from .answer import Answering
from .draft.tools import Toolbox
from .events import Event, Passed, Suggested
from .guard import SentenceStream

MARK = "==="
"""On a line of its own between several replies of one call."""


class Written(Protocol):
    """What the pieces of one call become."""

    @property
    def full(self) -> bool:
        """The chat window holds no more: what follows need not be written."""
        ...

    def piece(self, piece: str | None) -> Iterator[Event]:
        """The sentences that are complete now; ``None`` takes back what was said."""
        ...

    def end(self) -> Iterator[Event]:
        """The last sentence and the verdict."""
        ...

    def withdrawn(self) -> Iterator[Event]:
        """Half a reply is no reply: what was shown of it is taken back."""
        ...


class Writing:
    """One reply. ``said`` are the texts of the candidates before; its own joins them, unless one
    of them says the same already and it is withdrawn."""

    def __init__(
        self,
        answering: Answering,
        angle: str,
        prompt: str,
        toolbox: Toolbox | None,
        said: list[str],
        secrets: Sequence[str] = (),
    ) -> None:
        self._answering = answering
        self._toolbox = toolbox
        self._said = said
        self._opened = answering.opened(angle, prompt)
        self._sentences = SentenceStream()
        self._gate = answering.gate(toolbox, secrets)
        self._held = 0
        self._begun: str | None = ""
        self._shown = False

    @property
    def full(self) -> bool:
        return self._gate.full

    def piece(self, piece: str | None) -> Iterator[Event]:
        if piece is not None:
            yield from self._greeting(piece)
            self._held += len(piece)
            for sentence in self._sentences.feed(piece):
                self._held -= len(sentence)
                yield from self._leaving(sentence)
            self._gate.overflows(self._held)
            return
        self._sentences = SentenceStream()
        self._held = 0
        self._begun = ""
        self._gate.taken_back()
        if self._shown:
            yield Suggested(self._opened)

    def end(self) -> Iterator[Event]:
        for sentence in self._sentences.finish():
            yield from self._leaving(sentence)
        text = self._gate.text
        if text and nearly_equal(text, self._said):
            yield from self.withdrawn()
            return
        self._said.append(text)
        yield Suggested(self._answering.closed(self._opened, self._gate, self._toolbox))

    def withdrawn(self) -> Iterator[Event]:
        yield Suggested(self._answering.withdrawn(self._opened))

    def _greeting(self, piece: str) -> Iterator[Event]:
        """The first words may leave at once, long before their sentence is whole."""
        if self._begun is None:
            return
        self._begun += piece
        greeted = self._gate.greet(self._begun.lstrip())
        if greeted is not None:
            self._begun = None
        if greeted:
            yield self._passed(greeted)

    def _leaving(self, sentence: str) -> Iterator[Event]:
        first = not self._gate.passed
        text = self._gate.admit(sentence)
        if first and text:
            text = text.lstrip().removeprefix(self._gate.greeted)
        if text:
            yield self._passed(text)

    def _passed(self, text: str) -> Event:
        self._shown = True
        return Passed(self._opened.id, text)


class Several:
    """Replies of one call, at most ``most``, a line of === between them; each that was whole
    stays when the call fails. ``begin`` opens the one of that number, from 0."""

    def __init__(self, begin: Callable[[int], Writing], most: int) -> None:
        self._begin = begin
        self._most = most
        self._number = 0
        self._now = begin(0)
        self._held = ""
        self._inside = False

    @property
    def full(self) -> bool:
        return self._number >= self._most

    def piece(self, piece: str | None) -> Iterator[Event]:
        if piece is None:
            self._held, self._inside = "", False
            yield from self._now.piece(None)
            return
        for part in piece.splitlines(keepends=True):
            yield from self._part(part)

    def end(self) -> Iterator[Event]:
        if self._held.strip() != MARK:
            yield from self._text(self._held)
        if not self.full:
            yield from self._now.end()

    def withdrawn(self) -> Iterator[Event]:
        if not self.full:
            yield from self._now.withdrawn()

    def _part(self, part: str) -> Iterator[Event]:
        """A line or a part of one, which is held back while it may still become a mark."""
        ended = part.endswith("\n")
        if self._inside:
            yield from self._text(part)
        else:
            self._held += part
            bare = self._held.strip()
            if MARK.startswith(bare) and not ended:
                return
            yield from self._next() if bare == MARK else self._text(self._held)
            self._held = ""
        self._inside = not ended

    def _text(self, text: str) -> Iterator[Event]:
        if text and not self.full:
            yield from self._now.piece(text)

    def _next(self) -> Iterator[Event]:
        if not self.full:
            yield from self._now.end()
            self._number += 1
        if not self.full:
            self._now = self._begin(self._number)
