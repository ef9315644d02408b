"""Search in one snapshot: words and vectors fused, same questions first, filtered before ranking.

Only what is valid at the moment and in the product's scope is ranked at all; filtering found more
than any retriever when it was measured. Hits come in rank order. A hit's ``score`` is how sure we
are of that hit (``knowledge.confidence``), not a rank value, so it need not fall along the list.
"""

from dataclasses import dataclass
from datetime import datetime

import numpy as np

from knowledge.calibrations import calibration_for
from knowledge.confidence import confidence
from knowledge.encoders.base import Encoder
from knowledge.evidence import Evidence, Ranked, evidence_of
from knowledge.inverted import Floats
from knowledge.snapshot import Snapshot
from knowledge.types import Hit, Kind, Passage
from knowledge.view import View, highest
from knowledge.weights import Weights
from knowledge.within import Looked
from knowledge.wording import worded

__all__ = ["Query", "Weights", "found", "search"]

# A passage without a word of the question is only a hit from this cosine on. Hashed vectors stay
# below it by accident of their hashes; an encoder that knows meaning does not.
_MEANT = 0.3


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked, and within which limits (see ``Snapshot.view``).

    ``previous`` is the customer's turn before, empty if there is none: it says what a question
    like 那要多久 is about.
    """

    text: str
    at: datetime
    skus: frozenset[str] = frozenset()
    kinds: frozenset[Kind] | None = None
    limit: int = 5
    previous: str = ""


def search(snapshot: Snapshot, encoder: Encoder, query: Query, weights: Weights) -> list[Hit]:
    """At most ``query.limit`` hits, best first; none when nothing shares a word or a meaning."""
    passages, evidence = found(snapshot, encoder, query, weights)
    sure = confidence(evidence, calibration_for(encoder.name))
    return list(map(Hit, passages, sure.tolist()))


def found(
    snapshot: Snapshot, encoder: Encoder, query: Query, weights: Weights
) -> tuple[list[Passage], Evidence]:
    """The passages of ``search``'s hits, and the evidence their confidence is worked out from."""
    view, wording = snapshot.view(query.at, query.skus, query.kinds), worded(query.text)
    if not wording.words or not len(view):
        return [], Evidence.none()
    previous = worded(query.previous) if query.previous else None
    looked = view.within.look(wording, previous, encoder, weights)
    by_words, cosines = _by_words(view, looked, weights), view.here(looked.cosines)
    rank = weights.words * _spread(by_words) + weights.vectors * _spread(cosines)
    rank[view.own] += weights.own_product
    if looked.asked.same:
        same, likeness = view.same(looked.asked)
        rank[same] += 10 * likeness  # above every fused rank

    best = highest(rank, query.limit)
    best = best[(by_words[best] > 0) | (cosines[best] >= _MEANT)]
    rows = view.rows_of(best)
    passages = view.passages(rows)
    ranked = Ranked(view, looked, query.skus, cosines, rank)
    return passages, evidence_of(ranked, best, rows, passages)


def _by_words(view: View, looked: Looked, weights: Weights) -> Floats:
    """A question that leans on the turn before is asked with its words; any other is only drawn
    towards it, so that a customer who has turned to something else is not held back."""
    scores = view.here(looked.by_words)
    if looked.before is None:
        return scores
    before = view.here(looked.before)
    if looked.wording.leans or not scores.any():
        return scores + weights.previous * before
    return scores * (1 + weights.previous * before / max(float(before.max()), 1e-6))


def _spread(scores: Floats) -> Floats:
    """Min–max; all 0 when they are equal."""
    low, high = scores.min(), scores.max()
    return (scores - low) / (high - low) if high > low else np.zeros_like(scores)
