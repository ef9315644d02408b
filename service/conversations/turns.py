"""Turns of a conversation, and the thread that is needed to go on with one."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import blake2b
from typing import Literal

from .state import Correction, State

Role = Literal["customer", "agent", "bot"]
BEGINNING = State()
KEPT = 12
"""Turns before the last burst that are at hand, for a model that wants to read them."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One message, ``at`` if it is known when. A burst of customer turns is answered as one."""

    role: Role
    text: str
    at: datetime | None = field(default=None, compare=False)


def last_burst(turns: Sequence[Turn]) -> tuple[Turn, ...]:
    """The customer's turns since somebody answered; empty if the customer has not spoken last."""
    burst: list[Turn] = []
    for turn in reversed(turns):
        if turn.role != "customer":
            break
        burst.append(turn)
    return tuple(reversed(burst))


def digest(turns: Sequence[Turn], before: str = "") -> str:
    """A name for a whole conversation: equal for equal turns, made longer turn by turn."""
    for turn in turns:
        text = f"{before}\0{turn.role}\0{turn.text}"
        before = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
    return before


@dataclass(frozen=True, slots=True)
class Thread:
    """The end of a conversation: ``turns`` from position ``first`` on, ``total`` in all, and the
    state before them as far as it is ``settled``. ``answered`` is the state after all that is
    stored, ``corrections`` are those not in ``settled`` yet.
    ``name`` is the ``digest`` of all turns; ``fresh`` turns and what was ``set_now`` are not stored
    yet."""

    turns: tuple[Turn, ...] = ()
    first: int = 0
    settled: State = BEGINNING
    answered: State = BEGINNING
    corrections: tuple[Correction, ...] = ()
    name: str = ""
    fresh: tuple[Turn, ...] = ()
    set_now: tuple[Correction, ...] = ()

    @property
    def total(self) -> int:
        return self.first + len(self.turns)

    @property
    def unread(self) -> tuple[Turn, ...]:
        """The turns behind ``settled``."""
        return self.turns[self.settled.turns - self.first :]

    def going_on(self, given: Sequence[Turn]) -> "Thread":
        """After a request. A client may send the whole conversation each time or only what is new:
        what begins with all that is stored is the whole, anything else is appended.

        The whole shows what nobody has answered yet: the burst goes on. Who sends only what is new
        does not tell what was replied meanwhile: what was suggested counts as the reply.
        """
        whole = len(given) >= self.total and digest(given[: self.total]) == self.name
        fresh = tuple(given[self.total :] if whole else given)
        turns = (*self.turns, *fresh)
        thread = replace(self, turns=turns, fresh=fresh, name=digest(fresh, self.name))
        return thread if whole or not fresh else thread._as_answered()

    def said(self, turn: Turn) -> "Thread":
        """One message more from who sends each by itself: what was there counts as answered."""
        thread = replace(self, turns=(*self.turns, turn), fresh=(turn,))
        return replace(thread, name=digest([turn], self.name))._as_answered()

    def replied(self, turn: Turn) -> "Thread":
        """With the answer to all of it."""
        name = digest([turn], self.name)
        return replace(self, turns=(*self.turns, turn), fresh=(*self.fresh, turn), name=name)

    def _as_answered(self) -> "Thread":
        to_come = tuple(c for c in self.corrections if c.turn >= self.answered.turns)
        return replace(self, settled=self.answered, corrections=to_come)

    def corrected(self, correction: Correction) -> "Thread":
        """With what an agent set by hand, after the last turn where ``turn`` is -1.

        Before what is settled nothing can be set any more: then it holds from there on.
        """
        last = self.total - 1
        turn = last if correction.turn < 0 else correction.turn
        made = replace(correction, turn=min(max(turn, self.settled.turns), last))
        return replace(self, corrections=(*self.corrections, made), set_now=(*self.set_now, made))
