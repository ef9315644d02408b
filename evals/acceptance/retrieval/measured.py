"""A run with every contender: rankings and figures."""

from collections.abc import Sequence
from dataclasses import dataclass
from time import process_time

from .contenders import Contender
from .figures import Figures, figures
from .runs import Asked, Room, Run


@dataclass(frozen=True, slots=True)
class Ranking:
    """What came back for a question; ``room`` holds the passages."""

    room: Room
    asked: Asked
    ids: Sequence[str]


@dataclass(frozen=True, slots=True)
class Measured:
    """One contender in one run."""

    contender: str
    ours: bool
    figures: Figures
    rankings: Sequence[Ranking]


@dataclass(frozen=True, slots=True)
class Result:
    """One run; ``measured`` is in the order of the contenders."""

    run: Run
    measured: Sequence[Measured]

    @property
    def ours(self) -> Measured:
        """Our search; where several encoders were measured, the better one."""
        return max((m for m in self.measured if m.ours), key=lambda m: m.figures.ndcg)

    @property
    def best_single(self) -> Measured:
        """The best of the methods beside it."""
        return max((m for m in self.measured if not m.ours), key=lambda m: m.figures.ndcg)


def measured(run: Run, contenders: Sequence[Contender]) -> Result:
    """Indexing is not timed, answering is, in processor time."""
    return Result(run, [_measured(run, contender) for contender in contenders])


def _measured(run: Run, contender: Contender) -> Measured:
    rankings: list[Ranking] = []
    seconds = 0.0
    for room in run.rooms:
        answer = contender.indexed(room.passages)
        answer(room.asked[0])  # what is loaded at first use is no part of a question's time
        started = process_time()
        found = [answer(asked) for asked in room.asked]
        seconds += process_time() - started
        rankings += [Ranking(room, *pair) for pair in zip(room.asked, found, strict=True)]
    reached = figures([(one.ids, one.asked.gold) for one in rankings], seconds)
    return Measured(contender.name, contender.ours, reached, rankings)
