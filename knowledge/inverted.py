"""Inverted lists: for each key the rows that hold it, and a value for each.

Built block by block from rows that come in order, so that a hundred thousand passages need little
more memory than the lists themselves. Keys are words' numbers, or dimensions of sparse vectors.
"""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from knowledge.spans import Integers, Positions, Spans

Floats = NDArray[np.float32]
Numbers = NDArray[np.int64]
Mask = NDArray[np.bool_]


_FEW = 4_096
"""So many entries are taken one by one; more of them list by list. Measured: either costs half as
much again on the other's side."""


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

    def entries(self, keys: Positions, within: Spans) -> "Entries":
        """Everything that stands in the lists of ``keys``, inside ``within``."""
        if not len(keys):
            return Entries.none(within.count)
        starts, ends = self.starts.take(keys), self.starts[1:].take(keys)
        if within.everything:
            firsts = starts
        else:
            lists = map(slice, starts.tolist(), ends.tolist())
            cuts = np.concatenate([self.rows[its].searchsorted(within.edges) for its in lists])
            cuts = cuts.reshape(len(keys), -1).T + starts
            firsts, ends = cuts[::2].reshape(-1), cuts[1::2].reshape(-1)
        counts = ends - firsts
        after = counts.cumsum()
        at, values = self._taken(firsts, ends, counts, after)
        done = 0
        ends_of_runs = after[len(keys) - 1 :: len(keys)].tolist()
        for shift, end in zip(within.shifts.tolist(), ends_of_runs, strict=True):
            at[done:end] -= shift
            done = end
        return Entries(at, values, counts, after, len(keys), within.count)

    def _taken(
        self, firsts: Numbers, ends: Numbers, counts: Numbers, after: Numbers
    ) -> tuple[Positions, Floats]:
        """The rows and values of some parts of lists; ``after`` are the sums of ``counts``."""
        if after[-1] > _FEW:
            parts = [slice(*p) for p in zip(firsts.tolist(), ends.tolist(), strict=True)]
            parts = [part for part in parts if part.start < part.stop]
            rows = np.concatenate([self.rows[part] for part in parts], dtype=np.intp)
            return rows, np.concatenate([self.values[part] for part in parts])
        where = (firsts - after + counts).repeat(counts)
        where += np.arange(len(where))
        return self.rows.take(where).astype(np.intp), self.values.take(where)


@dataclass(frozen=True, slots=True)
class Entries:
    """What stands in some lists, run by run and there list by list: positions and values.

    ``counts`` has a value per run and list, ``after`` its sums so far; ``lists`` is how many lists
    there are, ``size`` how many positions.
    """

    at: Positions
    values: Floats
    counts: Numbers
    after: Numbers
    lists: int
    size: int

    @classmethod
    def none(cls, size: int) -> "Entries":
        """Of no list."""
        none = np.zeros(0, dtype=np.int64)
        return cls(none, none.astype(np.float32), none, none, 0, size)

    def of_each(self, numbers: Floats) -> Floats:
        """A number per list, repeated for each of its entries."""
        runs = len(self.counts) // max(self.lists, 1)
        each = (
            np.concatenate([numbers] * runs) if runs > 1 else numbers
        )  # a tenth of np.tile's time
        return np.asarray(each.repeat(self.counts))

    def sums(self, values: Floats) -> Floats:
        """The sum of the ``values`` of each position's entries; shape ``(size,)``."""
        sums = np.zeros(self.size, dtype=np.float32)
        np.add.at(sums, self.at, values)
        return sums

    def holding(self, positions: Positions) -> Mask:
        """Whether each list has each of these positions, shape (lists, positions)."""
        place = np.full(self.size, -1, dtype=np.int32)
        place[positions] = np.arange(len(positions))
        places = place.take(self.at)
        found = (places >= 0).nonzero()[0]
        there = np.zeros((self.lists, len(positions)), dtype=np.bool_)
        there[self._lists_of(found), places.take(found)] = True
        return there

    def count_in(self, mask: Mask) -> Numbers:
        """How many entries of each list stand where ``mask``, a value per position, is set."""
        found = mask.take(self.at).nonzero()[0]
        return np.bincount(self._lists_of(found), minlength=self.lists)

    def _lists_of(self, entries: Positions) -> Positions:
        pieces = self.after.searchsorted(entries, side="right")
        return np.asarray(pieces % max(self.lists, 1))


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
