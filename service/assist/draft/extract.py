"""An answer out of a document passage: the sentences or rows nearest to the question, unchanged."""

import re
from itertools import pairwise

MAX_CHARACTERS = 140
_BULLET = re.compile(r"^(?:[-·•*]|\d{1,2}[.、])\s*")
_PIECES = re.compile(r"[^。！？!?\n]+[。！？!?]?")
"""A table's row is one line and stays whole: its values mean nothing without its first cell."""


def nearest_sentences(question: str, passage: str, limit: int = MAX_CHARACTERS) -> str:
    """Up to ``limit`` characters of the passage, in its order; never a cut sentence.

    The best sentence is taken whole even if it alone is longer.
    """
    asked = _bigrams(question)
    pieces = [
        plain for piece in _PIECES.findall(passage) if (plain := _BULLET.sub("", piece.strip()))
    ]
    ranked = sorted(range(len(pieces)), key=lambda i: (-len(asked & _bigrams(pieces[i])), i))
    chosen: list[int] = []
    used = 0
    for index in ranked:
        if chosen and (used + len(pieces[index]) > limit or not asked & _bigrams(pieces[index])):
            break
        chosen.append(index)
        used += len(pieces[index])
    return "".join(_ended(pieces[index]) for index in sorted(chosen))


def _bigrams(text: str) -> frozenset[str]:
    letters = [c for c in text.lower() if c.isalnum()]
    return frozenset(a + b for a, b in pairwise(letters)) | frozenset(letters)


def _ended(piece: str) -> str:
    return piece if piece[-1] in "。！？!?；;" else f"{piece}；"
