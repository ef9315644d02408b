"""Text as it is compared: one script, compatibility forms folded, invisible characters gone."""

import re
import unicodedata
from functools import cache
from typing import Any

_INVISIBLE = re.compile(
    "[\u00ad\u034f\u200b-\u200f\u202a-\u202e\u2060-\u2064\ud800-\udfff\ufe00-\ufe0f\ufeff]"
)
_SPACES = re.compile(r"\s+")
_SPACED_OUT = re.compile(r"(?<![^\s])[\u4e00-\u9fff](?: [\u4e00-\u9fff])+(?![^\s])")
"""Characters one by one: 静 悦 空 调. Between words a space parts two sayings."""


def normalise(text: str) -> str:
    """NFKC, nothing invisible (zero-width, bidi, half a surrogate pair), simplified, lower case,
    single spaces.

    Characters spaced out are one word: "静 悦 空 调" is 静悦空调.
    """
    plain = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))
    plain = _SPACES.sub(" ", plain).strip().lower()
    plain = _SPACED_OUT.sub(lambda match: match[0].replace(" ", ""), plain)
    return str(_to_simplified().convert(plain)).replace("劵", "券")


@cache
def _to_simplified() -> Any:
    """Traditional → simplified, by phrases: 麵包 is 面包, 什麼 is 什么. The one door to OpenCC."""
    from opencc import OpenCC

    return OpenCC("t2s")
