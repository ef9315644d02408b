"""价保: what a lower price today pays back for an order.

    (then − now) × units kept − already returned, at least 0

*then* is the order's line after the offers that count; *now* is a simulated order of the same SKU
and quantity alone, with item deals and the offers that anyone can get (``public``, as if claimed).
天猫 [A25, A26] leaves out 红包, 消费券, 品类券, 金币, member rates, 满减 that needs other goods,
秒杀 (mark it ``public: false``) and presale under way; 京东 [J9, J10] leaves out assets and member
rates; 拼多多 [P2] counts merchant discounts only. The same kinds are left out on both sides.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType

from .cart import Cart, Line
from .engine import price
from .errors import BadReturn
from .money import Fen, half_up
from .promotion import Promotion
from .refund import Order
from .rulebook import Rulebook

_ASSETS = frozenset({"red_packet", "coins", "beans", "prepaid", "government_subsidy"})
_PLATFORM = frozenset(
    {
        *("cross_store", "platform_reduction", "platform_coupon", "consumption_voucher"),
        *("category_coupon", "jing_coupon", "dong_coupon"),
    }
)

LEFT_OUT: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "tmall": _ASSETS | {"consumption_voucher", "category_coupon", "member_rate"},
        "jd": _ASSETS | {"member_rate"},
        "pinduoduo": _ASSETS | _PLATFORM | {"member_rate"},
    }
)
"""Kinds that do not count, by the policy ``price_protection``."""


@dataclass(frozen=True, slots=True)
class Protection:
    """``then`` and ``now`` are for the units kept, in fen; ``rule`` names the formula."""

    sku: str
    units: int
    then: Fen
    now: Fen
    already: Fen
    rule: str
    notes: tuple[str, ...]

    @property
    def compensation(self) -> Fen:
        return max(0, self.then - self.now - self.already)


def price_protection(
    order: Order,
    sku: str,
    now: Line,
    at: datetime,
    rulebook: Rulebook | None = None,
    *,
    already: Fen = 0,
) -> Protection:
    """What the order gets back for ``sku`` if it costs ``now`` at ``at`` under ``rulebook``.

    ``now`` is the line at today's list price; its quantity does not matter. Raises ``BadReturn``
    if the order has no such SKU or none of it is kept, or ``already`` is negative.
    """
    index = next((i for i, q in enumerate(order.quote.lines) if q.line.sku == sku), None)
    if index is None:
        raise BadReturn(f"订单里没有 {sku}：请核对编码")
    if type(already) is not int or already < 0:
        raise BadReturn("已经补过的差价要是不小于 0 的整数（分）")
    bought = order.quote.lines[index].line.quantity
    units = bought - order.returned.get(sku, 0)
    if units <= 0:
        raise BadReturn(f"{sku} 已经全部退货，没有差价可补")
    book = rulebook or order.rulebook
    rule = (book.policy.price_protection if book else None) or "tmall"
    then = half_up(_then(order, index, LEFT_OUT[rule]) * units, bought)
    today = replace(now, quantity=units)
    return Protection(
        sku, units, then, _now(today, at, rulebook, LEFT_OUT[rule]), already, rule, _notes(rule)
    )


def _then(order: Order, index: int, left_out: frozenset[str]) -> Fen:
    """The line of the order after the offers that count."""
    line = order.quote.lines[index].line
    offers = sum(step.shares[index] for step in order.quote.steps if step.kind not in left_out)
    return line.list_price * line.quantity - offers


def _now(line: Line, at: datetime, rulebook: Rulebook | None, left_out: frozenset[str]) -> Fen:
    """The simulated order, for goods alone."""
    if rulebook is None:
        return line.list_price * line.quantity
    public = tuple(p for p in rulebook.promotions if _counts(p, left_out))
    book = rulebook.model_copy(update={"promotions": public})
    claimed = frozenset(p.id for p in public if p.needs_claim)
    return price(Cart((line,), at, claimed), book, with_readings=False).goods


def _counts(promotion: Promotion, left_out: frozenset[str]) -> bool:
    if not promotion.public or promotion.kind in left_out or promotion.kind == "freight":
        return False
    return not getattr(promotion, "takes_deposit", False)


def _notes(rule: str) -> tuple[str, ...]:
    counted = {
        "tmall": "按同款同件数、人人可得的优惠比较；红包、消费券、品类券、金币、会员折扣不计",
        "jd": "按京东价减去优惠前后比较；红包、京豆、会员折扣不计",
        "pinduoduo": "只比较商家优惠，平台优惠和红包不计",
    }
    return (counted[rule], "需要和别的商品凑单的满减、秒杀和预售中的价格不计")
