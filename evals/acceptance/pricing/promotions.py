"""The cases' words for promotions → builders. A new word is one line in TYPES, or none is needed.

A pattern must match the whole type; the first that does is used.
"""

import re
from collections.abc import Mapping, Sequence

from ..errors import NotOurs
from . import builders as b
from .builders import Builder, Built
from .case import Fields

TYPES: Sequence[tuple[str, Builder]] = (
    (r"official_(off_)?pct|official_off_rate", b.rate("official_reduction", saved=True)),
    (r"official_rate", b.rate("official_reduction")),
    (r"official_(off|price)", b.item(official=True)),
    (r"seckill(_price)?|flash(_sale|_price)?|billion_subsidy", b.item(public=False)),
    (r"(item|limited|limited_time|group_tier|direct)(_off|_rate|_price|_discount)?", b.item()),
    (r"item_(off_)?pct", b.rate("limited_discount", saved=True)),
    (r"first_n(_price)?", b.item()),
    (r"(second|nth)(_item|_piece|_unit)?(_price|_rate|_off|_discount)?", b.nth_item),
    (r"pick_(for|any)|any_n_for|n_for_price|bundle_price", b.pick_for),
    (r"(full_|shop_)?gift", b.gift),
    (r"(shop|order|full|shop_full)_(off_)?pct", b.activity("shop_reduction", saved=True)),
    (
        r"(shop|shop_full|full|order|enterprise|merchant|carrier|count|qty|amount)"
        r"_(off|rate|discount|ladder|reduction)",
        b.activity("shop_reduction"),
    ),
    (r"shop_redpacket|shop_red_packet", b.amount("shop_red_packet")),
    (r"coupon", b.coupon),
    (r"(shop|store|merchant|cash|discount|rate)_coupon|coupon_rate", b.shop_coupon),
    (r"(item|goods|product|sku)_coupon", b.amount("item_coupon")),
    (r"(platform|cross)_(coupon|voucher)", b.amount("platform_coupon")),
    (r"category_(coupon|voucher)", b.amount("category_coupon")),
    (r"jing_coupon|jd_jing", b.amount("jing_coupon")),
    (r"dong_coupon|jd_dong", lambda entry, _: b.coupon(entry, "platform")),
    (r"consumption_(voucher|coupon)|gov_voucher", b.amount("consumption_voucher")),
    (r"cross_store(_off)?", b.cross_store),
    (r"allowance", b.allowance),
    (r"platform(_full)?_(off|reduction)", b.activity("platform_reduction")),
    (r"(member|vip|vip88|88vip|plus)(_rate|_discount)?", b.member),
    (r"(member|vip|vip88|88vip|plus)_(off_)?pct", b.member_pct),
    (r"points_(off_)?pct", b.points_pct),
    (r"(tao_?|gold_?)?coins?", b.points("coins")),
    (r"(jd_?|jing_?)?beans?", b.points("beans")),
    (r"(cash_)?red_?packet", b.red_packet),
    (r"(cash_|gift_)?voucher|gift_card", b.amount("red_packet")),
    (r"prepaid|store_credit|shopping_fund", b.prepaid),
    (r"gov(ernment)?_subsidy", b.subsidy),
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
    for pattern, build in TYPES:
        if re.fullmatch(pattern, kind):
            return build(entry, level)
    known = "、".join(f"{layer} {word}" for layer, word in EXAMPLES.items())
    raise NotOurs(f"不认识的优惠类型 {kind!r}（层级 {level!r}）：认识的例如 {known}")
