"""Dialogues judged, and what is counted of them."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from service.shops import Shop

from .cases import Dialogue
from .talking import Answered, Talker
from .verdicts import Verdict, named, other_figures, verdicts, wrongly_priced

RIGHT_TURNS = 0.95
"""Share of turns that have to be entirely right, in each half."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One turn with an expectation. ``wrong_price`` are goods a price was told for although others
    are meant, ``silent`` those of them whose text does not say which goods and pieces;
    ``other_figure`` is a price of the right goods that is not the expected one."""

    dialogue: Dialogue
    number: int
    verdicts: tuple[Verdict, ...]
    said: tuple[str, ...]
    wrong_price: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()
    other_figure: tuple[str, ...] = ()

    @property
    def right(self) -> bool:
        return all(verdict.right for verdict in self.verdicts)


@dataclass(frozen=True, slots=True)
class Count:
    """``right`` of ``total``."""

    right: int
    total: int

    @property
    def share(self) -> float:
        return self.right / self.total if self.total else 1.0


@dataclass(frozen=True, slots=True)
class Measured:
    """What is reported of some turns."""

    turns: Count
    dialogues: Count
    keys: Mapping[str, Count]
    wrong_price: int
    silent: int
    other_figure: int

    @property
    def met(self) -> bool:
        """Whether both targets are met; not where there was nothing to measure."""
        return self.turns.total > 0 and self.turns.share >= RIGHT_TURNS and self.silent == 0


async def judge(
    talker: Talker, dialogues: Iterable[tuple[str, Dialogue]], shops: Mapping[str, Shop]
) -> list[Judged]:
    """Every turn with an expectation, in order."""
    judged: list[Judged] = []
    for shop, dialogue in dialogues:
        answers = await talker.talk(dialogue, shops[shop])
        judged.extend(judged_of(dialogue, answers))
    return judged


def judged_of(dialogue: Dialogue, answers: Sequence[Answered | None]) -> list[Judged]:
    """The turns of one dialogue."""
    judged: list[Judged] = []
    for number, (turn, answered) in enumerate(zip(dialogue.turns, answers, strict=True), 1):
        if turn.expect is None or answered is None:
            continue
        wrong = wrongly_priced(turn.expect, answered)
        silent = tuple(text for quote, text in wrong if not named(quote, text))
        found = verdicts(turn.expect, answered)
        texts = tuple(text for _, text in wrong)
        others = tuple(other_figures(turn.expect, answered))
        judged.append(Judged(dialogue, number, found, answered.said, texts, silent, others))
    return judged


def measured(judged: Sequence[Judged]) -> Measured:
    """The counts of these turns."""
    by_dialogue: dict[str, bool] = {}
    keys: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for turn in judged:
        name = turn.dialogue.id
        by_dialogue[name] = by_dialogue.get(name, True) and turn.right
        for verdict in turn.verdicts:
            keys[verdict.key] += 1
            right[verdict.key] += verdict.right
    return Measured(
        Count(sum(turn.right for turn in judged), len(judged)),
        Count(sum(by_dialogue.values()), len(by_dialogue)),
        {key: Count(right[key], total) for key, total in keys.items()},
        sum(bool(turn.wrong_price) for turn in judged),
        sum(bool(turn.silent) for turn in judged),
        sum(bool(turn.other_figure) for turn in judged),
    )


def by_tag(judged: Sequence[Judged]) -> dict[str, Count]:
    """Turns entirely right by each tag of their dialogue."""
    tags = sorted({tag for turn in judged for tag in turn.dialogue.tags.named()})
    having = {tag: [t for t in judged if tag in t.dialogue.tags.named()] for tag in tags}
    return {tag: Count(sum(t.right for t in some), len(some)) for tag, some in having.items()}
