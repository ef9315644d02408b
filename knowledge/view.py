"""What one search may find: the rows of a snapshot that hold now, for the product asked about.

Every array here has one value per row of the view, not of the whole shop. Passages that are
expired, or another product's, are not among them, so nothing behind can rank them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from knowledge.inverted import Floats
from knowledge.questions import Asked
from knowledge.scopes import Mask, Rows
from knowledge.spans import Positions
from knowledge.types import Passage
from knowledge.within import Within

_BLOCK = 64
_FEW = 1_024


@dataclass(frozen=True)
class View:
    """``at`` are the positions in ``within``, ascending, of what may be found; ``own`` are places
    among these.

    ``own`` are the passages of the products asked about.
    """

    within: Within
    at: Positions
    own: Rows
    _passages: Sequence[Passage]
    _scripts: Mask

    def __len__(self) -> int:
        return len(self.at)

    @cached_property
    def rows(self) -> Rows:
        """The snapshot's rows of all that may be found."""
        return self.rows_of(np.arange(len(self)))

    def rows_of(self, places: Rows) -> Rows:
        """The snapshot's rows of a few."""
        return self.within.spans.rows(self.at[places])

    def passage(self, place: int) -> Passage:
        return self._passages[int(self.rows[place])]

    def passages(self, rows: Rows) -> list[Passage]:
        """Those of the snapshot's rows."""
        return [self._passages[row] for row in rows.tolist()]

    def is_script(self, rows: Rows) -> Mask:
        """Whether each of the snapshot's rows is a script; the others are documents."""
        return self._scripts[rows]

    def here(self, values: Floats) -> Floats:
        """Of values by position those that may be found."""
        return values if len(self.at) == len(values) else values.take(self.at)

    def same(self, asked: Asked) -> tuple[Rows, Floats]:
        """Places of the passages that answer the same or nearly the same question, and how alike
        it is."""
        rows = np.array(sorted(asked.same), dtype=np.intp)
        positions = self.within.spans.positions(rows)
        places = np.minimum(self.at.searchsorted(positions), len(self.at) - 1)
        here = self.at[places] == positions
        alike = [asked.same[row] for row in rows[here].tolist()]
        return places[here], np.array(alike, dtype=np.float32)

    @cached_property
    def own_positions(self) -> Mask:
        """Whether each position is of a product asked about."""
        mask = np.zeros(self.within.spans.count, dtype=np.bool_)
        mask[self.at[self.own]] = True
        return mask


def highest(rank: Floats, count: int) -> NDArray[np.intp]:
    """The positions of the ``count`` highest, best first; of equal ones the earlier.

    The ``count`` th best block cannot hold a lower maximum than the ``count`` th best value, so
    only what reaches it is sorted: a tenth of a partition's time at 100,000.
    """
    if len(rank) <= max(_FEW, _BLOCK * count):
        return (-rank).argsort(kind="stable")[:count]
    whole = len(rank) // _BLOCK * _BLOCK
    tops = rank[:whole].reshape(-1, _BLOCK).max(axis=1)
    tops.partition(len(tops) - count)
    found = np.flatnonzero(rank >= tops[-count])
    return found[(-rank[found]).argsort(kind="stable")[:count]]
