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
    pinned = desk.knowledge.pinned(desk.shops.get(shop).id)
    found = pinned.search(
        shop,
        q,
        at=at or desk.clock(),
        skus=frozenset({sku}) if sku else frozenset(),
        limit=limit,
    )
    return SearchOut(hits=[hit_out(hit, pinned.version(shop)) for hit in found])
