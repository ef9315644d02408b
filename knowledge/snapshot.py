"""A shop's index in memory: columns side by side, one row per passage.

Immutable and versioned. A search reads one snapshot from beginning to end, so an import that
finishes meanwhile changes nothing under it. Chroma stays the durable store; a snapshot is saved
only to be ready quickly after a start and can be rebuilt from the store at any time. Loaded from
its files it is mapped, not read: only what searches touch takes memory.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, lru_cache

import numpy as np

from knowledge.encoders.base import Vectors
from knowledge.lanes import Lane, LaneBuilder
from knowledge.postings import Postings, bm25_postings
from knowledge.questions import Questions
from knowledge.ranked_text import words_of
from knowledge.scopes import Scopes, in_scope_order
from knowledge.synonyms import Synonyms
from knowledge.table_rows import Property, TableRow, properties_of, rows_in
from knowledge.types import Kind, Passage
from knowledge.view import View
from knowledge.within import Within

_VIEWS_HELD = 64
_PRODUCTS_HELD = 4_096


@dataclass(frozen=True)
class Snapshot:
    """Rows are in scope order (``Scopes``)."""

    version: str
    passages: Sequence[Passage]
    scopes: Scopes
    vectors: Lane
    words: Postings
    questions: Questions
    synonyms: Synonyms

    @classmethod
    def of(
        cls,
        version: str,
        passages: Sequence[Passage],
        vectors: Vectors,
        synonyms: Synonyms | None = None,
    ) -> "Snapshot":
        """``vectors`` has a row per passage, in their order, which need not be scope order.
        Without ``synonyms`` with the trade's alone."""
        order = in_scope_order(passages)
        places = {id(passage): row for row, passage in enumerate(passages)}
        lane = LaneBuilder(vectors.shape[1])
        lane.add(vectors[[places[id(passage)] for passage in order]])
        return cls.ordered(version, order, lane.finished(), synonyms or Synonyms.of_shop(()))

    @classmethod
    def ordered(
        cls, version: str, passages: Sequence[Passage], vectors: Lane, synonyms: Synonyms
    ) -> "Snapshot":
        """Passages and vectors that are in scope order already."""
        return cls(
            version,
            passages,
            Scopes.of(passages),
            vectors,
            bm25_postings(words_of(passage, synonyms) for passage in passages),
            Questions.of(passages),
            synonyms,
        )

    def __len__(self) -> int:
        return len(self.passages)

    def view(self, at: datetime, skus: frozenset[str], kinds: frozenset[Kind] | None) -> View:
        """The rows that may be found: valid at ``at``, for these products or the whole shop.

        Without ``skus`` every product's passages are meant, without ``kinds`` both kinds. The
        same until something begins or ceases to hold, so it is worked out once.
        """
        asked = self.scopes.known(skus) if skus else None
        return self._view(self.scopes.period(at), asked, kinds)

    def properties(self, at: datetime, sku: str) -> tuple[Property, ...]:
        """What the documents that hold at ``at`` say of this product in tables. Read once."""
        return self._properties(self.scopes.period(at), sku)

    def table_rows(self, at: datetime, sku: str = "") -> tuple[TableRow, ...]:
        """Rows of the tables in this product's documents; without ``sku`` in those for the whole
        shop. Read once."""
        return self._table_rows(self.scopes.period(at), sku)

    def _documents(self, period: int, sku: str) -> list[Passage]:
        kinds = frozenset({Kind.DOCUMENT})
        rows = (
            self.scopes.about_rows(period, frozenset({sku}), kinds)
            if sku
            else self.scopes.general_rows(period, kinds)
        )
        return [self.passages[int(row)] for row in rows]

    @cached_property
    def _properties(self) -> Callable[[int, str], tuple[Property, ...]]:
        return lru_cache(maxsize=_PRODUCTS_HELD)(
            lambda period, sku: tuple(properties_of(sku, self._documents(period, sku)))
        )

    @cached_property
    def _table_rows(self) -> Callable[[int, str], tuple[TableRow, ...]]:
        return lru_cache(maxsize=_PRODUCTS_HELD)(
            lambda period, sku: tuple(rows_in(self._documents(period, sku)))
        )

    @cached_property
    def _view(self) -> Callable[[int, frozenset[str] | None, frozenset[Kind] | None], View]:
        return lru_cache(maxsize=_VIEWS_HELD)(self._new_view)

    def _new_view(
        self, period: int, skus: frozenset[str] | None, kinds: frozenset[Kind] | None
    ) -> View:
        within = self._within(skus)
        if skus is None:
            at = self.scopes.rows(period, kinds)
            general = len(at)
        else:
            everywhere = self.scopes.general_rows(period, kinds)  # at the head: row is position
            about = within.spans.positions(self.scopes.about_rows(period, skus, kinds))
            general, at = len(everywhere), np.concatenate([everywhere, about])
        own = np.arange(general, len(at))
        return View(within, at, own, self.passages, self.scopes.scripts)

    @cached_property
    def _within(self) -> Callable[[frozenset[str] | None], Within]:
        return lru_cache(maxsize=_VIEWS_HELD)(
            lambda skus: Within(
                self.words,
                self.questions,
                self.vectors,
                self.synonyms,
                self.scopes.spans(skus),
            )
        )
