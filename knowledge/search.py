"""Search in one snapshot: words and vectors fused, same questions first, filtered before ranking.

Only what is valid at the moment and in the product's scope is ranked at all; filtering found more
than any retriever when it was measured. Hits come in rank order. A hit's ``score`` is how sure we
are of that hit (``knowledge.confidence``), not a rank value, so it need not fall along the list.
"""

from dataclasses import dataclass
from datetime import datetime

import numpy as np

from knowledge.confidence import Evidence, confidence
from knowledge.encoders.base import Encoder
from knowledge.errors import EncoderUnavailable
from knowledge.inverted import Floats
from knowledge.snapshot import Snapshot
from knowledge.tokens import subject
from knowledge.types import Hit, Kind
from knowledge.view import View, highest

# A passage without a word of the question is only a hit from this cosine on. Hashed vectors stay
# below it by accident of their hashes; an encoder that knows meaning does not.
_MEANT = 0.3


@dataclass(frozen=True, slots=True)
class Weights:
    """How the lanes are fused; each lane is first brought to 0…1 over the rows left in.

    ``own_product`` is what a passage of the product asked about is given over a general one. The
    defaults are for the hashed encoder: a lexical vector lane must stay the small one.
    """

    words: float = 0.8
    vectors: float = 0.2
    own_product: float = 0.1


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked, and within which limits (see ``Snapshot.view``)."""

    text: str
    at: datetime
    skus: frozenset[str] = frozenset()
    kinds: frozenset[Kind] | None = None
    limit: int = 5


def search(snapshot: Snapshot, encoder: Encoder, query: Query, weights: Weights) -> list[Hit]:
    """At most ``query.limit`` hits, best first; none when nothing shares a word or a meaning."""
    view = snapshot.view(query.at, query.skus, query.kinds)
    words = subject(query.text)
    if not words or not len(view):
        return []
    found = view.found(words)
    word_scores = found.scores()
    vector_scores = _cosines(view, encoder, query.text)
    asked = view.asked(query.text)

    by_words, by_vectors = _spread(word_scores), _spread(vector_scores)
    rank = weights.words * by_words + weights.vectors * by_vectors
    rank[view.own] += weights.own_product
    same, likeness = asked.same()
    rank[same] += 10 * likeness  # above every fused rank

    best = highest(rank, query.limit)
    rarity = view.words.rarity_of(words)
    evidence = Evidence(
        asked=rarity,
        covered=found.shared(best) / rarity,
        likeness=asked.likeness(best),
        agreement=np.minimum(by_words[best], by_vectors[best]),
        is_script=view.is_script(best),
    )
    sure = confidence(evidence)
    return [
        Hit(view.passage(at), float(score))
        for at, score in zip(best.tolist(), sure, strict=True)
        if word_scores[at] > 0 or vector_scores[at] >= _MEANT
    ]


def _cosines(view: View, encoder: Encoder, text: str) -> Floats:
    """The vector lane; all 0 while the encoder does not answer: the words then decide alone."""
    try:
        (vector,) = encoder.encode_questions([text])
    except EncoderUnavailable:
        return np.zeros(len(view), dtype=np.float32)
    return view.cosines(vector)


def _spread(scores: Floats) -> Floats:
    """Min–max; all 0 when they are equal."""
    low, high = scores.min(), scores.max()
    return (scores - low) / (high - low) if high > low else np.zeros_like(scores)
