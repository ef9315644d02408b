"""Where a conversation stands in the flow it follows."""

from dataclasses import dataclass
from datetime import datetime

from service.conversations.state import State
from service.shops.flow import Flow, Item, Step
from service.shops.flows import Flows

from .due import Case, Due, due_now
from .known import Known, known


@dataclass(frozen=True, slots=True)
class Standing:
    """``step`` is the first that is not passed, ``None`` at the end; ``number`` counts it from 1,
    ``of`` are the steps that there can be for what was told. ``known`` and ``missing`` are items:
    what the flow asks for and was told, and what ``step`` still needs, in its order. ``told``: this
    burst told something that the flow asks for; ``began``: it began the flow. ``asked`` is how
    often the buyer was asked in vain. ``due_at`` is the deadline, ``due`` says why a person takes
    over now."""

    flow: Flow
    step: Step | None
    number: int
    of: int
    known: tuple[Item, ...]
    missing: tuple[Item, ...]
    told: bool
    began: bool
    asked: int
    due_at: datetime | None
    due: Due | None

    @property
    def words(self) -> str:
        """What comes next in the shop's words, without a greeting: a question for what is missing,
        else what the step says; empty where the question itself is to be answered."""
        if self.step is None:
            return ""
        if not self.missing:
            return self.step.say
        lead = "" if self.asked else self.step.lead
        return lead + "".join(asked_for(self.step, item) for item in self.missing)


def asked_for(step: Step, item: Item) -> str:
    """The step's own question for the item, else the usual one."""
    return step.ask.get(item.id, item.ask)


def standing(state: State, flows: Flows, now: datetime | None = None) -> Standing | None:
    """Of the flow under way; ``None`` without one, and where the shop has it no more."""
    under_way = state.flow
    flow = flows.get(under_way.scene) if under_way else None
    if flow is None or under_way is None:
        return None
    facts = known(state, flows, under_way)
    steps = [step for step in flow.steps if step.applies(facts.values)]
    places = (i for i, one in enumerate(steps) if not _passed(one, facts, under_way.said))
    at = next(places, len(steps))
    step = steps[at] if at < len(steps) else None
    needs = dict.fromkeys((*step.needs, *step.only)) if step else {}
    missing = tuple(flows.items[item] for item in needs if item not in facts.values)
    wanted = dict.fromkeys(item for one in steps for item in one.needs)
    of = flow.longest(facts.values) if step else len(steps)
    due_at = under_way.at + flow.deadline if under_way.at and flow.deadline else None
    late = step is not None and now is not None and due_at is not None and now >= due_at
    return Standing(
        flow,
        step,
        min(at + 1, of),
        of,
        tuple(flows.items[item] for item in wanted if item in facts.values),
        missing,
        any(item in facts.told_now for item in wanted),
        under_way.turn == state.turns - 1,
        under_way.asked,
        due_at,
        due_now(Case(state, flow, step, facts.money, bool(missing), late)),
    )


def _passed(step: Step, facts: Known, said: tuple[str, ...]) -> bool:
    """Nothing missing, and said what there is to say. Who takes over, or another flow, goes on."""
    if any(item not in facts.values for item in (*step.needs, *step.only)):
        return False
    only_asks = bool(step.needs) and not (step.say or step.to or step.go)
    return only_asks or step.name in said
