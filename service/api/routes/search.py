"""``GET /v1/search``: scripts and passages, as agents search them."""

import asyncio
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
    version: Annotated[str | None, Query(max_length=40, description="A version kept.")] = None,
) -> SearchOut:
    """What holds at the minute ``at`` (now if left out), best first.

    In the active version, or in another one, e.g. to try one that is only prepared.
    """
    asked = desk.shops.get(shop).id
    if version is None:
        pinned = desk.knowledge.pinned(asked)
    else:  # may have to be loaded
        pinned = await asyncio.to_thread(desk.knowledge.pinned, asked, version)
    found = pinned.search(
        shop,
        q,
        at=at or desk.clock(),
        skus=frozenset({sku}) if sku else frozenset(),
        limit=limit,
    )
    return SearchOut(hits=[hit_out(hit, pinned.version(shop)) for hit in found])
