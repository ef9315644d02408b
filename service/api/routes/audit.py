"""``GET /v1/audit``: who changed what."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel

from ..deps import GivenDesk

router = APIRouter(prefix="/v1/audit", tags=["access"])


class DeedOut(BaseModel):
    """``action`` is the method and the path; ``request`` is the id in the logs."""

    at: datetime
    key: str
    name: str
    role: str
    action: str
    request: str


class AuditOut(BaseModel):
    deeds: list[DeedOut]


@router.get("")
async def show(
    shop: Annotated[str, Query(min_length=1, max_length=64)],
    desk: GivenDesk,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
) -> AuditOut:
    """What trainers, supervisors and administrators of the shop have changed, the latest first."""
    found = await desk.audit.last(desk.shops.get(shop).id, limit)
    return AuditOut(deeds=[DeedOut.model_validate(deed, from_attributes=True) for deed in found])
