"""Server-sent events of ``POST /v1/suggestions``; ``SuggestionEvents`` has the type of each.

state        {conversation_id, state}      once, first
suggestion   {suggestion}                  a whole candidate; the same id again replaces it
delta        {id, text}                    one more verified sentence of a candidate
handoff      {handoff}                     at most once
done         {degraded, seconds, mode}     last; everything has been stored before it
error        a problem document            last, instead of ``done``
"""

import json
from typing import Any

from pydantic import BaseModel

from .schemas import HandoffOut, Mode, ProblemOut, SuggestionOut
from .state_schemas import StateOut


class StateEvent(BaseModel):
    conversation_id: str
    state: StateOut


class SuggestionEvent(BaseModel):
    suggestion: SuggestionOut


class DeltaEvent(BaseModel):
    id: str
    text: str


class HandoffEvent(BaseModel):
    handoff: HandoffOut


class DoneEvent(BaseModel):
    degraded: str | None
    seconds: float
    mode: Mode


class SuggestionEvents(BaseModel):
    """The data of each event, by the event's name."""

    state: StateEvent
    suggestion: SuggestionEvent
    delta: DeltaEvent
    handoff: HandoffEvent
    done: DoneEvent
    error: ProblemOut


Frame = StateEvent | SuggestionEvent | DeltaEvent | HandoffEvent | DoneEvent | ProblemOut

NAMES: dict[object, str] = {
    field.annotation: name for name, field in SuggestionEvents.model_fields.items()
}


def encoded(frame: Frame) -> bytes:
    """One event. JSON has no bare line breaks, so one ``data:`` line holds it."""
    return f"event: {NAMES[type(frame)]}\ndata: {frame.model_dump_json(by_alias=True)}\n\n".encode()


def data_only(data: Any) -> bytes:
    """An event without a name, as the OpenAI protocol has them; text stands as it is."""
    told = data if isinstance(data, str) else json.dumps(data, ensure_ascii=False)
    return f"data: {told}\n\n".encode()
