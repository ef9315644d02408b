"""How many: "两台", "再加一件", "不是两台，三台"."""

import re

from .text import NUMBER, whole

_COUNT = re.compile(
    rf"(再加|加|多买|再来|再买|少|减)?({NUMBER})(台|件|个|套|部|只)(?!.?(?:月|小时|工作日))"
)
_NEGATED = re.compile(rf"不是{NUMBER}(?:台|件|个|套|部|只)")
_ORDINAL = re.compile(rf"第{NUMBER}(?:台|件|个|套|部|只)")
MAX_SPOKEN = 999


def spoken_quantity(text: str, before: int) -> int | None:
    """The quantity the normalised ``text`` leads to from ``before``; ``None`` if it says none."""
    plain = _ORDINAL.sub("", _NEGATED.sub("", text))
    quantity: int | None = None
    for match in _COUNT.finditer(plain):
        count = whole(match[2])
        if not count or count > MAX_SPOKEN:
            continue
        if match[1] in ("再加", "加", "多买", "再来", "再买"):
            quantity = before + count
        elif match[1] in ("少", "减"):
            quantity = max(1, before - count)
        else:
            quantity = count
    return quantity
