"""What an agent sets by hand → a correction that names only what the shop has."""

from service.conversations.state import Correction
from service.shops import Shop

from .errors import UnknownSku
from .schemas import CorrectionIn


def correction_of(given: CorrectionIn, shop: Shop) -> Correction:
    """Raises ``UnknownSku`` for a product, coupon or event that the shop does not have."""
    for sku in given.basket or ():
        if shop.catalogue.get(sku) is None:
            raise UnknownSku(f"商品表里没有 {sku}：请核对 correction.basket")
    known = {promotion.id for book in shop.rulebooks for promotion in book}
    for coupon in given.coupons or ():
        if coupon not in known:
            raise UnknownSku(f"活动规则里没有 {coupon}：请核对 correction.coupons")
    if given.event and given.event not in {book.id for book in shop.rulebooks}:
        raise UnknownSku(f"没有活动 {given.event}：请核对 correction.event")
    return Correction(
        turn=-1 if given.turn is None else given.turn,
        basket=tuple(given.basket.items()) if given.basket is not None else None,
        coupons=tuple(given.coupons) if given.coupons is not None else None,
        memberships=tuple(given.memberships) if given.memberships is not None else None,
        deposit=given.deposit,
        moment=given.moment,
        event=given.event,
        order=given.order,
    )
