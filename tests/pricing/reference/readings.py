"""Each platform's own rules, written down a second time from the pricing notes.

A rulebook may name another reading; those it names win. ``thresholds`` is ``None`` where nobody
knows: then both are worked.
"""

from service.pricing import Rulebook
from service.pricing.policies import Policies

EVERYWHERE = {
    "thresholds": "parallel",
    "over_discount": "stop",
    "cross_base": "after_item_deals",
    "merchant_coupons": "one_per_shop",
    "shop_excludes_platform": False,
    "presale_base": "net",
    "member_base": "final_payment",
    "coupon_on_deposit": False,
    "share_weights": "price",
    "rate_rounding": "line",
    "rate_base": "threshold",
    "odd_fen": "largest_remainder",
    "subsidy_base": "after_assets",
    "choice": "cheapest",
    "refund": "shares",
    "price_protection": "tmall",
}
OF_ITS_OWN: dict[str, dict[str, object]] = {
    # Merged presale orders weigh by the final payment [J4].
    "jd": {"share_weights": "final_payment", "price_protection": "jd"},
    # At or under 0 it is 0.01 [D1]; one merchant coupon an order, shop excludes platform [D2].
    "douyin": {
        "over_discount": "one_fen",
        "merchant_coupons": "one_per_order",
        "shop_excludes_platform": True,
    },
    # Parallel by hearsay, progressive in its text [P3]; coupons clash where they overlap [P1].
    # Only merchant discounts are protected [P2].
    "pinduoduo": {
        "thresholds": None,
        "merchant_coupons": "by_overlap",
        "price_protection": "pinduoduo",
    },
    "kuaishou": {"thresholds": None},
}


def in_force(book: Rulebook) -> Policies:
    """Every reading that this rulebook is priced under."""
    named = book.policies.model_dump(exclude_none=True)
    if book.thresholds is not None:
        named["thresholds"] = book.thresholds
    return Policies.model_validate(EVERYWHERE | OF_ITS_OWN.get(book.platform, {}) | named)
