"""``GET /v1/usage``: what models have cost a shop in a day."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query

from service.conversations.spending import Spent
from service.pricing import SHANGHAI

from ..deps import GivenDesk
from ..schemas import ShopUsageOut
from ..views import usage_out

router = APIRouter(prefix="/v1", tags=["usage"])


@router.get("/usage")
async def usage(
    desk: GivenDesk,
    shop: Annotated[str, Query(min_length=1, max_length=64)],
    day: Annotated[date | None, Query(description="Today by the shop's clock if left out.")] = None,
) -> ShopUsageOut:
    """Tokens and money, in all and by model."""
    asked = desk.shops.get(shop).id
    shown = (day or desk.clock().astimezone(SHANGHAI).date()).isoformat()
    models = await desk.purse.of_day(asked, shown)
    return ShopUsageOut(
        shop=asked,
        day=shown,
        usage=usage_out(sum(models.values(), Spent())),
        models={model: usage_out(spent) for model, spent in sorted(models.items())},
        cap_used=round(await desk.purse.day_share(asked), 4),
    )
