"""``GET /v1/search``: scripts and passages, as agents search them."""

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import AwareDatetime

from ..deps import GivenDesk
from ..schemas import SearchOut
from ..views import hit_out

router = APIRouter(prefix="/v1", tags=["search"])


@router.get("/search")
async def search(
    desk: GivenDesk,
    shop: Annotated[str, Query(min_length=1, max_length=64)],
    q: Annotated[str, Query(min_length=1, max_length=200)],
    sku: Annotated[str | None, Query(max_length=80)] = None,
    at: AwareDatetime | None = None,
    limit: Annotated[int, Query(ge=1, le=20)] = 8,
) -> SearchOut:
    """What holds at the minute ``at`` (now if left out), best first."""
    found = desk.knowledge.search(
        desk.shops.get(shop).id,
        q,
        at=at or desk.clock(),
        skus=frozenset({sku}) if sku else frozenset(),
        limit=limit,
    )
    version = desk.knowledge.version(shop)
    return SearchOut(hits=[hit_out(hit, version) for hit in found])
