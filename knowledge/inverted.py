"""Inverted lists: for each key the rows that hold it, and a value for each.

Built block by block from rows that come in order, so that a hundred thousand passages need little
more memory than the lists themselves. Keys are words' numbers, or dimensions of sparse vectors.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from knowledge.spans import Integers, Spans

Floats = NDArray[np.float32]
Numbers = NDArray[np.int64]


@dataclass(frozen=True)
class Inverted:
    """The rows of key ``k``, ascending, are ``rows[starts[k]:starts[k + 1]]``."""

    starts: Numbers
    rows: Integers
    values: Floats

    def __len__(self) -> int:
        """How many keys there are."""
        return len(self.starts) - 1

    def list_of(self, key: int) -> tuple[Integers, Floats]:
        """The key's rows and values."""
        start, end = self.starts[key : key + 2].tolist()
        return self.rows[start:end], self.values[start:end]

    def entries(self, keys: Sequence[int], within: Spans) -> "Entries":
        """Everything that stands in the lists of ``keys``, inside ``within``."""
        rows, values = [self.rows[:0]], [self.values[:0]]
        counts = []
        starts = self.starts.take(keys).tolist()
        ends = self.starts[1:].take(keys).tolist()
        for start, end in zip(starts, ends, strict=True):
            count = 0
            cuts = (0, end - start) if within.everything else within.cuts(self.rows[start:end])
            for first, last in zip(cuts[::2], cuts[1::2], strict=True):
                if first < last:
                    rows.append(self.rows[start + first : start + last])
                    values.append(self.values[start + first : start + last])
                    count += last - first
            counts.append(count)
        return Entries(np.concatenate(rows), np.concatenate(values), counts)


@dataclass(frozen=True, slots=True)
class Entries:
    """Some lists one after the other; ``counts`` is how many entries come from each."""

    rows: Integers
    values: Floats
    counts: Sequence[int]

    def of_each(self, numbers: Sequence[float]) -> Floats:
        """A number per list, repeated for each of its entries."""
        return np.repeat(np.array(numbers, dtype=np.float32), self.counts)

    def sums(self, values: Floats, count: int) -> Floats:
        """The sum of the ``values`` of each row's entries; shape ``(count,)``."""
        sums = np.zeros(count, dtype=np.float32)
        np.add.at(sums, self.rows, values)
        return sums

    def sums_of(self, values: Floats, rows: NDArray[np.intp]) -> Floats:
        """The same for a few rows only."""
        found = (np.flatnonzero(self.rows == row) for row in rows.tolist())
        return np.array([values[entries].sum() for entries in found], dtype=np.float32)


@dataclass(frozen=True, slots=True)
class _Block:
    keys: Integers
    counts: Integers
    rows: Integers
    values: Floats


@dataclass
class Inverting:
    """Collects entries and sorts them by key at the end."""

    _blocks: list[_Block] = field(default_factory=list)

    def add(self, keys: Integers, rows: Integers, values: Floats) -> None:
        """Entries whose rows are ascending and not before those added so far."""
        order = np.argsort(keys, kind="stable")
        found, counts = np.unique(keys, return_counts=True)
        self._blocks.append(
            _Block(found.astype(np.int32), counts.astype(np.int32), rows[order], values[order])
        )

    def finished(self, keys: int) -> Inverted:
        """The lists of ``keys`` keys; what was collected is given up on the way."""
        lengths = np.zeros(keys, dtype=np.int64)
        for block in self._blocks:
            lengths[block.keys] += block.counts
        starts = np.concatenate(([0], np.cumsum(lengths))).astype(np.int64)
        rows = np.empty(starts[-1], dtype=np.int32)
        values = np.empty(starts[-1], dtype=np.float32)
        filled = starts[:-1].copy()
        self._blocks.reverse()
        while self._blocks:
            block = self._blocks.pop()
            before = np.cumsum(block.counts) - block.counts
            to = np.repeat(filled[block.keys] - before, block.counts) + np.arange(len(block.rows))
            rows[to], values[to] = block.rows, block.values
            filled[block.keys] += block.counts
        return Inverted(starts, rows, values)
