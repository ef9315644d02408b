"""Order numbers in the buyer's words."""

import re

_NUMBER = re.compile(r"(?<![\d.¥￥])(\d{12,21})(?![\d.])")
_NAMED = re.compile(r"订单(?:号|编号)?(?:是|为|[:：])? ?([0-9a-z-]{6,30})")
_PHONE = re.compile(r"1[3-9]\d{9}")


def order_in(text: str) -> str | None:
    """The order number of a normalised segment; a phone number is none."""
    for pattern in (_NAMED, _NUMBER):
        match = pattern.search(text)
        if match and not _PHONE.fullmatch(match[1]):
            return match[1]
    return None
