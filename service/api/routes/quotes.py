"""``/v1/quotes``: the calculator by itself: prices, refunds, price protection."""

from fastapi import APIRouter

from service.desk import Desk
from service.pricing import price
from service.shops.carts import Asked, asked

from ..deps import GivenDesk
from ..quote_schemas import PricedOut, QuoteRequest
from ..quote_views import priced_out

router = APIRouter(prefix="/v1/quotes", tags=["quotes"])


def _asked(body: QuoteRequest, desk: Desk) -> Asked:
    """The cart and the rules that hold for it. Raises ``BadCart``, ``UnknownShop``."""
    shop = desk.shops.get(body.shop) if body.shop else None
    return asked(body, body.at or desk.clock(), shop, body.rulebook)


@router.post("")
def quote(body: QuoteRequest, desk: GivenDesk) -> PricedOut:
    """The cheapest price for the buyer, layer by layer, with what was not used and why."""
    found = _asked(body, desk)
    return priced_out(price(found.cart, found.rulebook))
