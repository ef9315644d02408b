"""An answer out of a document passage: the sentences or rows nearest to the question.

Sentences are unchanged; a row of a table is put as a sentence. What says only for which products a
document is, or when it was revised, answers nothing.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import pairwise

from knowledge.loaders.tables import PRODUCT_COLUMNS
from knowledge.table_rows import Cells, cells_of

from .row_told import row_told

MAX_CHARACTERS = 140
NEARLY = 0.7
"""A further sentence shares at least so much of what the best one shares with the question."""

_COLUMNS = 2
"""So many columns of a row about one product are told, the nearest."""

_BULLET = re.compile(r"^(?:[-·•*●]|\d{1,2}[.、])\s*")
_ABOUT_THE_DOCUMENT = re.compile(
    r"^本(?:说明书|说明|规则|政策)适用于|^适用(?:型号|商品|产品|机型)[:：]|^修订日期|^有效时间"
)
_PIECES = re.compile(r"[^。！？!?\n]+[。！？!?]?")
"""A table's row is one line and stays whole: its values mean nothing without its first cell."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """What would be told, and how much it shares with the question."""

    text: str
    near: int


def nearest_sentences(
    question: str, passage: str, limit: int = MAX_CHARACTERS, skus: Collection[str] = ()
) -> str:
    """Up to ``limit`` characters of the passage, in its order; never a cut sentence, empty where it
    holds none that tells anything.

    The best sentence is taken whole even if it alone is longer; others join it if they are
    nearly as near. ``skus`` are the products meant, where a table has a column for each.
    """
    pieces = list(_pieces(_bigrams(question), passage, skus))
    ranked = sorted(range(len(pieces)), key=lambda i: (-pieces[i].near, i))
    chosen: list[int] = []
    used = 0
    for i in ranked:
        near = pieces[i].near
        too_far = near < NEARLY * pieces[ranked[0]].near or not near
        if chosen and (too_far or used + len(pieces[i].text) > limit):
            break
        chosen.append(i)
        used += len(pieces[i].text)
    return "".join(_ended(pieces[i].text) for i in sorted(chosen))


def _pieces(asked: frozenset[str], passage: str, skus: Collection[str]) -> Iterator[_Piece]:
    for line in passage.splitlines():
        cells = cells_of(line)
        if len(cells) > 1:
            near = len(asked & _bigrams("，".join(value for _, value in _own(cells))))
            columns = len(asked & _bigrams("，".join(name for name, _ in cells)))
            if text := row_told(cells, _nearest_columns(asked, cells), skus):
                yield _Piece(text, 2 * near + columns)
            continue
        for found in _PIECES.findall(line):
            piece = _BULLET.sub("", found.strip())
            if piece and not _ABOUT_THE_DOCUMENT.match(piece):
                yield _Piece(piece, 2 * len(asked & _bigrams(piece)))


def _own(cells: Cells) -> Cells:
    """The cells without the product's code."""
    return tuple(cell for cell in cells if cell[0] not in PRODUCT_COLUMNS)


def _nearest_columns(asked: frozenset[str], cells: Cells) -> frozenset[str]:
    """The columns of which name and value share most with the question."""
    near = {name: len(asked & _bigrams(f"{name}，{value}")) for name, value in _own(cells)}
    best = sorted(near, key=lambda name: -near[name])[:_COLUMNS]
    return frozenset(name for name in best if near[name] >= NEARLY * max(near.values()) > 0)


def _bigrams(text: str) -> frozenset[str]:
    letters = [c for c in text.lower() if c.isalnum()]
    return frozenset(a + b for a, b in pairwise(letters)) | frozenset(letters)


def _ended(piece: str) -> str:
    return piece if piece[-1] in "。！？!?；;" else f"{piece}。"
