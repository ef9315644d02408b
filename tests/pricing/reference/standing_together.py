"""Which two promotions an order does not take together: a sentence of the notes, a line here."""

from service.pricing import Cart, Promotion
from service.pricing.policies import Policies

SHOP_ACTIVITIES = {
    "shop_reduction",
    "shop_ladder",
    "amount_discount",
    "count_discount",
    "nth_item",
    "pick_for",
    "gift",
}
MERCHANT_COUPONS = {"shop_coupon", "item_coupon", "shop_red_packet", "discount_coupon"}
PLATFORM_REDUCTIONS = {"cross_store", "platform_reduction"}
ONE_PER_ORDER = {
    "platform_coupon": "platform",
    "dong_coupon": "platform",
    "consumption_voucher": "v",
}
ONE_PER_ITEM = {"official_reduction", "cross_store", "platform_reduction", "category_coupon"}


def clash(one: Promotion, other: Promotion, cart: Cart, policy: Policies) -> bool:
    """Whether an order takes one of the two at most."""
    if excluded(one, other):
        return True
    if one.stacks or other.stacks:
        return False
    return _by_default(one, other, cart, policy)


def excluded(one: Promotion, other: Promotion) -> bool:
    """Whether the rulebook says so: one group, or one names the other by id or kind."""
    if one.group and one.group == other.group:
        return True
    return bool({other.id, other.kind} & one.excludes or {one.id, one.kind} & other.excludes)


def _by_default(one: Promotion, other: Promotion, cart: Cart, policy: Policies) -> bool:
    kinds = {one.kind, other.kind}
    same_lines = bool(_lines(one, cart) & _lines(other, cart))
    same_shop = bool(_shops(one, cart) & _shops(other, cart))
    if kinds <= SHOP_ACTIVITIES:  # one activity per order and shop
        return same_shop
    if kinds & SHOP_ACTIVITIES and kinds & PLATFORM_REDUCTIONS:  # 抖音
        return bool(policy.shop_excludes_platform)
    if kinds <= MERCHANT_COUPONS:
        rule = policy.merchant_coupons
        if rule == "one_per_order":  # 抖音
            return True
        if rule == "by_overlap" or kinds == {"item_coupon"}:  # 拼多多; 商品券 of different items
            return same_lines
        return same_shop
    if kinds == {"jing_coupon", "dong_coupon"}:  # 京券 stack with each other, not with 东券
        return True
    if kinds <= ONE_PER_ORDER.keys():
        return len({ONE_PER_ORDER[kind] for kind in kinds}) == 1
    if one.kind == other.kind == "government_subsidy":  # one per category and person
        return bool(_categories(one, cart) & _categories(other, cart))
    return one.kind == other.kind and one.kind in {*ONE_PER_ITEM, "member_rate"} and same_lines


def _lines(promotion: Promotion, cart: Cart) -> set[int]:
    return {i for i, line in enumerate(cart.lines) if promotion.scope.covers(line)}


def _shops(promotion: Promotion, cart: Cart) -> set[str]:
    return {cart.lines[i].shop for i in _lines(promotion, cart)}


def _categories(promotion: Promotion, cart: Cart) -> set[str]:
    return {cart.lines[i].category for i in _lines(promotion, cart)}
