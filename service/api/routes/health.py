"""Liveness and readiness."""

from fastapi import APIRouter, Response

from ..deps import OpenDesk

router = APIRouter(tags=["health"])


@router.get("/healthz")
async def alive() -> dict[str, str]:
    """The process answers."""
    return {"status": "ok"}


@router.get("/readyz")
async def ready(desk: OpenDesk, response: Response) -> dict[str, object]:
    """Whether every shop's knowledge can be searched and what is answered can be stored; 503 says
    what cannot. ``peak`` is the step of the peak mode and what it goes by."""
    waiting = [shop.id for shop in desk.shops if not desk.knowledge.ready(shop.id)]
    stores = await desk.store.stores()
    if waiting or not stores:
        response.status_code = 503
    peak = {
        "mode": desk.peak.level().label,
        "drafts_under_way": desk.peak.queue,
        "error_rate": round(desk.peak.error_rate, 3),
    }
    return {
        "status": "waiting" if waiting or not stores else "ready",
        "shops_without_index": waiting,
        "database": "ready" if stores else "unreachable",
        "peak": peak,
    }
