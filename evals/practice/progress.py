"""How a trainee does, over all their practices."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

from evals.checks import BY_ID

from .session import Answer, Practice


@dataclass(frozen=True, slots=True)
class Progress:
    """``served`` of ``practices`` ended well; ``right`` and ``in_time`` of ``answers``; ``faults``
    by a check's id, the most frequent first; ``seconds`` is the median, ``None`` without any."""

    trainee: str
    practices: int
    served: int
    answers: int
    right: int
    in_time: int
    seconds: float | None
    faults: tuple[tuple[str, int], ...]
    dangerous: int


def progress(practices: Iterable[Practice]) -> list[Progress]:
    """By trainee; who is right least often stands first, for the trainer to look at."""
    by_trainee: dict[str, list[Practice]] = defaultdict(list)
    for practice in practices:
        by_trainee[practice.trainee].append(practice)
    found = [_of(trainee, own) for trainee, own in by_trainee.items()]
    return sorted(found, key=lambda one: (one.right / max(one.answers, 1), one.trainee))


def _of(trainee: str, own: list[Practice]) -> Progress:
    answers = [answer for practice in own for answer in practice.answers]
    failed = Counter(fault.check for answer in answers for fault in answer.faults)
    return Progress(
        trainee=trainee,
        practices=len(own),
        served=sum(practice.ended == "served" for practice in own),
        answers=len(answers),
        right=sum(answer.right for answer in answers),
        in_time=sum(answer.in_time for answer in answers),
        seconds=median(answer.seconds for answer in answers) if answers else None,
        faults=tuple(failed.most_common()),
        dangerous=sum(any(_dangerous(answer)) for answer in answers),
    )


def _dangerous(answer: Answer) -> Iterable[bool]:
    return (BY_ID[fault.check].dangerous for fault in answer.faults)
