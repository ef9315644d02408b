"""One practice: a buyer's steps, what was said, how it was judged. Pure: it is told the time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from random import Random
from typing import Literal

from pydantic import BaseModel, ConfigDict

from evals.casebook import Case
from evals.checks.shelf import Shelf
from evals.running.record import Message, Verdict
from service.metrics import LIMIT_SECONDS
from service.shops import Shop

from .buyers import BUYERS
from .errors import NoSuchBuyer, PracticeOver
from .judging import judged
from .play import Play
from .texts import texts

SCHEMA = 1
PATIENCE = 3
"""Answers in a row that do not help before a buyer leaves."""

REACTS_TO = (
    "breaks_rules",
    "says_forbidden",
    "guesses",
    "wrong_amount",
    "untold_price",
    "no_handoff",
    "wrong_tone",
    "forgets",
    "drags_on",
)
"""What a buyer notices first."""

Ended = Literal["", "served", "left"]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Answer(_Part):
    """``asked`` is the buyer's line it answers; ``seconds`` how long the buyer waited."""

    asked: str
    said: str
    handed_over: bool
    seconds: float
    verdicts: tuple[Verdict, ...]

    @property
    def right(self) -> bool:
        return all(verdict.passed for verdict in self.verdicts)

    @property
    def in_time(self) -> bool:
        return self.seconds < LIMIT_SECONDS

    @property
    def faults(self) -> tuple[Verdict, ...]:
        return tuple(verdict for verdict in self.verdicts if not verdict.passed)


class Practice(_Part):
    """``steps`` are the buyer's part, ``step`` where it stands; ``seed`` makes the same buyer
    again. ``at`` is the minute it plays in, ``asked_at`` when the buyer last wrote."""

    schema_version: int = SCHEMA
    id: str
    shop: str
    trainee: str
    buyer: str
    seed: int
    at: datetime
    started_at: datetime
    asked_at: datetime
    steps: tuple[Case, ...]
    content: str
    step: int = 0
    patience: int = PATIENCE
    lines: tuple[Message, ...]
    answers: tuple[Answer, ...] = ()
    ended: Ended = ""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Who practises with which kind of buyer; the same ``seed`` is the same buyer."""

    trainee: str
    buyer: str
    seed: int


def begun(id: str, shop: Shop, wanted: Wanted, at: datetime, now: datetime) -> Practice:
    """``at`` is the shop's minute, which decides the event; ``now`` when the buyer writes. Raises
    ``NoSuchBuyer``."""
    buyer, seed = wanted.buyer, wanted.seed
    play = played(shop, buyer, seed, at)
    if play is None:
        known = "、".join(BUYERS)
        raise NoSuchBuyer(f"这家店没有 {buyer} 这种买家可练：请从 {known} 里选，或先补上活动规则")
    first = play.steps[0].says
    return Practice(
        id=id,
        shop=shop.id,
        trainee=wanted.trainee,
        buyer=buyer,
        seed=seed,
        at=play.scene.at,
        started_at=now,
        asked_at=now,
        steps=tuple(step.case for step in play.steps),
        content=play.content,
        lines=(Message(role="customer", text=first),),
    )


def played(shop: Shop, buyer: str, seed: int, at: datetime) -> Play | None:
    """The buyer's part; ``None`` where there is no such buyer, or nothing to build it from."""
    made = BUYERS.get(buyer)
    return made(shop, at, Random(f"{buyer}/{seed}")) if made else None  # noqa: S311 - dice


def replied(
    practice: Practice,
    shop: Shop,
    shelf: Shelf,
    said: str,
    now: datetime,
    *,
    handed_over: bool = False,
) -> Practice:
    """After the trainee's answer: judged, and the buyer's next line. Raises ``PracticeOver``."""
    if practice.ended:
        raise PracticeOver("这位买家已经走了：请再来一位")
    case = practice.steps[practice.step]
    answer = Answer(
        asked=practice.lines[-1].text,
        said=said,
        handed_over=handed_over,
        seconds=round(max(0.0, (now - practice.asked_at).total_seconds()), 1),
        verdicts=judged(case, shop, shelf, said, handed_over=handed_over),
    )
    answers = (*practice.answers, answer)
    step = practice.step + answer.right
    patience = PATIENCE if answer.right else practice.patience - 1
    ended: Ended = "served" if step == len(practice.steps) else "left" if patience == 0 else ""
    line = _next_line(practice, answer, step, ended)
    own = [Message(role="agent", text=said)] if said else []
    return practice.model_copy(
        update={
            "answers": answers,
            "step": step,
            "patience": patience,
            "ended": ended,
            "asked_at": now,
            "lines": (*practice.lines, *own, Message(role="customer", text=line)),
        }
    )


def _next_line(practice: Practice, answer: Answer, step: int, ended: Ended) -> str:
    if ended == "served":
        return practice.content
    if answer.right:
        return practice.steps[step].turns[0].text
    dice = Random(f"{practice.seed}/{len(practice.answers)}")  # noqa: S311 - dice, no secret
    return dice.choice(texts().leaves if ended else _reactions(answer.faults))


def _reactions(faults: Sequence[Verdict]) -> tuple[str, ...]:
    failed = {verdict.check for verdict in faults}
    noticed = next((check for check in REACTS_TO if check in failed), "other")
    return texts().reactions[noticed]
