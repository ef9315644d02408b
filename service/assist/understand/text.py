"""Text as it is compared: compatibility forms folded, invisible characters gone, lower case."""

import re
import unicodedata

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_SPACES = re.compile(r"\s+")


def normalise(text: str) -> str:
    """NFKC, no zero-width or bidi characters, lower case, single spaces."""
    plain = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))
    return _SPACES.sub(" ", plain).strip().lower()


_DIGITS = {"零": 0, "一": 1, "二": 2, "两": 2, "俩": 2, "三": 3, "仨": 3, "四": 4, "五": 5, "六": 6}
_DIGITS |= {"七": 7, "八": 8, "九": 9}
_UNITS = {"十": 10, "百": 100, "千": 1000}
NUMBER = r"(?:\d{1,6}(?:\.\d{1,2})?|[零一二两俩三仨四五六七八九十百千万]{1,8})"
"""A number as buyers write it in short: digits, or Chinese numerals up to 万."""


def whole(text: str) -> int | None:
    """``"2000"``, ``"两千"``, ``"两千五"``, ``"十二"`` as an int; ``None`` if it is none."""
    if text.isascii():
        return int(text) if text.isdecimal() else None
    head, wan, tail = text.rpartition("万")
    if wan:
        left, right = whole(head), whole(tail) if tail else 0
        return None if left is None or right is None else left * 10_000 + right
    return _below_wan(text)


def _below_wan(text: str) -> int | None:
    total, digit, unit = 0, None, 10
    for character in text:
        if character in _UNITS:
            unit = _UNITS[character]
            total += (1 if digit is None else digit) * unit
            digit = None
        elif character in _DIGITS:
            if digit is not None and digit != 0:
                return None
            digit = _DIGITS[character]
            if digit == 0:
                unit = 10
        else:
            return None
    if digit is None:
        return total
    # "两千五" leaves the unit out: it is one below the last one said.
    return total + digit * (unit // 10 if total else 1)
