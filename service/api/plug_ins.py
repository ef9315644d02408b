"""Routes that other packages bring: the service mounts them and imports none of it.

A package names a module under the entry points ``goalie.routes``; the console's evals come so.
"""

from collections.abc import Mapping, Sequence
from importlib.metadata import entry_points
from typing import Protocol

from fastapi import APIRouter

from service.access.roles import Right

from .errors import Meaning

GROUP = "goalie.routes"


class Routes(Protocol):
    """The module behind an entry point; ``ERRORS`` is how its errors look from outside."""

    ROUTERS: Sequence[tuple[APIRouter, Right]]
    ERRORS: Mapping[type[Exception], Meaning]


def plug_in_routes() -> Sequence[Routes]:
    return [entry.load() for entry in entry_points(group=GROUP)]
