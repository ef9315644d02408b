"""Text with every digit as an ASCII digit, place for place, however it was written.

Full width, circled and zero-width written digits are folded by the guard's ``fold``; digits in
Chinese characters (一三八零零一三八零零零) become Arabic where so many stand together that they can
be no quantity.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from ..guard.reading.blanking import cover
from ..guard.reading.fold import Folded, fold
from .found import Found

_HAN = {"〇": "0", "零": "0", "一": "1", "幺": "1", "二": "2", "两": "2", "三": "3", "四": "4"}
_HAN |= {"五": "5", "六": "6", "七": "7", "八": "8", "九": "9"}
_SAID = "".join(_HAN)
_ANY = rf"[\d{_SAID}]"
_SPELT = re.compile(
    # The 三 of 张三13800138000 and of 13800138000三楼 is no digit of the number.
    rf"(?:\d|[{_SAID}](?=[- ]?[{_SAID}]))"
    rf"(?:[- ]?(?:\d|[{_SAID}](?=[- ]?{_ANY})"
    rf"|(?:(?<=[{_SAID}])|(?<=[{_SAID}][- ]))[{_SAID}])){{6,}}",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Numeric:
    """``text`` has the length of ``folded.text``."""

    folded: Folded
    text: str

    @classmethod
    def of(cls, original: str) -> "Numeric":
        folded = fold(original)
        return cls(folded, _SPELT.sub(_arabic, folded.text))

    def without(self, found: Iterable[Found]) -> "Numeric":
        """The same text with what was found covered."""
        text = self.text
        for one in found:
            text = cover(text, one.start, one.end)
        return replace(self, text=text)

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Where ``text[start:end]`` stands in the original."""
        return self.folded.span(start, end)


def _arabic(match: re.Match[str]) -> str:
    return "".join(_HAN.get(character, character) for character in match[0])
