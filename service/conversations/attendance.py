"""Who attends to a conversation, and what may follow upon what.

    bot ──────► waiting ──────► human ──────► closed
     ▲  ask      │  │    take     │    close     │
     ├───────────┘  ▼             │              │
     │ cancel     left ── take ──►│              │
     └────────────────────────────┴──────────────┘
                   give back         the customer writes again

``left``: the customer left a message 留言 and does not wait. A person may take a conversation of
the bot's, too. The bot is silent while it is a person's.
"""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Literal

from .errors import NotTaken, Taken

Channel = Literal["chat", "workbench"]


class Attended(StrEnum):
    BOT = "bot"
    WAITING = "waiting"
    LEFT = "left"
    HUMAN = "human"
    CLOSED = "closed"


QUEUED = (Attended.WAITING, Attended.LEFT)
"""Somebody should take it."""


@dataclass(frozen=True, slots=True)
class Brief:
    """What the person who takes over is told: to which group it goes, why, and what was said."""

    code: str
    group: str
    reason: str
    summary: tuple[str, ...]


NO_BRIEF = Brief("", "", "", ())


@dataclass(frozen=True, slots=True)
class Attendance:
    """``agent`` is who has it while it is a person's; ``queued_at`` in seconds of the Unix epoch;
    ``version`` goes up with every change and every reply of the bot."""

    conversation_id: str
    status: Attended
    agent: str | None
    brief: Brief
    queued_at: float
    version: int


@dataclass(frozen=True, slots=True)
class Queued:
    """A line of the inbox: an attendance with who it is and what was said last. ``last_number`` is
    that of the last happening, 0 where the conversation is held in a workbench."""

    attendance: Attendance
    channel: Channel
    subject: str | None
    order: str | None
    last_role: str
    last_text: str
    last_number: int


def asked(before: Attendance, brief: Brief, now: float) -> Attendance:
    """A person is due; who waits already, or has one, keeps the place."""
    if before.status in (Attended.WAITING, Attended.HUMAN):
        return before
    return replace(before, status=Attended.WAITING, agent=None, brief=brief, queued_at=now)


def left(before: Attendance, brief: Brief, now: float) -> Attendance:
    """A message was left: it keeps the place in the queue, and nobody waits for it."""
    if before.status is Attended.HUMAN:
        return before
    if before.status is Attended.WAITING:
        return replace(before, status=Attended.LEFT, brief=brief)
    return replace(before, status=Attended.LEFT, agent=None, brief=brief, queued_at=now)


def cancelled(before: Attendance) -> Attendance:
    """取消排队, or what an agent took back before anybody took it."""
    return replace(before, status=Attended.BOT) if before.status in QUEUED else before


def taken(before: Attendance, agent: str) -> Attendance:
    """Raises ``Taken`` where another agent has it."""
    if before.status is Attended.HUMAN:
        if before.agent != agent:
            raise Taken(f"{before.agent} 已经接待了这位顾客")
        return before
    return replace(before, status=Attended.HUMAN, agent=agent)


def given_back(before: Attendance, agent: str) -> Attendance:
    """To the bot. Raises as ``held`` does."""
    held(before, agent)
    return replace(before, status=Attended.BOT, agent=None)


def closed(before: Attendance, agent: str) -> Attendance:
    """Raises as ``held`` does."""
    if before.status is Attended.CLOSED:
        return before
    held(before, agent)
    return replace(before, status=Attended.CLOSED, agent=None)


def held(attendance: Attendance, agent: str) -> None:
    """Raises ``Taken`` where another agent has it, ``NotTaken`` where nobody has."""
    if attendance.status is not Attended.HUMAN:
        raise NotTaken("请先接待这个会话，再回复、交还或结束")
    if attendance.agent != agent:
        raise Taken(f"{attendance.agent} 已经接待了这位顾客")
