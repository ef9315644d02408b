"""When a person takes over from a flow, and to whom."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from service.conversations.state import Mood, State
from service.pricing import spoken
from service.shops.flow import Escalation, Flow, Group, Step

MOST_ASKED = 2
"""How often a buyer is asked for the same before a person takes over."""


@dataclass(frozen=True, slots=True)
class Due:
    """``to`` of shop.yaml's handoff, and why, in Chinese."""

    to: Group
    why: str


@dataclass(frozen=True, slots=True)
class Case:
    """``money`` are fen that the buyer asks for, 0 for none; ``late``: the deadline is past;
    ``step`` is ready where nothing of it is ``missing``."""

    state: State
    flow: Flow
    step: Step | None
    money: int
    missing: bool
    late: bool


def due_now(case: Case) -> Due | None:
    """The first of the flow's own rules that holds, else the step that hands over."""
    for rule in case.flow.escalate:
        if why := _RULES[rule.when](rule, case):
            return Due(rule.to, why)
    step = case.step
    if step is not None and step.to is not None and not case.missing:
        return Due(step.to, f"{case.flow.name}流程到了「{step.name}」")
    return None


def _angry(_rule: Escalation, case: Case) -> str:
    mood = case.state.mood
    now = mood is not None and mood.turn == case.state.turns - 1
    return "买家情绪激动" if now and mood is not None and mood.value is Mood.ANGRY else ""


def _over_limit(_rule: Escalation, case: Case) -> str:
    if case.money <= case.flow.limit:
        return ""
    return f"买家要{spoken(case.money)}元，可当场答应的是{spoken(case.flow.limit)}元"


def _said(rule: Escalation, case: Case) -> str:
    return f"{case.flow.name}：买家说到要专员处理的事" if rule.said_in(case.state.text) else ""


def _late(_rule: Escalation, case: Case) -> str:
    return f"{case.flow.name}超过了答复期限" if case.late else ""


def _stuck(_rule: Escalation, case: Case) -> str:
    asked = case.state.flow.asked if case.state.flow else 0
    return (
        f"{case.flow.name}：问了{asked}次还缺资料" if case.missing and asked >= MOST_ASKED else ""
    )


_RULES: Mapping[str, Callable[[Escalation, Case], str]] = {
    "angry": _angry,
    "over_limit": _over_limit,
    "words": _said,
    "overdue": _late,
    "stuck": _stuck,
}
"""By ``when``: why the rule holds, empty where it does not."""
