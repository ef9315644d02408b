"""How characters sound: 静月 and 静悦 are one to a hurried buyer, jingyue is either.

The one door to pypinyin. Only its table of characters is loaded, not its phrases.
"""

import os
import unicodedata
from collections.abc import Mapping
from functools import cache


def syllables(text: str) -> list[frozenset[str]]:
    """Every reading of each character without tones; an empty set for what has none."""
    return [_readings(character) for character in text]


def same_sound(one: list[frozenset[str]], other: list[frozenset[str]]) -> bool:
    """Whether two texts of equal length can be read alike."""
    return len(one) == len(other) and all(a & b for a, b in zip(one, other, strict=True))


def spelled(text: str) -> str:
    """``text`` in Latin letters, the first reading of each character: 静悦 → jingyue."""
    return "".join(_first(character) for character in text)


@cache
def _readings(character: str) -> frozenset[str]:
    written = _table().get(ord(character), "")
    return frozenset(map(_without_tone, written.split(","))) - {""}


@cache
def _first(character: str) -> str:
    written = _table().get(ord(character), "")
    return _without_tone(written.split(",")[0]) if written else character


def _without_tone(syllable: str) -> str:
    letters = unicodedata.normalize("NFD", syllable).replace("u\u0308", "v")
    return "".join(letter for letter in letters if letter.isascii())


@cache
def _table() -> Mapping[int, str]:
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "1")  # fifty megabytes that nobody asks for
    from pypinyin.constants import PINYIN_DICT

    return PINYIN_DICT
