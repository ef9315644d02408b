"""The figures that cases expect → what the calculator says. Adding one means one line.

A figure that no line here computes makes the case a miss that names it.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from difflib import get_close_matches

from service.pricing import Quote
from service.pricing.money import Fen

from ..errors import NotOurs
from .answers import Answer

Figure = Fen | bool | Mapping[str, Fen] | list[Fen]


COUPONS = ("shop_coupon", "item_coupon", "shop_red_packet", "discount_coupon")
PLATFORM = ("platform_reduction", "platform_coupon", "jing_coupon", "dong_coupon")
ACTIVITIES = ("shop_reduction", "shop_ladder", "amount_discount", "count_discount", "nth_item")
ITEM = ("direct_reduction", "fixed_price", "first_n", "limited_discount")

FIGURES: Mapping[str, Callable[[Answer], Figure]] = {
    "total_paid": lambda a: a.quote.payable,
    "payable": lambda a: a.quote.payable,
    "total": lambda a: a.quote.payable,
    "paid": lambda a: a.quote.payable,
    "final_price": lambda a: a.quote.payable,
    "order_total": lambda a: a.quote.payable,
    "goods_paid": lambda a: a.quote.goods,
    "final_payment": lambda a: a.final_payment,
    "deposit_paid": lambda a: a.quote.deposit,
    "deposit": lambda a: a.quote.deposit,
    "final_payment_before_coupon": lambda a: a.quote_with(frozenset()).final_payment,
    "subtotal": lambda a: sum(line.after_deals for line in a.quote.lines),
    "threshold_base": lambda a: a.threshold_base,
    "freight": lambda a: a.quote.freight,
    "presale_price": lambda a: sum(line.after_deals for line in a.quote.lines),
    "saving": lambda a: a.quote.saving,
    "total_off": lambda a: a.quote.saving,
    "total_saving": lambda a: a.quote.saving,
    "item_off": lambda a: a.saving(*ITEM),
    "official_off": lambda a: a.saving("official_reduction"),
    "shop_off": lambda a: a.saving(*ACTIVITIES),
    "order_off": lambda a: a.saving(*ACTIVITIES),
    "discount": lambda a: a.quote.saving,
    "full_off": lambda a: a.saving(*ACTIVITIES),
    "coupon_off": lambda a: a.saving(*COUPONS, "platform_coupon", "category_coupon"),
    "cross_store_off": lambda a: a.saving("cross_store", "platform_reduction"),
    "allowance_off": lambda a: a.saving("cross_store"),
    "platform_off": lambda a: a.saving("cross_store", "consumption_voucher", *PLATFORM),
    "cross_off": lambda a: a.saving("cross_store", "platform_reduction"),
    "category_off": lambda a: a.saving("category_coupon"),
    "member_off": lambda a: a.saving("member_rate"),
    "vip_off": lambda a: a.saving("member_rate"),
    "coins_off": lambda a: a.saving("coins"),
    "redpacket_off": lambda a: a.saving("red_packet", "shop_red_packet"),
    "points_off": lambda a: a.saving("coins", "beans"),
    "beans_off": lambda a: a.saving("beans"),
    "gov_off": lambda a: a.saving("government_subsidy"),
    "refused": lambda a: a.refused,
    "eligible": lambda a: a.saving("government_subsidy") > 0,
    "subsidy_off": lambda a: a.saving("government_subsidy"),
    "subsidy": lambda a: a.saving("government_subsidy"),
    "gov_subsidy": lambda a: a.saving("government_subsidy"),
    "alloc": lambda a: a.shared,
    "alloc_total": lambda a: sum(a.shared.values()),
    "item_paid": lambda a: a.paid,
    "item_refund": lambda a: {sku: a.refund_of({sku: _units(a, sku)}).cash for sku in a.paid},
    "refund": lambda a: a.refund.cash,
    "refund_total": lambda a: a.refund_total,
    "deposit_refund": lambda a: a.refund.cash,
    "cash_refund": lambda a: a.refund.cash,
    "voucher_refund": lambda a: sum(sum(line.assets.values()) for line in a.refund.lines),
    "voucher_returned": lambda a: bool(a.refund.back),
    "refund_proportional": lambda a: _by_rule(a, "shares"),
    "refund_recomputed": lambda a: _by_rule(a, "recomputed"),
    "refund_all": lambda a: a.refund_of(a.units).cash,
    "refund_full": lambda a: a.refund_of(a.units).cash,
    "full_refund": lambda a: a.refund_of(a.units).cash,
    "refunds": lambda a: a.refunds,
    "refund_each": lambda a: a.refund_each,
    "unit_refunds": lambda a: a.refund_each,
    "compensation": lambda a: a.protection.compensation,
    "price_protection": lambda a: a.protection.compensation,
    "total_paid_split": lambda a: a.split,
    "split_total": lambda a: a.split,
    "missing": lambda a: a.missing,
    "gap": lambda a: a.missing,
    "beans_used": lambda a: a.pieces("beans"),
    "coins_used": lambda a: a.pieces("coins"),
    "per_order": lambda a: min(a.parts),
    "remainder": lambda a: sum(a.parts) - min(a.parts) * len(a.parts),
}

PATTERNS: Sequence[tuple[str, Callable[[Answer, re.Match[str]], Figure]]] = (
    (r"(.+)_(parallel|progressive)", lambda a, f: figure(a.under(thresholds=f[2]), f[1])),
    (
        r"refund_(?:if_|of_)?(.+)",
        lambda a, found: a.refund_of({found[1]: _units(a, found[1])}).cash,
    ),
    (r"(?:alloc|share)_(.+)", lambda a, found: a.shared[_sku(a, found[1])]),
    (r"(?:item_)?paid_(.+)", lambda a, found: a.paid[_sku(a, found[1])]),
    (
        r"(.+)_(usable|available|eligible|applicable|applies|applied|used)",
        lambda a, found: _used(a, found[1]),
    ),
    (r"(.+)_off_effective", lambda a, found: figure(a, f"{found[1]}_off")),
    (r"final_payment_with_(\d+)_coupon", lambda a, found: _holding(a, found[1]).final_payment),
    (r"total_paid_with_(\d+)_coupon", lambda a, found: _holding(a, found[1]).payable),
    (r"total_paid_without_coupon", lambda a, _: a.quote_with(frozenset()).payable),
)
"""Figures with a part of their own in the name."""

FAULTY = re.compile(r"buggy_.+|wrong_.+")
"""What a faulty implementation printed: never to be reproduced."""


def figure(answer: Answer, name: str) -> Figure:
    """Raises ``NotOurs`` for a figure nobody computes, ``PricingError`` as the calculator does."""
    listed = _of_a_listed_type(answer, name)
    if listed is not None:
        return listed
    if name in FIGURES:
        return FIGURES[name](answer)
    for pattern, compute in PATTERNS:
        found = re.fullmatch(pattern, name)
        if found:
            return compute(answer, found)
    like = get_close_matches(name, FIGURES, n=3) or list(FIGURES)[:3]
    raise NotOurs(f"不认识的结果项 {name!r}：相近的有 {'、'.join(like)}")


def _of_a_listed_type(answer: Answer, name: str) -> Fen | None:
    """``…_off`` of a type that the case itself lists: of those promotions alone."""
    word = name.removesuffix("_off")
    if word == name or not answer.case.given.get("items"):
        return None
    return answer.saving_of(word, name)


def _by_rule(answer: Answer, rule: str) -> Fen:
    """The refund under a rule; where only one figure is given, both rules agree."""
    found = answer.refund
    if found.rule == rule or found.other_cash is None:
        return found.cash
    return found.other_cash


def _used(answer: Answer, what: str) -> bool:
    """Whether anything of this name saved something."""
    return bool(figure(answer, f"{what}_off"))


def _sku(answer: Answer, name: str) -> str:
    if name not in answer.paid:
        raise NotOurs(f"{name!r} 不是这个案例的商品")
    return name


def _units(answer: Answer, sku: str) -> int:
    return answer.units[_sku(answer, sku)]


def _holding(answer: Answer, threshold: str) -> Quote:
    """With only the coupons of this threshold in hand."""
    held = {id for id, least in answer.prepared.claims.items() if least == int(threshold) * 100}
    if not held:
        raise NotOurs(f"没有门槛 {threshold} 的券")
    return answer.quote_with(frozenset(held))
