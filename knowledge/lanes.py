"""The vector lane: exact cosines of one query with the rows that a search looks at.

Exact also for the largest shops: a run of rows is one matrix product, and it was measured that
the products of one shop's general and one product's own passages cost less than an approximate
index with a filter. Vectors that are mostly zeros (hashed n-grams) are kept as inverted lists, a
quarter of their size, and a query reads only its own dimensions.
"""

from dataclasses import dataclass, field
from typing import Protocol

import numpy as np

from knowledge.encoders.base import Vectors
from knowledge.inverted import Floats, Inverted, Inverting
from knowledge.spans import Integers, Spans

_SPARSE_BELOW = 0.25
"""Share of values that are not zero below which lists are smaller and quicker."""


class Lane(Protocol):
    """The vectors of all rows, in row order."""

    @property
    def dimensions(self) -> int: ...

    def __len__(self) -> int: ...

    def cosines(self, query: Vectors, within: Spans) -> Floats:
        """Cosine of each row in ``within`` with ``query``; shape ``(within.count,)``."""
        ...

    def vectors(self, rows: Integers) -> Vectors:
        """The vectors of a few rows, ascending; shape ``(len(rows), dimensions)``."""
        ...


@dataclass(frozen=True)
class DenseLane:
    """``matrix`` has shape (rows, dimensions), by row; it may be a mapped file."""

    matrix: Vectors

    @property
    def dimensions(self) -> int:
        return int(self.matrix.shape[1])

    def __len__(self) -> int:
        return len(self.matrix)

    def cosines(self, query: Vectors, within: Spans) -> Floats:
        if within.everything:
            return np.asarray(self.matrix @ query)
        cosines = np.empty(within.count, dtype=np.float32)
        done = 0
        for run in within.runs:
            count = run.stop - run.start
            np.dot(self.matrix[run], query, out=cosines[done : done + count])
            done += count
        return cosines

    def vectors(self, rows: Integers) -> Vectors:
        return np.array(self.matrix[rows], dtype=np.float32)


@dataclass(frozen=True)
class SparseLane:
    """For each dimension the rows that are not zero there."""

    lists: Inverted
    count: int

    @property
    def dimensions(self) -> int:
        return len(self.lists)

    def __len__(self) -> int:
        return self.count

    def cosines(self, query: Vectors, within: Spans) -> Floats:
        used = np.flatnonzero(query)
        entries = self.lists.entries(used, within)
        return entries.sums(entries.values * entries.of_each(query[used]))

    def vectors(self, rows: Integers) -> Vectors:
        vectors = np.zeros((len(rows), self.dimensions), dtype=np.float32)
        for dimension in range(self.dimensions):
            holding, values = self.lists.list_of(dimension)
            at = holding.searchsorted(rows)
            at[at == len(holding)] = 0
            found = holding[at] == rows if len(holding) else np.zeros(len(rows), dtype=np.bool_)
            vectors[found, dimension] = values[at[found]]
        return vectors


@dataclass
class LaneBuilder:
    """Takes vectors block by block in row order; the first block decides how they are kept."""

    dimensions: int
    _count: int = 0
    _sparse: Inverting | None = None
    _dense: list[Vectors] = field(default_factory=list)

    def add(self, vectors: Vectors) -> None:
        """The next rows, shape ``(rows, dimensions)``."""
        if not len(vectors):
            return
        if not self._count and np.count_nonzero(vectors) < _SPARSE_BELOW * vectors.size:
            self._sparse = Inverting()
        if self._sparse is None:
            self._dense.append(np.array(vectors, dtype=np.float32))
        else:
            rows, dimensions = np.nonzero(vectors)
            self._sparse.add(
                dimensions.astype(np.int32),
                (rows + self._count).astype(np.int32),
                vectors[rows, dimensions].astype(np.float32),
            )
        self._count += len(vectors)

    def finished(self) -> Lane:
        """The lane of everything that was added; nothing may be added afterwards."""
        if self._sparse is not None:
            return SparseLane(self._sparse.finished(self.dimensions), self._count)
        matrix = np.zeros((self._count, self.dimensions), dtype=np.float32)
        start = 0
        self._dense.reverse()
        while self._dense:
            block = self._dense.pop()
            matrix[start : start + len(block)] = block
            start += len(block)
        return DenseLane(matrix)
