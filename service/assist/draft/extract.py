"""An answer out of a document passage: the sentences or rows nearest to the question, unchanged."""

import re

from .alike import pairs

MAX_CHARACTERS = 140
NEARLY = 0.7
"""A further sentence shares at least so much of what the best one shares with the question."""

_BULLET = re.compile(r"^(?:[-·•*]|\d{1,2}[.、])\s*")
_PIECES = re.compile(r"[^。！？!?\n]+[。！？!?]?")
"""A table's row is one line and stays whole: its values mean nothing without its first cell."""


def nearest_sentences(question: str, passage: str, limit: int = MAX_CHARACTERS) -> str:
    """Up to ``limit`` characters of the passage, in its order; never a cut sentence.

    The best sentence is taken whole even if it alone is longer; others join it if they are
    nearly as near.
    """
    asked = pairs(question)
    found = (_BULLET.sub("", piece.strip()) for piece in _PIECES.findall(passage))
    pieces = [piece for piece in found if piece]
    near = [len(asked & pairs(piece)) for piece in pieces]
    ranked = sorted(range(len(pieces)), key=lambda i: (-near[i], i))
    chosen: list[int] = []
    used = 0
    for i in ranked:
        too_far = near[i] < NEARLY * near[ranked[0]] or not near[i]
        if chosen and (too_far or used + len(pieces[i]) > limit):
            break
        chosen.append(i)
        used += len(pieces[i])
    return "".join(_ended(pieces[i]) for i in sorted(chosen))


def _ended(piece: str) -> str:
    return piece if piece[-1] in "。！？!?；;" else f"{piece}；"
