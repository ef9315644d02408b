"""Text as it is compared: one script, compatibility forms folded, invisible characters gone."""

import re
import unicodedata
from functools import cache
from typing import Any

_INVISIBLE = re.compile(
    "[\u00ad\u034f\u200b-\u200f\u202a-\u202e\u2060-\u2064\ud800-\udfff\ufe00-\ufe0f\ufeff]"
)
_SPACES = re.compile(r"\s+")
_BETWEEN_HAN = re.compile(r"(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])")
_NEXT_SAYING = re.compile(r"(?<=[钱少吗呢吧呀啊了价没不]) (?=[\u4e00-\u9fff]{2})")
"""A space that stands for a comma: 多少钱 有赠品没."""


def normalise(text: str) -> str:
    """NFKC, nothing invisible (zero-width, bidi, half a surrogate pair), simplified, lower case,
    single spaces.

    No space is left between two Chinese characters: "静 悦 空 调" is 静悦空调.
    """
    plain = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))
    plain = _SPACES.sub(" ", plain).strip().lower()
    plain = _NEXT_SAYING.sub(",", plain)
    return _BETWEEN_HAN.sub("", _to_simplified().convert(plain)).replace("劵", "券")


@cache
def _to_simplified() -> Any:
    """Traditional → simplified, by phrases: 麵包 is 面包, 什麼 is 什么. The one door to OpenCC."""
    from opencc import OpenCC

    return OpenCC("t2s")
