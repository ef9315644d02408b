"""``/v1/knowledge/jobs``: imports, watched while they run, with their row report and conflicts."""

from fastapi import APIRouter, Response

from service.desk import Desk
from service.shops import rule_faults

from ..deps import GivenCaller, GivenDesk, named
from ..knowledge_schemas import (
    ConflictsOut,
    JobId,
    JobOut,
    JobRequest,
    JobsOut,
    Limit,
    Offset,
    Outcome,
    RowsOut,
    ShopBody,
    ShopId,
)
from ..knowledge_views import conflicts_out, job_out, rows_out

router = APIRouter(prefix="/v1/knowledge/jobs", tags=["knowledge"])


@router.post("", status_code=202)
def start(body: JobRequest, desk: GivenDesk, caller: GivenCaller, response: Response) -> JobOut:
    """Imports the shop folder and what was uploaded; watch it under ``Location``."""
    shop = desk.shops.get(body.shop)
    job = desk.jobs.start(
        shop.id, dry_run=body.dry_run, activate=body.activate, by=named(caller, body.by)
    )
    response.headers["Location"] = f"/v1/knowledge/jobs/{job.id}?shop={shop.id}"
    return job_out(job)


@router.get("")
def jobs(shop: ShopId, desk: GivenDesk) -> JobsOut:
    """The shop's jobs, the latest first."""
    return JobsOut(jobs=[job_out(job) for job in desk.jobs.all(_shop(shop, desk))])


@router.get("/{job}")
def show(job: JobId, shop: ShopId, desk: GivenDesk) -> JobOut:
    """How far it is, and what it came to."""
    return job_out(desk.jobs.get(_shop(shop, desk), job))


@router.get("/{job}/rows")
def rows(
    job: JobId,
    shop: ShopId,
    desk: GivenDesk,
    outcome: Outcome | None = None,
    offset: Offset = 0,
    limit: Limit = 100,
) -> RowsOut:
    """What became of each row; none until the job is done."""
    return rows_out(desk.jobs.report(_shop(shop, desk), job), outcome, offset, limit)


@router.get("/{job}/conflicts")
def conflicts(
    job: JobId, shop: ShopId, desk: GivenDesk, offset: Offset = 0, limit: Limit = 100
) -> ConflictsOut:
    """Scripts and documents that contradict each other, and the rulebooks' own list."""
    report = desk.jobs.report(_shop(shop, desk), job)
    return conflicts_out(report, rule_faults(desk.shops.get(shop)), offset, limit)


@router.post("/{job}/cancel", status_code=202)
def cancel(job: JobId, body: ShopBody, desk: GivenDesk) -> JobOut:
    """Ends it at its next step; the active version stays."""
    return job_out(desk.jobs.cancel(_shop(body.shop, desk), job))


@router.post("/{job}/resume", status_code=202)
def resume(job: JobId, body: ShopBody, desk: GivenDesk) -> JobOut:
    """Goes on with an interrupted, failed or cancelled one from what is stored already."""
    return job_out(desk.jobs.resume(_shop(body.shop, desk), job))


def _shop(shop: str, desk: Desk) -> str:
    return desk.shops.get(shop).id
