"""Questions after the sale as people and programs write them: a return, or a lower price today.

The order is described by its cart and priced by the rules of its own minute.
"""

from datetime import datetime

from pydantic import Field

from service.pricing import BadCart, Line, Rulebook, price
from service.pricing.money import PositiveYuan, Yuan
from service.pricing.price_protection import Protection, price_protection
from service.pricing.refund import Order, Refund, refund

from .carts import MAX_IDS, Asked, CartForm, Moment, Name, Quantity
from .shop import Shop


class OrderForm(CartForm):
    """An order; ``returned`` are units that came back before, by SKU, and ``refunded`` yuan in cash
    were paid back for them (left out: as the shares of the order say)."""

    returned: dict[Name, Quantity] = Field(default_factory=dict, max_length=MAX_IDS)
    refunded: Yuan | None = None


class RefundForm(OrderForm):
    """``returning`` units by SKU at ``returned_at``. ``final_paid`` is false while only the deposit
    定金 has been paid; ``earned_spent`` yuan of 京豆 that the order earned and the buyer spent."""

    returning: dict[Name, Quantity] = Field(min_length=1, max_length=MAX_IDS)
    returned_at: Moment | None = None
    final_paid: bool = True
    shop_at_fault: bool = False
    earned_spent: Yuan = 0


class ProtectionForm(OrderForm):
    """``sku`` costs ``price_now`` yuan a unit before promotions at ``now_at`` (left out: the
    catalogue's price, now); ``already_returned`` yuan were paid back before."""

    sku: Name
    price_now: PositiveYuan | None = None
    now_at: Moment | None = None
    already_returned: Yuan = 0


def refund_of(form: RefundForm, found: Asked, now: datetime) -> tuple[Order, Refund]:
    """The order, and what the return pays. Raises ``PricingError``."""
    order = Order(
        found.cart,
        price(found.cart, found.rulebook),
        found.rulebook,
        form.returned,
        form.final_paid,
        form.shop_at_fault,
        form.earned_spent,
        form.refunded,
    )
    return order, refund(order, form.returning, form.returned_at or now)


def protection_of(
    form: ProtectionForm,
    found: Asked,
    now: datetime,
    shop: Shop | None,
    rules_now: Rulebook | None = None,
) -> tuple[Order, Protection]:
    """The order, and what a lower price pays back, under ``rules_now`` or else the shop's rulebook
    at that minute. Raises ``PricingError``."""
    order = Order(found.cart, price(found.cart, found.rulebook), found.rulebook, form.returned)
    at = form.now_at or now
    rules = rules_now or (shop.rulebook_at(at) if shop else None)
    line = _line_now(form, found, shop)
    return order, price_protection(order, form.sku, line, at, rules, already=form.already_returned)


def _line_now(form: ProtectionForm, found: Asked, shop: Shop | None) -> Line:
    product = shop.catalogue.get(form.sku) if shop else None
    ordered = next((line for line in found.cart.lines if line.sku == form.sku), None)
    today = form.price_now
    if today is None and product is not None:
        today = product.list_price
    if today is None:
        raise BadCart(f"不知道 {form.sku} 现在的价格：请写上 price_now")
    if ordered is None:
        raise BadCart(f"订单里没有 {form.sku}：请核对编码")
    return Line(form.sku, today, 1, ordered.category, ordered.title, ordered.shop)
