"""For whom and when passages hold: product scope, validity and kind of every row.

Rows stand in the order of their scope: the whole shop's first, then those of several products,
then each product's own. So what one search may find lies in a few runs.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, lru_cache
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from knowledge.inverted import Numbers
from knowledge.spans import Spans
from knowledge.times import microseconds
from knowledge.types import Kind, Passage

Mask = NDArray[np.bool_]
Rows = NDArray[np.intp]

_ALWAYS = np.iinfo(np.int64)
_PERIODS_HELD = 16


def in_scope_order(passages: Iterable[Passage]) -> list[Passage]:
    """Whole shop, several products, then product by product; otherwise as they came."""
    return sorted(passages, key=_scope)


def _scope(passage: Passage) -> tuple[int, str]:
    match len(passage.skus):
        case 0:
            return 0, ""
        case 1:
            return 2, min(passage.skus)
        case _:
            return 1, ""


@dataclass(frozen=True)
class Scopes:
    """Columns, one value per row.

    ``starts`` and ``ends`` are the first moments inside and outside, in microseconds; an open
    side is the far end. Rows below ``general`` hold for every product. ``several`` are the rows of
    more than one product, by product, and ``own`` first row and end of a product's own.
    """

    starts: Numbers
    ends: Numbers
    scripts: Mask
    general: int
    several: dict[str, list[int]]
    own: dict[str, tuple[int, int]]

    @classmethod
    def of(cls, passages: Sequence[Passage]) -> "Scopes":
        """``passages`` are in scope order."""
        several: dict[str, list[int]] = {}
        own: dict[str, tuple[int, int]] = {}
        for row, passage in enumerate(passages):
            for sku in passage.skus:
                if len(passage.skus) > 1:
                    several.setdefault(sku, []).append(row)
                else:
                    own[sku] = own.get(sku, (row, row))[0], row + 1
        return cls(
            np.array(
                [microseconds(p.valid_from) if p.valid_from else _ALWAYS.min for p in passages],
                dtype=np.int64,
            ),
            np.array(
                [microseconds(p.valid_to) if p.valid_to else _ALWAYS.max for p in passages],
                dtype=np.int64,
            ),
            np.array([p.kind is Kind.SCRIPT for p in passages], dtype=np.bool_),
            sum(not p.skus for p in passages),
            several,
            own,
        )

    def __len__(self) -> int:
        return len(self.starts)

    def known(self, skus: frozenset[str]) -> frozenset[str]:
        """Those of ``skus`` that any passage is about."""
        return frozenset(sku for sku in skus if sku in self.own or sku in self.several)

    def period(self, at: datetime) -> int:
        """The number of the period in which ``at`` lies: within one, the same rows hold."""
        return int(self._turns.searchsorted(microseconds(at), side="right"))

    def spans(self, skus: frozenset[str] | None) -> Spans:
        """Runs with every row for ``skus`` or for the whole shop; ``None`` means every product."""
        if skus is None:
            return Spans.all_of(len(self))
        return Spans.of((0, self._first_own), *(self.own[sku] for sku in skus if sku in self.own))

    def general_rows(self, period: int, kinds: frozenset[Kind] | None) -> Rows:
        """The rows for every product that hold in ``period`` and are of these kinds, ascending."""
        return self._general(period, kinds)

    def rows(self, period: int, kinds: frozenset[Kind] | None) -> Rows:
        """``general_rows`` and those of every product."""
        return np.flatnonzero(self._held(period, kinds))

    def about_rows(self, period: int, skus: frozenset[str], kinds: frozenset[Kind] | None) -> Rows:
        """The rows whose scope names one of ``skus``; they come after every general one."""
        own = sorted(self.own[sku] for sku in skus if sku in self.own)
        several = sorted({row for sku in skus for row in self.several.get(sku, ())})
        rows = np.array([*several, *chain.from_iterable(range(*run) for run in own)], dtype=np.intp)
        return rows[self._held(period, kinds)[rows]]

    @cached_property
    def _held(self) -> Callable[[int, frozenset[Kind] | None], Mask]:
        return lru_cache(maxsize=_PERIODS_HELD)(self._new_held)

    @cached_property
    def _general(self) -> Callable[[int, frozenset[Kind] | None], Rows]:
        return lru_cache(maxsize=_PERIODS_HELD)(
            lambda period, kinds: np.flatnonzero(self._held(period, kinds)[: self.general])
        )

    def _new_held(self, period: int, kinds: frozenset[Kind] | None) -> Mask:
        now = self._turns[period - 1] if period else _ALWAYS.min
        held = (self.starts <= now) & (now < self.ends)
        if kinds is not None:
            held &= np.where(self.scripts, Kind.SCRIPT in kinds, Kind.DOCUMENT in kinds)
        return held

    @cached_property
    def _turns(self) -> Numbers:
        """The moments at which anything begins or ceases to hold."""
        return np.unique(np.concatenate([self.starts, self.ends]))

    @cached_property
    def _first_own(self) -> int:
        """The first row that is some product's own."""
        return min((start for start, _ in self.own.values()), default=len(self))
