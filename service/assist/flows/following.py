"""How a flow is begun, kept and left, and what a reply does to it: folded turn by turn."""

from dataclasses import replace
from datetime import datetime

from service.conversations.state import State, UnderWay
from service.shops.flow import Flow
from service.shops.flows import Flows

from ..alike import share
from .known import heard, with_given
from .standing import Standing, asked_for, standing

SAYS_IT = 0.5
"""Share of a step's words that stand in a reply which said them in its own way."""


def followed(
    state: State,
    flows: Flows,
    scene: str | None,
    told: str,
    whole: str,
    turn: int,
    at: datetime | None = None,
) -> State:
    """After a burst: what it tells, and the flow it belongs to. ``scene`` is the burst's own,
    ``None`` where its words name none; ``told`` is the ``whole`` of it without its questions."""
    if not flows.by_scene:
        return state
    now = tuple(heard(told, whole, flows, turn))
    state = replace(state, given=with_given(state.given, now), turns=turn + 1)
    before = standing(state, flows)
    new = flows.get(scene)
    other_goods = any(item.turn == turn for item in state.basket)
    if new is not None and _leaves(before, new, other_goods=other_goods):
        since = turn if before is not None and before.step is None else _since(state)
        state = replace(state, flow=UnderWay(new.scene, turn, at, since))
    elif before is not None and before.told and state.flow is not None:
        state = replace(state, flow=replace(state.flow, asked=0))
    return _gone_on(state, flows)


def replied(state: State, flows: Flows, text: str) -> State:
    """After a reply of an agent or the bot: steps whose words it says are said, and a question
    that was put again is counted."""
    before = standing(state, flows)
    if before is None or before.step is None or state.flow is None:
        return state
    if before.missing:
        asks = any(says(asked_for(before.step, item), text) for item in before.missing)
        return replace(state, flow=replace(state.flow, asked=state.flow.asked + asks))
    if not before.step.say and before.step.to is None:
        return _with_said(state, before.step.name)
    return _said_on(state, flows, text)


def says(words: str, text: str) -> bool:
    """Whether the reply says them, in these words or nearly."""
    return share(words, text) >= SAYS_IT


def _leaves(before: Standing | None, new: Flow, *, other_goods: bool) -> bool:
    """Whether the new flow takes the place of the one under way; what is only asked beside that
    one is another matter once it is at its end and goods are named."""
    if before is None:
        return True
    old, ended = before.flow, before.step is None
    if new.scene == old.scene:
        return False
    if new.scene in old.within and not new.urgent:
        return ended and other_goods
    return new.urgent or ended or not old.urgent


def _since(state: State) -> int:
    """What was told while no flow was finished belongs to this matter too."""
    return state.flow.since if state.flow else -1


def _gone_on(state: State, flows: Flows) -> State:
    """Where a ready step leads into another flow, it is followed from there; once round at most."""
    for _ in flows.by_scene:
        here = standing(state, flows)
        step = here.step if here else None
        if here is None or step is None or step.go is None or here.missing or state.flow is None:
            break
        state = replace(state, flow=replace(state.flow, scene=step.go, said=(), asked=0))
    return state


def _said_on(state: State, flows: Flows, text: str) -> State:
    """Every step in a row that the reply says."""
    here = standing(state, flows)
    while here is not None and here.step is not None and here.step.say and not here.missing:
        if not says(here.step.say, text):
            break
        state = _with_said(state, here.step.name)
        here = standing(state, flows)
    return state


def _with_said(state: State, step: str) -> State:
    under_way = state.flow
    if under_way is None or step in under_way.said:
        return state
    return replace(state, flow=replace(under_way, said=(*under_way.said, step), asked=0))
