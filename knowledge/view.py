"""What one search may find: the rows of a snapshot that hold now, for the product asked about.

Every array here has one value per row of the view, not of the whole shop. Passages that are
expired, or another product's, are not among them, so nothing behind can rank them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.encoders.base import Vectors
from knowledge.inverted import Floats
from knowledge.lanes import Lane
from knowledge.postings import Matches, Postings
from knowledge.questions import Asked, Questions
from knowledge.scopes import Mask, Rows
from knowledge.spans import Spans
from knowledge.types import Passage

_BLOCK = 64


@dataclass(frozen=True)
class View:
    """``rows`` are the snapshot's, ascending, inside ``spans``; ``own`` are positions in the view.

    ``own`` are the passages of the products asked about.
    """

    _passages: Sequence[Passage]
    _vectors: Lane
    words: Postings
    questions: Questions
    spans: Spans
    rows: Rows
    own: Rows
    _scripts: Mask

    def __len__(self) -> int:
        return len(self.rows)

    def passage(self, position: int) -> Passage:
        return self._passages[int(self.rows[position])]

    def is_script(self, positions: Rows) -> Mask:
        """Whether each is a script; the others are documents."""
        return self._scripts[self.rows[positions]]

    def found(self, words: Sequence[str]) -> "Found":
        """Where ``words`` stand."""
        return Found(self.words.matches(words, self.spans), self.rows)

    def cosines(self, query: Vectors) -> Floats:
        """Each passage's cosine with the encoded question."""
        return self._vectors.cosines(query, self.spans).take(self.rows)

    def asked(self, query: str) -> "AskedHere":
        """How alike ``query`` is to the questions that the passages answer."""
        return AskedHere(self.questions.asked(query, self.spans), self.rows)


@dataclass(frozen=True, slots=True)
class Found:
    """``Matches`` by positions in a view."""

    _matches: Matches
    _rows: Rows

    def best(self) -> float:
        """The highest score of any passage that was looked at, also one that does not hold now."""
        return float(self._matches.scores().max(initial=0.0))

    def scores(self) -> Floats:
        """The summed weight of the words in each passage."""
        return self._matches.scores().take(self._rows)

    def shared(self, positions: Rows) -> Floats:
        """The summed rarity of the words that the passages at ``positions`` hold."""
        return self._matches.shared_by(self._rows[positions])


@dataclass(frozen=True, slots=True)
class AskedHere:
    """``Asked`` by positions in a view."""

    _asked: Asked
    _rows: Rows

    def same(self) -> tuple[Rows, Floats]:
        """Positions of the passages that answer the same or nearly the same question, and how
        alike it is."""
        found = np.fromiter(sorted(self._asked.same), dtype=np.intp)
        at = np.minimum(self._rows.searchsorted(found), len(self._rows) - 1)
        here = self._rows[at] == found
        alike = [self._asked.same[row] for row in found[here].tolist()]
        return at[here], np.array(alike, dtype=np.float32)

    def likeness(self, positions: Rows) -> Floats:
        """How alike the most alike question of each passage is; see ``Questions``."""
        return self._asked.likeness(self._rows[positions])


def highest(rank: Floats, count: int) -> NDArray[np.intp]:
    """The positions of the ``count`` highest, best first; of equal ones the earlier.

    The ``count`` th best block cannot hold a lower maximum than the ``count`` th best value, so
    only what reaches it is sorted: a tenth of a partition's time at 100,000.
    """
    whole = len(rank) // _BLOCK * _BLOCK
    found = np.arange(len(rank))
    if len(rank) // _BLOCK > count:
        tops = rank[:whole].reshape(-1, _BLOCK).max(axis=1)
        found = np.flatnonzero(rank >= np.partition(tops, -count)[-count])
    order = np.lexsort((found, -rank[found]))
    return found[order][:count]
