"""Pairs: 满300减50 and 定金100抵200 name a promotion; their figures are its terms, no totals."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from ..facts import Role
from .mentions import Mention

PAIRS = {
    (Role.THRESHOLD, Role.SAVING),
    (Role.DEPOSIT, Role.WORTH),
    (Role.DEPOSIT, Role.SAVING),
}
_BETWEEN = re.compile(r"[才可就再立能享直接减省优惠抵当膨胀到用成为下单返¥:-]{1,8}")
_COUPON_AFTER = re.compile(r"的?(?:无门槛)?(?:店铺|优惠|消费|品类|代金|满减|厨房小电)?券")
_COUPON_BEFORE = re.compile(r"券(?:是|为|面额|:)?$")


def with_pairs(text: str, mentions: list[Mention]) -> list[Mention]:
    """The mentions; terms of a promotion know it, and the second of a pair that it is one."""
    found = [
        replace(mention, term=True) if _is_a_coupons(text, mention) else mention
        for mention in mentions
    ]
    for index in _seconds(text, mentions):
        found[index - 1] = replace(found[index - 1], term=True)
        found[index] = replace(found[index], term=True, paired=True)
    return found


def _seconds(text: str, mentions: list[Mention]) -> Iterator[int]:
    for index, (first, second) in enumerate(pairwise(mentions), start=1):
        if (first.role, second.role) in PAIRS and _BETWEEN.fullmatch(text, first.end, second.start):
            yield index


def _is_a_coupons(text: str, mention: Mention) -> bool:
    """150元店铺券: the coupon's value, whether or not this order uses it."""
    if mention.role is not Role.SAVING:
        return False
    after = _COUPON_AFTER.match(text, mention.end)
    return bool(after or _COUPON_BEFORE.search(text, 0, mention.start))
