"""The vectors of a version's passages: those that are known already, and the others made now.

Works batch by batch in bounded memory: a batch is encoded, stored and forgotten, and only the
lane that searches need grows. What an interrupted import has stored is found there by the next.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from knowledge.encoders.base import Encoder, Vectors
from knowledge.lanes import Lane, LaneBuilder
from knowledge.ranked_text import embedded_text
from knowledge.records import digest
from knowledge.snapshot import Snapshot
from knowledge.store import Store
from knowledge.types import Passage

# Small enough that a slow model loses little when it is killed, large enough for the store.
_BATCH = 256


@dataclass(frozen=True, slots=True)
class Encoding:
    """Into one collection of the store; ``progress`` is told done and total."""

    store: Store
    collection: str
    encoder: Encoder
    progress: Callable[[int, int], None]

    def lane(self, passages: Sequence[Passage], former: Snapshot | None) -> tuple[Lane, int]:
        """One row per passage, all of them stored when this returns; and how many were encoded.

        ``former`` is a version this encoder made: what has the same text there is taken over.
        Raises ``StoreUnavailable`` and ``EncoderUnavailable``.
        """
        there = self.store.ids(self.collection)
        rows = rows_by_text(former)
        builder = LaneBuilder(self.encoder.dimensions)
        encoded = 0
        for start in range(0, len(passages), _BATCH):
            self.progress(start, len(passages))
            batch = passages[start : start + _BATCH]
            known = self._known(batch, former, rows, there)
            new = list(dict.fromkeys(t for t in map(embedded_text, batch) if t not in known))
            known.update(zip(new, self.encoder.encode(new), strict=True))
            encoded += len(new)
            vectors = np.array([known[embedded_text(passage)] for passage in batch])
            missing = [row for row, passage in enumerate(batch) if passage.id not in there]
            self.store.upsert(self.collection, [batch[row] for row in missing], vectors[missing])
            builder.add(vectors)
        self.progress(len(passages), len(passages))
        return builder.finished(), encoded

    def _known(
        self,
        batch: Sequence[Passage],
        former: Snapshot | None,
        rows: dict[str, int],
        there: set[str],
    ) -> dict[str, Vectors]:
        """By text: from the former version, otherwise from the store."""
        texts = {text: rows.get(digest(text)) for text in map(embedded_text, batch)}
        taken = sorted((row, text) for text, row in texts.items() if row is not None)
        known: dict[str, Vectors] = {}
        if former is not None and taken:
            vectors = former.vectors.vectors(np.array([row for row, _ in taken], dtype=np.int32))
            known.update(zip((text for _, text in taken), vectors, strict=True))
        ids = [p.id for p in batch if p.id in there and embedded_text(p) not in known]
        stored = self.store.get(self.collection, ids)
        known.update((embedded_text(passage), vector) for passage, vector in stored.values())
        return known


def rows_by_text(former: Snapshot | None) -> dict[str, int]:
    passages = former.passages if former is not None else ()
    return {digest(embedded_text(passage)): row for row, passage in enumerate(passages)}
