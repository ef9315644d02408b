"""The cases' words for promotions → builders. A new word is one line in TYPES, or none is needed.

A pattern must match the whole type; the first that does is used.
"""

import re
from collections.abc import Mapping, Sequence

from ..errors import NotOurs
from . import builders as b
from .builders import Builder, Built
from .case import Fields

NAMES: Mapping[str, str] = {
    "every": "per_each",
    "each": "per_each",
    "repeat": "per_each",
    "max_off": "cap",
    "min_amount": "threshold",
    "min_spend": "threshold",
    "max_price": "price_limit",
}
"""Other names for the same field of an entry."""

ACTIVITY_PCT = b.activity("shop_reduction", saved=True)

TYPES: Sequence[tuple[str, Builder]] = (
    (r"official_(off_)?pct|official_off_rate", b.rate("official_reduction", saved=True)),
    (r"official_rate", b.rate("official_reduction")),
    (r"official_(off|price)", b.item(official=True)),
    (r"seckill(_price)?|flash(_sale|_price)?|billion_subsidy", b.item(public=False)),
    (r"(fixed|one)_price|yikoujia", b.item()),
    (
        r"(item|limited|limited_time|time_limited|group_tier|direct)"
        r"(_off|_rate|_price|_discount|_reduction)?",
        b.item(),
    ),
    (r"(final_payment|final|balance)_(off|reduction)", b.item(adds_to_presale=True)),
    (r"(deposit|presale)_(inflation|expansion|worth)", b.deposit("deposit_inflation", "worth")),
    (r"(deposit|presale)_(off|reduction)", b.deposit("deposit_reduction", "off")),
    (r"item_(off_)?pct", b.rate("limited_discount", saved=True)),
    (r"first_n(_price)?", b.item()),
    (r"second(_item|_piece)?_half(_price|_off)?", b.second_half),
    (r"(second|nth)(_item|_piece|_unit)?(_price|_rate|_off|_discount)?", b.nth_item),
    (r"pick_(for|any|n)|any_n_(for|price)|n_for_(m|price)|bundle(_price)?", b.pick_for),
    (r"(full_|shop_)?gift", b.gift),
    (r"((shop|store|order|full|count|qty|piece)_)+(off_)?pct", ACTIVITY_PCT),
    (
        r"((shop|store|full|order|enterprise|merchant|carrier|count|qty|piece|amount)_)+"
        r"(off|rate|discount|ladder|reduction|tiers)(_(ladder|tiers))?",
        b.activity("shop_reduction"),
    ),
    (r"shop_redpacket|shop_red_packet", b.amount("shop_red_packet")),
    (r"coupon", b.coupon),
    (r"(shop|store|merchant|cash|discount|rate)_coupon|coupon_rate", b.shop_coupon),
    (r"(item|goods|product|sku)_coupon", b.amount("item_coupon")),
    (r"(platform|cross)_(coupon|voucher)", b.amount("platform_coupon")),
    (r"category_(coupon|voucher)", b.amount("category_coupon")),
    (r"jing_coupon|jd_jing", b.amount("jing_coupon")),
    (r"dong_coupon|jd_dong", b.dong_coupon),
    (r"(88vip|vip|vip88|member|plus)_coupon", b.amount("platform_coupon")),
    (r"consum(e|er|ption)_(voucher|coupon)|gov_voucher", b.amount("consumption_voucher")),
    (r"cross(_store|_shop)?(_full)?(_off|_reduction)?", b.cross_store),
    (r"(shopping_)?allowance", b.allowance),
    (r"platform(_full)?_(off|reduction)", b.activity("platform_reduction")),
    (r"(member|vip|vip88|88vip|plus)(_rate|_discount)?", b.member),
    (r"(member|vip|vip88|88vip|plus)_(off_)?pct", b.member_pct),
    (r"points_(off_)?pct", b.points_pct),
    (r"(tao_?|taobao_?|gold_?)?coins?|taojinbi", b.points("coins")),
    (r"(jd_?|jing_?)?beans?", b.points("beans")),
    (r"(cash_)?red_?packet", b.red_packet),
    (r"(cash_|gift_)?voucher|gift_card", b.amount("red_packet")),
    (r"prepaid(_card|_balance)?|store_credit|shopping_(fund|gold|card)|e_?card", b.prepaid),
    (r"((gov|government|national|state)_)?subsidy|guobu", b.subsidy),
)

EXAMPLES: Mapping[str, str] = {
    "单品": "item_off",
    "官方": "official_off_pct",
    "店铺": "shop_full_off",
    "券": "coupon",
    "跨店": "cross_store",
    "会员": "member_rate",
    "资产": "redpacket",
    "国补": "gov_subsidy",
}
"""What a refusal names: one known word a layer."""


def built(entry: Fields, kind: str, level: str) -> Built:
    """The entry as a promotion. Raises ``NotOurs`` for a type we do not know."""
    entry.rename(NAMES)
    for pattern, build in TYPES:
        if re.fullmatch(pattern, kind):
            return build(entry, level)
    known = "、".join(f"{layer} {word}" for layer, word in EXAMPLES.items())
    raise NotOurs(f"不认识的优惠类型 {kind!r}（层级 {level!r}）：认识的例如 {known}")
