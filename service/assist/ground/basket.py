"""The state's basket as a cart that can be priced."""

from collections.abc import Sequence
from datetime import datetime

from service.conversations.state import Certainty, Item, State
from service.pricing import Cart, Line
from service.shops import Shop


def cart_of(
    state: State, shop: Shop, at: datetime, items: Sequence[Item] | None = None
) -> Cart | None:
    """What the buyer would order at the minute with all they hold; ``None`` without goods.

    ``items`` instead of the basket's, where a question is about others.
    """
    lines = tuple(
        Line(product.sku, product.list_price, item.quantity, product.category, product.short)
        for item in (state.basket if items is None else items)
        if (product := shop.catalogue.get(item.sku))
    )
    if not lines:
        return None
    return Cart(
        lines,
        at,
        claimed=frozenset(coupon.promotion_id for coupon in state.coupons),
        deposit_paid=frozenset(line.sku for line in lines) if state.deposit_paid else frozenset(),
        memberships=frozenset(member.value for member in state.memberships),
        balances={balance.promotion_id: balance.amount for balance in state.balances},
    )


def items_of(state: State, skus: Sequence[str]) -> tuple[Item, ...]:
    """These products in the quantities that were spoken of, else one of each."""
    spoken = {item.sku: item for item in (*reversed(state.spoken_of), *state.basket)}
    one = Certainty.ASSUMED
    return tuple(spoken.get(sku, Item(sku, 1, state.turns, one, one)) for sku in skus)
