"""Reading a sentence: every figure in it, however it is written, with the role its wording gives.

Fold the characters, cover names and idioms, read times, rates, then the other numbers, and give
the amounts their roles. A reading is made once a sentence and handed to every rule.
"""

import re
from dataclasses import dataclass, replace

from .blanking import NameHit, blank_idioms, blank_names, cover
from .fold import Folded, fold
from .mentions import Kind, Mention
from .pairs import with_pairs
from .quantities import is_han, read_quantities
from .rates import read_rates
from .roles import with_roles
from .times import read_times

__all__ = ["Kind", "Mention", "NameHit", "Reading", "read"]

# 优惠1, 方案2 are numbering; 减5, 定金9 are amounts.
_OF_MONEY = re.compile(
    r"(?:到手价?|实付|合计|[定订]金|尾款|原价|日常价|单价|满|[减抵省返降付]|优惠了|便宜了?)[是为:]?$"
)


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence as rules see it. ``text`` is folded and without the names the ledger knows;
    ``tight`` is ``text`` without spaces, punctuation and symbols (``+`` and ❤ stay); ``kept``
    are the places of its characters in ``text``."""

    folded: Folded
    text: str
    tight: Folded
    kept: tuple[int, ...]
    names: tuple[NameHit, ...]
    mentions: tuple[Mention, ...]

    def in_text(self, start: int, end: int) -> tuple[int, int]:
        """Where ``tight[start:end]`` stands in ``text``."""
        return self.kept[start], self.kept[end - 1] + 1

    def original(self, start: int, end: int) -> tuple[int, int, str]:
        """Where ``text[start:end]`` stands in the sentence as it was given, and what it says."""
        first, last = self.folded.span(start, end)
        return first, last, self.folded.original[first:last]


def read(sentence: str, names: frozenset[str] = frozenset()) -> Reading:
    """Read one sentence; ``names`` are covered first."""
    folded = fold(sentence)
    text, hits = blank_names(folded.text, names)
    kept = [index for index, character in enumerate(text) if _speaks(character)]
    mentions = tuple(_mentions(text))
    tight = replace(folded, text=text).keeping(kept)
    return Reading(folded, text, tight, tuple(kept), hits, mentions)


def _speaks(character: str) -> bool:
    return character.isalnum() or character in "+❤\ue000"


def _mentions(text: str) -> list[Mention]:
    plain = blank_idioms(text)
    times = read_times(plain)
    plain = _without(plain, times)
    rates = list(read_rates(plain))
    plain = _without(plain, rates)
    found = [*times, *rates, *read_quantities(plain)]
    found.sort(key=lambda mention: mention.start)
    said = [mention for mention in with_roles(text, found) if _says_something(text, mention)]
    return with_pairs(text, said)


def _without(text: str, mentions: list[Mention]) -> str:
    for mention in mentions:
        text = cover(text, mention.start, mention.end)
    return text


def _says_something(text: str, mention: Mention) -> bool:
    """A bare 3 or 二十 is only a figure where the words around it make it an amount."""
    if mention.kind is not Kind.BARE:
        return True
    if mention.value is None:
        return bool(mention.accepts) and mention.end - mention.start > 1
    least = 100 if is_han(text[mention.start : mention.end]) else 10
    if mention.value >= least:
        return True
    if mention.value >= 10:
        return bool(mention.accepts)
    said = _OF_MONEY.search(text, max(0, mention.start - 6), mention.start)
    return said is not None and not is_han(text[mention.start : mention.end])
