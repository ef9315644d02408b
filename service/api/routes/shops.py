"""``GET /v1/shops/{shop}``: what a page needs to begin."""

from fastapi import APIRouter

from ..deps import GivenDesk
from ..schemas import ShopOut

router = APIRouter(prefix="/v1/shops", tags=["shops"])


@router.get("/{shop}")
async def show(shop: str, desk: GivenDesk) -> ShopOut:
    """The shop, its clock, and whether a model drafts."""
    found = desk.shops.get(shop)
    return ShopOut(
        id=found.id,
        name=found.profile.name,
        platform=found.profile.platform,
        now=desk.clock(),
        demo=desk.settings.demo,
        model=desk.model,
    )
