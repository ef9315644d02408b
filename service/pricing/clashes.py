"""Which promotions do not stand beside each other in one order.

Explicit first: the same ``group``, or one names the other (id or kind) in ``excludes``. Then,
unless one of the two ``stacks``, the layers' defaults:

- shop activities (满减, 满折, 第N件, 任选): one per shop [A13]; on 抖音 any of them excludes
  跨店满减 and 平台满减 [D2]
- merchant coupons (店铺券, 商品券, 店铺红包, 折扣券): one per shop, but 商品券 of different lines
  stand together [A13]; one per order on 抖音 [D2]; where scopes overlap on 拼多多 [P1]
- 平台券 and 东券: one per order; 京券 not beside 东券 [J1]; 消费券: one per order
- 官方立减, 跨店满减, 平台满减, 品类券, member rates: one of the kind per line
- 国补: one per category and person
"""

from dataclasses import dataclass

from .policies import Policies
from .promotion import Level, OrderPromotion, Promotion

_ONE_A_LINE = {"official_reduction", "cross_store", "platform_reduction", "category_coupon"}
_ONE_AN_ORDER = {"platform_coupon", "dong_coupon"}
_PLATFORM_REDUCTIONS = {"cross_store", "platform_reduction"}


@dataclass(frozen=True, slots=True)
class Reach:
    """What a promotion touches in this cart: line numbers as bits, shops, categories."""

    promotion: OrderPromotion
    lines: int
    shops: frozenset[str]
    categories: frozenset[str]


def clash(one: Reach, other: Reach, policy: Policies) -> bool:
    """Whether an order takes at most one of the two."""
    if excluded(one.promotion, other.promotion):
        return True
    if one.promotion.stacks or other.promotion.stacks:
        return False
    if one.promotion.level is not other.promotion.level:
        return bool(policy.shop_excludes_platform) and _shop_beside_platform(one, other)
    return _same_layer(one, other, policy)


def excluded(one: Promotion, other: Promotion) -> bool:
    """Whether the rulebook itself says so."""
    if one.group and one.group == other.group:
        return True
    named = {one.id, one.kind} & other.excludes or {other.id, other.kind} & one.excludes
    return bool(named)


def _shop_beside_platform(one: Reach, other: Reach) -> bool:
    shop, platform = (one, other) if one.promotion.level < other.promotion.level else (other, one)
    return shop.promotion.level is Level.SHOP and platform.promotion.kind in _PLATFORM_REDUCTIONS


def _same_layer(one: Reach, other: Reach, policy: Policies) -> bool:
    level, kinds = one.promotion.level, {one.promotion.kind, other.promotion.kind}
    if level is Level.SHOP:
        return bool(one.shops & other.shops)
    if level is Level.COUPON:
        return _merchant_coupons(one, other, kinds, policy)
    if level is Level.SUBSIDY:
        return bool(one.categories & other.categories)
    if level is Level.MEMBER or (len(kinds) == 1 and kinds <= _ONE_A_LINE):
        return bool(one.lines & other.lines)
    return (
        kinds <= _ONE_AN_ORDER
        or kinds == {"jing_coupon", "dong_coupon"}
        or kinds == {"consumption_voucher"}
    )


def _merchant_coupons(one: Reach, other: Reach, kinds: set[str], policy: Policies) -> bool:
    if policy.merchant_coupons == "one_per_order":
        return True
    if policy.merchant_coupons == "by_overlap" or kinds == {"item_coupon"}:
        return bool(one.lines & other.lines)
    return bool(one.shops & other.shops)
