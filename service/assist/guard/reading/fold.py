"""Text as the guard reads it: one spelling for characters that look or mean the same.

Compatibility forms, traditional characters, formal numerals (壹贰叁) and look-alike letters are
replaced; invisible, bidirectional and combining characters disappear; spaces that part nothing
are dropped. Every character keeps its place in the original, so that findings can be shown there.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from ..tables import table

_INVISIBLE = frozenset({"Cf", "Mn", "Me", "Cs", "Cc", "Cn"})
_FILLERS = frozenset("\u115f\u1160\u3164\uffa0\u2800")
_LONE_CIRCLED = re.compile(r"(?<![①-⑳])[①-⑳](?![①-⑳])")
"""A lone ① begins a point of a list; ④⑥⑨⑧ in a row is a figure."""

_LIST_MARK = re.compile(r"(?m)^(\s*\d{1,2})\.(?= \d)", re.ASCII)
"""2. 11月10日: the second point, and no 2.11."""

_LONE_DIGITS = re.compile(r"(?<!\d)(\d) (?=\d(?!\d))", re.ASCII)
_SPACED_THOUSANDS = re.compile(r"(?<![\w.])\d{1,3}(?: \d{3})+(?!\d)", re.ASCII)
_ROUND_ZERO = re.compile(r"(?<=\d)o(?=[\do.元块])|(?<=\d\.)o(?=\d)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Folded:
    """``text[i]`` stands for ``original[places[i]]``."""

    original: str
    text: str
    places: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The original's range of ``text[start:end]``; ``start < end``."""
        return self.places[start], self.places[end - 1] + 1

    def keeping(self, indexes: list[int]) -> "Folded":
        """The same text with only these characters, in this order."""
        return Folded(
            self.original,
            "".join([self.text[index] for index in indexes]),
            tuple([self.places[index] for index in indexes]),
        )


@lru_cache(maxsize=64)
def fold(text: str) -> Folded:
    """The text in the guard's spelling."""
    listed = _LIST_MARK.sub(r"\1、", _LONE_CIRCLED.sub("、", text))
    pieces = list(map(_folded, listed))
    plain = _ROUND_ZERO.sub("0", "".join(pieces))
    places = range(len(pieces))
    if len(plain) == len(pieces) and all(pieces):  # a character each
        return _without_idle_spaces(Folded(text, plain, tuple(places)))
    spread = tuple(place for place, piece in zip(places, pieces, strict=True) for _ in piece)
    return _without_idle_spaces(Folded(text, plain, spread))


@lru_cache(maxsize=16384)
def _folded(character: str) -> str:
    """One character folded: empty if it cannot be seen, several if it is a compound (㎏ → kg)."""
    same, kept = _same_characters()
    if character in kept:
        return character
    if character in "\n\t\r" or character.isspace():
        return "\n" if character in "\n\r\u2028\u2029" else " "
    if character in _FILLERS or unicodedata.category(character) in _INVISIBLE:
        return ""
    if unicodedata.category(character) == "Nd":
        return str(unicodedata.decimal(character))
    if character in same:
        return same[character]
    folded = unicodedata.normalize("NFKC", character).lower()
    return "".join(
        same.get(piece, piece) for piece in folded if unicodedata.category(piece) not in _INVISIBLE
    )


@cache
def _same_characters() -> tuple[dict[str, str], frozenset[str]]:
    """What each look-alike becomes, and the characters left as they are."""
    tables = table("characters.yaml")
    same = {
        variant: character
        for group in ("traditional", "numerals", "latin", "marks")
        for character, variants in tables[group].items()
        for variant in variants
    }
    return same, frozenset(tables["keep"])


def _without_idle_spaces(folded: Folded) -> Folded:
    """Only spaces between two letters or digits part anything, and not those in ``2 2 9 9``."""
    text = folded.text
    if " " not in text:
        return folded
    idle = set(_idle_spaces(text))
    spaced = folded.keeping([index for index in range(len(text)) if index not in idle])
    glue = set(_glued_digits(spaced.text))
    return spaced.keeping([index for index in range(len(spaced.text)) if index not in glue])


def _idle_spaces(text: str) -> Iterator[int]:
    before = ""
    for index, character in enumerate(text):
        if character != " ":
            before = character
            continue
        after = text[index + 1 : index + 2]
        parts = before.isascii() and before.isalnum() and after.isascii() and after.isalnum()
        if not parts:
            yield index


def _glued_digits(text: str) -> Iterator[int]:
    for match in _LONE_DIGITS.finditer(text):
        yield match.end() - 1
    for match in _SPACED_THOUSANDS.finditer(text):
        yield from (index for index in range(*match.span()) if text[index] == " ")
