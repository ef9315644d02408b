"""Roles of a service desk and what each may do: one table."""

from collections.abc import Mapping
from enum import StrEnum


class Role(StrEnum):
    """Of a key; customers have none, they are signed for by their shop."""

    AGENT = "agent"
    TRAINER = "trainer"
    SUPERVISOR = "supervisor"
    ADMIN = "admin"


class Right(StrEnum):
    """What a route asks for."""

    SERVE = "serve"
    """Suggestions, quotes, search, conversations: an agent's work."""

    TEACH = "teach"
    """Knowledge, scripts and rules: upload, import, activate, roll back."""

    WATCH = "watch"
    """What the desk does and costs."""

    MANAGE = "manage"
    """The audit log; a buyer's data deleted on request."""


MAY: Mapping[Role, frozenset[Right]] = {
    Role.AGENT: frozenset({Right.SERVE}),
    Role.TRAINER: frozenset({Right.SERVE, Right.TEACH}),
    Role.SUPERVISOR: frozenset({Right.SERVE, Right.TEACH, Right.WATCH}),
    Role.ADMIN: frozenset(Right),
}
