"""Runs of rows: the part of an index that one search looks at.

Rows are ordered by product scope, so that the shop's general passages and those of one product
are each one run. A search for one product then reads only these, whatever else the shop sells.
What it works out has a value per row inside the runs: a *position* counts these, run after run.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Integers = NDArray[np.int32]
Positions = NDArray[np.intp]


@dataclass(frozen=True)
class Spans:
    """``edges`` holds start and end of each run, ascending; an end is the first row outside.

    ``everything`` is set when no row is outside: nothing has to be cut then.
    """

    edges: Integers
    everything: bool = False

    @classmethod
    def of(cls, *runs: tuple[int, int]) -> "Spans":
        """The runs that hold any row, in order."""
        kept = sorted(run for run in runs if run[0] < run[1])
        return cls(np.array(kept, dtype=np.int32).reshape(-1))

    @classmethod
    def all_of(cls, count: int) -> "Spans":
        """Every one of ``count`` rows."""
        return cls(np.array([0, count], dtype=np.int32), everything=True)

    @cached_property
    def count(self) -> int:
        """How many rows are inside."""
        return int((self.edges[1::2] - self.edges[::2]).sum())

    @cached_property
    def runs(self) -> list[slice]:
        """Each run as a slice of the index's arrays."""
        edges = self.edges.tolist()
        return [slice(*pair) for pair in zip(edges[::2], edges[1::2], strict=True)]

    @cached_property
    def shifts(self) -> Integers:
        """Of each run: the row less its position."""
        ends = np.cumsum(self.edges[1::2] - self.edges[::2])
        return np.asarray(self.edges[1::2] - ends, dtype=np.int32)

    @cached_property
    def _firsts(self) -> Integers:
        """The position at which each run begins."""
        return self.edges[::2] - self.shifts

    def positions(self, rows: NDArray[np.integer]) -> Positions:
        """Where rows that are inside stand."""
        return np.asarray(rows - self._shifts_of(rows, self.edges[::2]), dtype=np.intp)

    def rows(self, positions: NDArray[np.integer]) -> Positions:
        """The rows that stand at ``positions``."""
        return np.asarray(positions + self._shifts_of(positions, self._firsts), dtype=np.intp)

    def _shifts_of(self, places: NDArray[np.integer], starts: Integers) -> Integers:
        return self.shifts[starts.searchsorted(places, side="right") - 1]
