"""Coupons in the customer's words: "满2000减150的券", "两千减一百五", "不用券"."""

import re
from dataclasses import dataclass

from .lexicon import Lexicon
from .numbers import NUMBER, whole

_COUPON = re.compile(rf"满?({NUMBER})(?:元|块)?(?:减|-|立减)({NUMBER})(?!\d)")
_NO_COUPON = re.compile(
    r"(?:不|没|别|先不)(?:用|领|要|算|有)(?:上)?(?:那张|这张|优惠)?券|不用优惠券"
)
_UNPRICED = re.compile(
    r"88 ?vip|88会员|plus会员|会员价|国补|国家补贴|政府补贴|以旧换新|"
    r"红包|淘金币|京豆|购物金|消费券|津贴|满赠"
)
_EVERY = re.compile(r"(?:每满|跨店)")


@dataclass(frozen=True, slots=True)
class CouponWords:
    """``named`` are promotion ids, ``unknown`` what no rulebook has; ``none``: without a coupon."""

    named: tuple[str, ...]
    unknown: tuple[str, ...]
    none: bool
    unpriced: tuple[str, ...] = ()
    """Discounts the customer spoke of that no rulebook of the shop covers."""


def coupon_words(text: str, lexicon: Lexicon) -> CouponWords:
    """The coupons of the normalised ``text``. "每满300减50" is 跨店满减 and not a coupon."""
    named: list[str] = []
    unknown: list[str] = []
    for match in _COUPON.finditer(text):
        if _EVERY.search(text[max(0, match.start() - 4) : match.start() + 2]):
            continue
        threshold, off = whole(match[1]), whole(match[2])
        if threshold is None or off is None or off >= threshold:
            continue
        ids = lexicon.coupons.get((threshold * 100, off * 100))
        if ids:
            named.extend(ids)
        elif "券" in text:
            unknown.append(f"满{threshold}减{off}")
    unpriced = tuple(dict.fromkeys(_UNPRICED.findall(text)))
    return CouponWords(tuple(named), tuple(unknown), bool(_NO_COUPON.search(text)), unpriced)
