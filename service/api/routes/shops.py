"""``/v1/shops/{shop}``: what a page needs to begin, and what buyers can hold in an event."""

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import AwareDatetime

from service.pricing import Rulebook

from ..deps import GivenCaller, GivenDesk, named
from ..schemas import EventOut, HeldOut, ShopOut

router = APIRouter(prefix="/v1/shops", tags=["shops"])


@router.get("/{shop}")
async def show(shop: str, desk: GivenDesk, caller: GivenCaller) -> ShopOut:
    """The shop, its clock, whether a model drafts, and who asks."""
    found = desk.shops.get(shop)
    return ShopOut(
        id=found.id,
        name=found.profile.name,
        platform=found.profile.platform,
        now=desk.clock(),
        demo=desk.settings.demo,
        model=desk.model,
        you=named(caller, ""),
    )


@router.get("/{shop}/event")
async def event(
    shop: str,
    desk: GivenDesk,
    id: Annotated[str, Query(max_length=64)] = "",
    at: AwareDatetime | None = None,
) -> EventOut:
    """The event ``id``, else the one under way at the minute ``at`` (now if left out)."""
    of = desk.shops.get(shop)
    named = next((book for book in of.rulebooks if book.id == id), None)
    book = named or of.rulebook_at(at or desk.clock())
    if book is None:
        return EventOut(id="", name="", coupons=[], memberships=[])
    return EventOut(
        id=book.id,
        name=book.event,
        coupons=[HeldOut(id=p.id, name=p.name) for p in book if p.needs_claim],
        memberships=[HeldOut(id=name, name=name) for name in _memberships(book)],
    )


def _memberships(book: Rulebook) -> list[str]:
    names = (getattr(promotion, "membership", "") for promotion in book)
    return list(dict.fromkeys(name for name in names if name))
