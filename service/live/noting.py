"""Noting what happens, in the transaction of what it belongs to."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Table, bindparam, case, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from .tables import actions, bursts, minutes, spent, stops
from .times import milliseconds, minute_of

REPLIES = frozenset({"copied", "inserted", "sent"})
"""What an agent does with a suggestion by which the buyer has a reply."""

TAKEN = "taken"
"""The first of these, whichever it is: so many suggestions were of use."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A sentence that the guard stopped: the code, and the rule it was stopped by."""

    code: str
    reason: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a message was answered; ``replied`` where the bot did it by itself."""

    handed_over: bool = False
    degraded: str = ""
    stops: Sequence[Stop] = ()
    replied: bool = False


NOTHING_SPECIAL = Outcome()


@dataclass(frozen=True, slots=True)
class Burst:
    """A message, or several before anybody replied; ``position`` is the first one's place.

    ``opening``: the conversation began with it.
    """

    shop: str
    conversation_id: str
    position: int
    scene: str
    opening: bool


async def note_burst(
    connection: AsyncConnection, burst: Burst, outcome: Outcome, at: datetime
) -> None:
    """What was asked; whatever the conversation asked before has had its reply by now.

    More words to the same question change how it was answered, not since when it waits.
    """
    now, minute = milliseconds(at), minute_of(at)
    if burst.position:
        earlier = {"conversation": burst.conversation_id, "before": burst.position}
        await connection.execute(_ANSWERED_SOMEHOW, earlier)
    row = {
        "conversation_id": burst.conversation_id,
        "position": burst.position,
        "shop": burst.shop,
        "minute": minute,
        "asked_ms": now,
        "opening": burst.opening,
        "scene": burst.scene,
        "handed_over": outcome.handed_over,
        "degraded": outcome.degraded[:120],
        "reply": "bot" if outcome.replied else "",
        "replied_ms": now if outcome.replied else None,
    }
    await connection.execute(_ASKED[connection.dialect.name], row)
    if outcome.stops:
        told = [
            {"shop": burst.shop, "minute": minute, "code": stop.code, "reason": stop.reason[:200]}
            for stop in outcome.stops
        ]
        await connection.execute(insert(stops), told)


@dataclass(frozen=True, slots=True)
class Action:
    """What an agent did with a suggestion, made when the conversation had ``total`` turns."""

    shop: str
    conversation_id: str
    total: int
    suggestion_id: str
    event: str


async def note_action(connection: AsyncConnection, action: Action, at: datetime) -> None:
    """Each thing that is done with a suggestion counts once; the first reply ends the waiting."""
    events = (action.event, TAKEN) if action.event in REPLIES else (action.event,)
    rows = [
        {
            "suggestion_id": action.suggestion_id,
            "event": event,
            "shop": action.shop,
            "minute": minute_of(at),
        }
        for event in events
    ]
    await connection.execute(_DONE[connection.dialect.name], rows)
    if action.event in REPLIES:
        await note_reply(connection, action.conversation_id, action.total, action.event, at)


async def note_reply(
    connection: AsyncConnection, conversation_id: str, total: int, how: str, at: datetime
) -> None:
    """The last burst of the first ``total`` turns has its reply, if it had none."""
    told = {
        "conversation": conversation_id,
        "before": total,
        "how": how,
        "moment": milliseconds(at),
    }
    await connection.execute(_REPLIED, told)


@dataclass(frozen=True, slots=True)
class Bill:
    """What calls to a model cost; ``micros`` are millionths of a yuan."""

    shop: str
    at: datetime
    calls: int
    tokens: int
    micros: int


async def note_spent(connection: AsyncConnection, bills: Sequence[Bill]) -> None:
    rows = [
        {"shop": shop, "minute": minute, **figures}
        for (shop, minute), figures in sorted(_by_minute(bills).items())
    ]
    await connection.execute(_SPENT[connection.dialect.name], rows)


async def keep_minutes(connection: AsyncConnection, rows: Sequence[dict[str, Any]]) -> None:
    """Minutes summed up; another replica may have done it at the same time, with the same sums."""
    await connection.execute(_SUMMED_UP[connection.dialect.name], rows)


def _by_minute(bills: Sequence[Bill]) -> dict[tuple[str, int], dict[str, int]]:
    sums: dict[tuple[str, int], dict[str, int]] = {}
    for bill in bills:
        so_far = sums.setdefault((bill.shop, minute_of(bill.at)), dict.fromkeys(_FIGURES, 0))
        for name in _FIGURES:
            so_far[name] += getattr(bill, name)
    return sums


_FIGURES = ("calls", "tokens", "micros")


def _meeting(table: Table, change: Callable[[Any], Any]) -> dict[str, Any]:
    """An insert that may meet a row which is there already, by the name of the database. Made once:
    it runs with every message."""
    return {dialect.dialect.name: change(dialect.insert(table)) for dialect in (sqlite, postgresql)}


def _asked_on(made: Any) -> Any:
    old, new = bursts.c, made.excluded
    answered = {name: new[name] for name in ("scene", "handed_over", "degraded")}
    answered["reply"] = case((old.reply == "", new.reply), else_=old.reply)
    answered["replied_ms"] = func.coalesce(old.replied_ms, new.replied_ms)
    keys = ["conversation_id", "position"]
    return made.on_conflict_do_update(index_elements=keys, set_=answered)


def _counted_up(made: Any) -> Any:
    sums = {name: spent.c[name] + made.excluded[name] for name in _FIGURES}
    return made.on_conflict_do_update(index_elements=["shop", "minute"], set_=sums)


def _left_as_it_is(made: Any) -> Any:
    return made.on_conflict_do_nothing()


_ASKED = _meeting(bursts, _asked_on)
_DONE = _meeting(actions, _left_as_it_is)
_SPENT = _meeting(spent, _counted_up)
_SUMMED_UP = _meeting(minutes, _left_as_it_is)

_EARLIER = (
    bursts.c.conversation_id == bindparam("conversation"),
    bursts.c.position < bindparam("before"),
)
_ANSWERED_SOMEHOW = update(bursts).where(*_EARLIER, bursts.c.reply == "").values(reply="later")
_LAST = select(func.max(bursts.c.position)).where(*_EARLIER).scalar_subquery()
_REPLIED = (
    update(bursts)
    .where(_EARLIER[0], bursts.c.position == _LAST, bursts.c.reply == "")
    .values(reply=bindparam("how"), replied_ms=bindparam("moment"))
)
