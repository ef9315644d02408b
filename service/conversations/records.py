"""State and corrections as JSON and back."""

from functools import cache
from typing import Any

from pydantic import TypeAdapter

from .state import Correction, State


def state_to(state: State) -> Any:
    return _states().dump_python(state, mode="json", exclude_defaults=True)


def state_from(record: Any) -> State:
    return _states().validate_python(record)


def correction_to(correction: Correction) -> Any:
    return _corrections().dump_python(correction, mode="json", exclude_defaults=True)


def correction_from(record: Any) -> Correction:
    return _corrections().validate_python(record)


@cache
def _states() -> TypeAdapter[State]:
    return TypeAdapter(State)


@cache
def _corrections() -> TypeAdapter[Correction]:
    return TypeAdapter(Correction)
