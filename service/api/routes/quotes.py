"""``/v1/quotes``: the calculator by itself: prices, refunds, price protection."""

from fastapi import APIRouter

from service.desk import Desk
from service.pricing import price
from service.pricing.alternatives import alternatives
from service.shops import Shop
from service.shops.after_sale import protection_of, refund_of
from service.shops.carts import Asked, asked
from service.shops.changes import supposed

from ..calculator_schemas import (
    AlternativesOut,
    ProtectionOut,
    ProtectionRequest,
    QuoteRequest,
    RefundOut,
    RefundRequest,
    WhatIfOut,
    WhatIfRequest,
)
from ..calculator_views import alternatives_out, protection_out, refund_out, what_if_out
from ..deps import GivenDesk
from ..quote_schemas import QuoteOut
from ..quote_views import quote_out

router = APIRouter(prefix="/v1/quotes", tags=["quotes"])

Request = QuoteRequest | WhatIfRequest | RefundRequest | ProtectionRequest


@router.post("")
def quote(body: QuoteRequest, desk: GivenDesk) -> QuoteOut:
    """The cheapest price for the buyer, layer by layer, with what was not used and why."""
    found = _asked(body, desk)
    return quote_out(price(found.cart, found.rulebook))


@router.post("/what-if")
def change(body: WhatIfRequest, desk: GivenDesk) -> WhatIfOut:
    """The basket as it is beside the basket with the changes."""
    found, shop = _asked(body, desk), _shop(body, desk)
    return what_if_out(supposed(body.changes, found, shop, body.rulebook))


@router.post("/alternatives")
def other_ways(body: QuoteRequest, desk: GivenDesk) -> AlternativesOut:
    """Why not the other coupon, and whether several orders would cost less."""
    found = _asked(body, desk)
    return alternatives_out(alternatives(found.cart, found.rulebook))


@router.post("/refund")
def refund(body: RefundRequest, desk: GivenDesk) -> RefundOut:
    """What a return pays back, from the shares of the order, and which rule was used."""
    order, found = refund_of(body, _asked(body, desk), desk.clock())
    return refund_out(found, order.quote)


@router.post("/price-protection")
def price_protection(body: ProtectionRequest, desk: GivenDesk) -> ProtectionOut:
    """价保: what a lower price now pays back for one SKU of an order."""
    found = _asked(body, desk)
    order, back = protection_of(body, found, desk.clock(), _shop(body, desk), body.rulebook_now)
    return protection_out(back, order.quote)


def _asked(body: Request, desk: Desk) -> Asked:
    """The cart and the rules that hold for it. Raises ``BadCart``, ``UnknownShop``."""
    return asked(body, body.at or desk.clock(), _shop(body, desk), body.rulebook)


def _shop(body: Request, desk: Desk) -> Shop | None:
    return desk.shops.get(body.shop) if body.shop else None
