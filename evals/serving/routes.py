"""``/v1/evals``: the runs kept, and two of them side by side, regressions first; the rest of what
evals bring to the service is registered here as well."""

from collections.abc import Mapping, Sequence
from typing import Annotated

from fastapi import APIRouter, Query

from evals.practice.errors import NoSuchBuyer, PracticeOver, UnknownPractice
from evals.running.errors import UnknownRun
from service.access.roles import Right
from service.api.deps import GivenDesk
from service.api.errors import Meaning

from . import practice
from .kept import run_of, runs_of
from .schemas import ComparisonOut, RunsOut
from .views import alone_out, comparison_out, run_out

ID = r"^\d{8}-\d{6}(-\d{1,6})?$"
"""Ids come from outside and become a path."""

Shop = Annotated[str, Query(min_length=1, max_length=64)]
Run = Annotated[str | None, Query(pattern=ID, description="A run's id; left out: the latest.")]
Former = Annotated[str | None, Query(pattern=ID, description="The run before; left out: none.")]

router = APIRouter(prefix="/v1/evals", tags=["evals"])


@router.get("/runs")
def runs(shop: Shop, desk: GivenDesk) -> RunsOut:
    """The shop's finished runs, the latest first."""
    of = desk.shops.get(shop)
    return RunsOut(runs=[run_out(run) for run in runs_of(desk.settings.home, of.id)])


@router.get("/comparison")
def comparison(
    shop: Shop, desk: GivenDesk, now: Run = None, before: Former = None
) -> ComparisonOut:
    """A run beside a former one, metric by metric and case by case; what broke stands first."""
    home, of = desk.settings.home, desk.shops.get(shop)
    latest = run_of(home, of.id, now)
    if before is None:
        return alone_out(latest)
    return comparison_out(run_of(home, of.id, before), latest)


ROUTERS: Sequence[tuple[APIRouter, Right]] = [(router, Right.TEACH), *practice.ROUTERS]
ERRORS: Mapping[type[Exception], Meaning] = {
    UnknownRun: Meaning(
        404, "unknown_run", "没有这次评测", "No such run of this shop; list the runs."
    ),
    NoSuchBuyer: Meaning(
        422,
        "no_such_buyer",
        "没有这种买家",
        "No such buyer here; list them at /v1/practice/buyers.",
    ),
    UnknownPractice: Meaning(
        404, "unknown_practice", "没有这次练习", "No such practice of yours; begin a new one."
    ),
    PracticeOver: Meaning(
        409, "practice_over", "练习已经结束", "This buyer has gone; begin a new practice."
    ),
}
