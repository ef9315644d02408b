"""A shop's index in memory: arrays side by side, one row per passage.

Immutable and versioned. A search reads one snapshot from beginning to end, so an import that
finishes meanwhile changes nothing under it. Chroma stays the durable store; a snapshot is saved
only to be ready quickly after a start and can be rebuilt from the store at any time.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from knowledge.encoders.base import Vectors
from knowledge.postings import Integers, Postings, bm25_postings
from knowledge.questions import Questions
from knowledge.ranked_text import words_of
from knowledge.synonyms import Synonyms
from knowledge.times import microseconds
from knowledge.types import Kind, Passage

Mask = NDArray[np.bool_]
Moments = NDArray[np.int64]

_ALWAYS = np.iinfo(np.int64)


@dataclass(frozen=True)
class Snapshot:
    """``vectors`` has shape (passages, dimensions), by column: a query of few words reads few."""

    version: str
    passages: tuple[Passage, ...]
    vectors: Vectors
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
        """Without ``synonyms`` with the trade's alone."""
        synonyms = synonyms or Synonyms.of_shop(())
        return cls(
            version,
            tuple(passages),
            np.asfortranarray(vectors),
            bm25_postings([words_of(passage, synonyms) for passage in passages]),
            Questions.of(passages),
            synonyms,
        )

    def __len__(self) -> int:
        return len(self.passages)

    def mask(self, at: datetime, skus: frozenset[str], kinds: frozenset[Kind] | None) -> Mask:
        """The rows that may be found: valid at ``at``, for these products or the whole shop.

        Without ``skus`` every product's passages are meant, without ``kinds`` both kinds.
        """
        now = microseconds(at)
        starts, ends = self._validity
        mask = (starts <= now) & (now < ends)
        if skus:
            mask &= self._whole_shop | self.about(skus)
        if kinds is not None:
            mask &= np.where(self.scripts, Kind.SCRIPT in kinds, Kind.DOCUMENT in kinds)
        return mask

    def about(self, skus: frozenset[str]) -> Mask:
        """The rows whose product scope names one of ``skus``."""
        mask = np.zeros(len(self), dtype=np.bool_)
        for sku in skus:
            mask[self._products.get(sku, [])] = True
        return mask

    @cached_property
    def _validity(self) -> tuple[Moments, Moments]:
        """First moments inside and outside, in microseconds; an open side is the far end."""
        froms = (passage.valid_from for passage in self.passages)
        ends = (passage.valid_to for passage in self.passages)
        return (
            np.array([microseconds(t) if t else _ALWAYS.min for t in froms], dtype=np.int64),
            np.array([microseconds(t) if t else _ALWAYS.max for t in ends], dtype=np.int64),
        )

    @cached_property
    def scripts(self) -> Mask:
        """The rows that are scripts; the others are documents."""
        return np.array([p.kind is Kind.SCRIPT for p in self.passages], dtype=np.bool_)

    @cached_property
    def _whole_shop(self) -> Mask:
        return np.array([not passage.skus for passage in self.passages], dtype=np.bool_)

    @cached_property
    def _products(self) -> dict[str, Integers]:
        rows: dict[str, list[int]] = {}
        for row, passage in enumerate(self.passages):
            for sku in passage.skus:
                rows.setdefault(sku, []).append(row)
        return {sku: np.array(found, dtype=np.int32) for sku, found in rows.items()}
