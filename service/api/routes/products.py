"""``GET /v1/products``: the catalogue, as agents search it."""

from typing import Annotated

from fastapi import APIRouter, Query

from service.pricing import yuan
from service.shops.finding import found

from ..deps import GivenDesk
from ..schemas import ProductOut, ProductsOut

router = APIRouter(prefix="/v1", tags=["shops"])


@router.get("/products")
async def products(
    desk: GivenDesk,
    shop: Annotated[str, Query(min_length=1, max_length=64)],
    q: Annotated[str, Query(max_length=200)] = "",
    limit: Annotated[int, Query(ge=1, le=50)] = 8,
) -> ProductsOut:
    """Products whose code, title, aliases or category hold every word of ``q``."""
    fitting = found(desk.shops.get(shop).catalogue, q, limit)
    return ProductsOut(
        products=[
            ProductOut(sku=p.sku, title=p.title, short=p.short, list_price=yuan(p.list_price))
            for p in fitting
        ]
    )
