"""The figures by minute, out of the rows that the index on shop and minute finds."""

from collections import defaultdict
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, and_, case, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from .figures import Figures
from .tables import actions, bursts, stops

Minutes = dict[int, Figures]


async def by_minute(
    connection: AsyncConnection, shop: str, first: int, last: int, due_ms: int, standard_ms: int
) -> Minutes:
    """The minutes from ``first`` to ``last``, those in which something happened.

    What was asked after ``due_ms`` may still be replied to within ``standard_ms`` and does not
    count yet.
    """
    found: Minutes = defaultdict(Figures)
    for query, take in (
        (_asked(due_ms, standard_ms), _take_asked),
        (_count(actions, actions.c.event), _take_action),
        (_count(stops, stops.c.code + " " + stops.c.reason), _take_stop),
    ):
        columns = query.selected_columns
        within = and_(columns.shop == shop, columns.minute.between(first, last))
        for row in await connection.execute(query.where(within)):
            take(found[row.minute], row)
    return dict(found)


def _asked(due_ms: int, standard_ms: int) -> Select[Any]:
    columns = bursts.c
    timed = columns.replied_ms.is_not(None)
    overdue = and_(columns.reply == "", columns.asked_ms <= due_ms)
    in_time = and_(timed, columns.replied_ms - columns.asked_ms <= standard_ms)
    return select(
        columns.shop,
        columns.minute,
        columns.scene,
        columns.degraded,
        func.count().label("asked"),
        _sum(columns.opening).label("opened"),
        _sum(columns.handed_over).label("handed_over"),
        _sum(timed | overdue).label("counted"),
        _sum(in_time).label("within"),
        _sum(columns.reply == "later").label("untimed"),
    ).group_by(columns.shop, columns.minute, columns.scene, columns.degraded)


def _count(table: Table, what: ColumnElement[str]) -> Select[Any]:
    columns = table.c
    counted = columns.shop, columns.minute, what.label("what")
    return select(*counted, func.count().label("times")).group_by(*counted)


def _sum(condition: Any) -> Any:
    return func.sum(case((condition, 1), else_=0))


def _take_asked(figures: Figures, row: Any) -> None:
    for name in ("asked", "opened", "handed_over", "counted", "within", "untimed"):
        setattr(figures, name, getattr(figures, name) + int(getattr(row, name)))
    figures.scenes[row.scene] += row.asked
    if row.degraded:
        figures.degraded[row.degraded] += row.asked


def _take_action(figures: Figures, row: Any) -> None:
    figures.actions[row.what] += row.times


def _take_stop(figures: Figures, row: Any) -> None:
    figures.stops[row.what] += row.times
