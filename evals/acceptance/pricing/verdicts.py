"""Whether a case is reproduced, told, or missed, figure by figure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, get_args

from service.pricing import PricingError, yuan
from service.pricing.policies import Policies
from service.pricing.quote import Reading

from ..errors import NotOurs
from .answers import Answer
from .case import Case, fen
from .figures import FAULTY, Figure, figure
from .policies import Asked, asked_by


class Outcome(StrEnum):
    """*hit*: the figure is ours. *told*: ours differs, and our answer itself names the assumption
    under which it is the source's. *miss*: neither."""

    HIT = "hit"
    TOLD = "told"
    MISS = "miss"


@dataclass(frozen=True, slots=True)
class Compared:
    """One figure; ``reason`` is empty for a plain hit."""

    name: str
    expected: str
    ours: str
    outcome: Outcome
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A case with its figures and the policies named for it."""

    case: Case
    asked: Asked | None
    figures: tuple[Compared, ...]

    @property
    def good(self) -> bool:
        return bool(self.figures) and all(f.outcome is not Outcome.MISS for f in self.figures)


def judge(case: Case) -> Verdict:
    """Every expected figure against ours; a case we cannot read is a miss that says why."""
    try:
        asked = asked_by(case)
        answer = Answer(case, asked.policies)
    except NotOurs as error:
        return Verdict(case, None, (Compared("", "", "", Outcome.MISS, str(error)),))
    wanted = {**case.expected, **case.exact}
    figures = tuple(_compared(answer, name, wanted[name]) for name in wanted)
    return Verdict(case, asked, figures)


def _compared(answer: Answer, name: str, expected: Any) -> Compared:
    case = answer.case
    try:
        if FAULTY.fullmatch(name):
            return _avoided(answer, name, expected)
        ours = figure(answer, name)
        same = _same(ours, expected)
    except (NotOurs, PricingError) as error:
        return Compared(name, shown(expected), "", Outcome.MISS, str(error))
    except Exception as error:  # a fault of the engine is this case's miss, not the run's end
        reason = f"{type(error).__name__}：{error}"
        return Compared(name, shown(expected), "", Outcome.MISS, reason)
    if same:
        printed = case.expected.get(name)
        off = name in case.exact and printed is not None
        reason = f"原文写{shown(printed)}，其算术有误，按精确值比较" if off else ""
        return Compared(name, shown(expected), _shown_figure(ours), Outcome.HIT, reason)
    told = next(_told(answer, name, expected), "")
    outcome = Outcome.TOLD if told else Outcome.MISS
    reason = told or f"数字不同{_hint(answer, name, expected)}"
    return Compared(name, shown(expected), _shown_figure(ours), outcome, reason)


def _avoided(answer: Answer, name: str, expected: Any) -> Compared:
    """A faulty program's figure: ours must differ from it."""
    proper = name.partition("_")[2]
    ours = figure(answer, proper)
    outcome = Outcome.MISS if _same(ours, expected) else Outcome.HIT
    text = f"≠ {shown(expected)}"
    return Compared(name, text, _shown_figure(ours), outcome, "别家程序的错误结果，不应复现")


def _told(answer: Answer, name: str, expected: Any) -> Iterator[str]:
    """The readings that our own answer tells, under which the source's figure is ours; a source may
    go on using what would no longer pay under that reading."""
    for reading in _readings(answer):
        named = {reading.policy: reading.value}
        if reading.policy not in Policies.model_fields:
            continue
        if _gives(answer, named, name, expected):
            yield f"答复已说明：{reading.text}"
        elif _gives(answer, named | {"choice": "use_everything"}, name, expected):
            yield f"答复已说明：{reading.text}；原文仍把列出的优惠都用上"
    if name in ("refund", "cash_refund"):
        other = answer.refund.other_cash
        if other is not None and other == fen(expected):
            rule = "重算" if answer.refund.rule == "shares" else "分摊"
            yield f"答复已说明：按{rule}为{yuan(other)}"


def _readings(answer: Answer) -> tuple[Reading, ...]:
    try:
        return answer.quote.readings if answer.case.given.get("items") else ()
    except (NotOurs, PricingError):
        return ()


def _gives(answer: Answer, named: Mapping[str, Any], name: str, expected: Any) -> bool:
    """Whether the figure comes out under these policies besides those the case asked for."""
    policies = answer.policies.model_copy(update=dict(named))
    try:
        return _same(figure(Answer(answer.case, policies), name), expected)
    except (NotOurs, PricingError):
        return False


def _hint(answer: Answer, name: str, expected: Any) -> str:
    """The single policies under which it would be reproduced: for whoever looks into the miss."""
    found = [
        f"{policy}={str(value).lower()}"
        for policy, field in Policies.model_fields.items()
        for value in _values(field.annotation)
        if _gives(answer, {policy: value}, name, expected)
    ]
    return f"；口径 {' 或 '.join(found)} 可得，但案例没有写明" if found else ""


def _values(annotation: Any) -> Iterator[Any]:
    """The choices of a policy: ``Literal[…] | None`` or ``bool | None``."""
    for part in get_args(annotation):
        if part is bool:
            yield from (True, False)
        elif part is not type(None):
            yield from get_args(part) or (part,)


def _same(ours: Figure, expected: Any) -> bool:
    if isinstance(ours, Mapping):
        if not isinstance(expected, Mapping):
            return False
        return all(ours.get(key) == fen(value) for key, value in expected.items())
    if isinstance(ours, list) or isinstance(expected, list):
        both = isinstance(ours, list) and isinstance(expected, list)
        return both and ours == [fen(value) for value in expected]
    if isinstance(expected, Mapping):
        return False
    if isinstance(expected, bool) or isinstance(ours, bool):
        return ours is expected
    return ours == fen(expected)


def shown(expected: Any) -> str:
    """A figure of the source as the table prints it."""
    if isinstance(expected, list):
        return " ".join(map(str, expected))
    if isinstance(expected, Mapping):
        return " ".join(f"{key} {value}" for key, value in expected.items())
    return _yes(expected) if isinstance(expected, bool) else str(expected)


def _shown_figure(ours: Figure) -> str:
    if isinstance(ours, list):
        return " ".join(map(yuan, ours))
    if isinstance(ours, Mapping):
        return " ".join(f"{key} {yuan(value)}" for key, value in ours.items())
    return _yes(ours) if isinstance(ours, bool) else yuan(ours)


def _yes(answer: bool) -> str:
    return "是" if answer else "否"
