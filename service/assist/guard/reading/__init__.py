"""Reading a sentence: every figure in it, however it is written, with the role its wording gives.

Fold the characters, cover names and idioms, read times, rates, then the other numbers, and give
the amounts their roles. A reading is made once a sentence and handed to every rule.
"""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from .blanking import NameHit, blank_idioms, blank_names, cover
from .fold import Folded, fold
from .mentions import Kind, Mention
from .pairs import with_pairs
from .quantities import read_quantities
from .rates import read_rates
from .roles import with_roles
from .times import read_times

__all__ = ["Kind", "Mention", "NameHit", "Reading", "read"]

_FIGURE = re.compile(
    r"[\d〇零一二两三四五六七八九幺十百千万亿廿卅半折夜]|[昨今明后前][天日晚早]|[周期拜][日天]",
    re.ASCII,
)
"""One of these stands in whatever is read as a time, a rate or a number; in every second sentence
there is none."""

_HELD = 1_024
"""So many sentences are held as they were read: the scripts and prices of a busy hour."""


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
    before: tuple[NameHit, ...] = ()
    """Names of the sentences before this one, the last that had any."""

    said: str = ""
    """The letters of the reply so far."""

    about: str = ""
    """The event that the sentences before this one spoke of last."""

    @property
    def letters(self) -> str:
        """The sentence without what is between its letters and digits."""
        return "".join(filter(str.isalnum, self.folded.text))

    @property
    def spoken_of(self) -> tuple[NameHit, ...]:
        """This sentence's names, as they stand before the next one."""
        return tuple(replace(hit, start=-1, end=0) for hit in self.names)

    def in_text(self, start: int, end: int) -> tuple[int, int]:
        """Where ``tight[start:end]`` stands in ``text``."""
        return self.kept[start], self.kept[end - 1] + 1

    def original(self, start: int, end: int) -> tuple[int, int, str]:
        """Where ``text[start:end]`` stands in the sentence as it was given, and what it says."""
        first, last = self.folded.span(start, end)
        return first, last, self.folded.original[first:last]


@lru_cache(maxsize=_HELD)
def read(
    sentence: str, names: frozenset[str] = frozenset(), before: tuple[NameHit, ...] = ()
) -> Reading:
    """Read one sentence; ``names`` are covered first. ``before`` are the names spoken of so far."""
    folded = fold(sentence)
    text, hits = blank_names(folded.text, names)
    kept = [index for index, character in enumerate(text) if _speaks(character)]
    mentions = _mentions(text)
    tight = replace(folded, text=text).keeping(kept)
    return Reading(folded, text, tight, tuple(kept), hits, mentions, before)


def forget() -> None:
    """Gives up the sentences that are held."""
    read.cache_clear()
    _mentions.cache_clear()


def _speaks(character: str) -> bool:
    return character.isalnum() or character in "+❤\ue000"


@lru_cache(maxsize=_HELD)
def _mentions(text: str) -> tuple[Mention, ...]:
    if not _FIGURE.search(text):
        return ()
    plain = blank_idioms(text)
    times = read_times(plain)
    plain = _without(plain, times)
    rates = list(read_rates(plain))
    plain = _without(plain, rates)
    found = [*times, *rates, *read_quantities(plain)]
    found.sort(key=lambda mention: mention.start)
    return tuple(with_pairs(text, with_roles(text, found)))


def _without(text: str, mentions: list[Mention]) -> str:
    for mention in mentions:
        text = cover(text, mention.start, mention.end)
    return text
