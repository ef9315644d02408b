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
from knowledge.encoders.base import Encoder, Vectors
from knowledge.evidence import Evidence, Ranked, evidence_of
from knowledge.postings import Floats
from knowledge.questions import NEARLY_SAME
from knowledge.snapshot import Mask, Snapshot
from knowledge.tokens import leans, subject
from knowledge.types import Hit, Kind

# A passage without a word of the question is only a hit from this cosine on. Hashed vectors stay
# below it by accident of their hashes; an encoder that knows meaning does not.
_MEANT = 0.3


@dataclass(frozen=True, slots=True)
class Weights:
    """How the lanes are fused; each lane is first brought to 0…1 over the rows left in.

    ``synonyms`` is what a group of synonyms counts beside a word in the word lane, ``previous``
    what the customer's turn before counts beside a question that leans on it (``leans``).
    ``own_product`` is what a passage of the product asked about is given over a general one. The
    defaults are for the hashed encoder: a lexical vector lane must stay the small one.
    """

    words: float = 0.8
    vectors: float = 0.2
    synonyms: float = 2.0
    previous: float = 0.5
    own_product: float = 0.1


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked, and within which limits (see ``Snapshot.mask``).

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
    rows, evidence = found(snapshot, encoder, query, weights)
    sure = confidence(evidence, calibration_for(encoder.name))
    return [
        Hit(snapshot.passages[row], float(score)) for row, score in zip(rows, sure, strict=True)
    ]


def found(
    snapshot: Snapshot, encoder: Encoder, query: Query, weights: Weights
) -> tuple[list[int], Evidence]:
    """The rows of ``search``'s hits, and the evidence their confidence is worked out from."""
    allowed = snapshot.mask(query.at, query.skus, query.kinds)
    words = subject(query.text)
    if not words or not allowed.any():
        return [], Evidence.none()
    word_scores = _word_scores(snapshot, query, weights)
    cosines = _cosines(snapshot.vectors, _encoded(encoder, query, weights))
    likeness = snapshot.questions.likeness(query.text, len(snapshot))

    rank = weights.words * _spread(word_scores, allowed)
    rank += weights.vectors * _spread(cosines, allowed)
    rank += weights.own_product * snapshot.about(query.skus)
    rank += np.where(likeness >= NEARLY_SAME, 10 * likeness, 0)  # above every fused rank
    rank[~allowed] = -np.inf

    best = [
        row
        for row in _top(rank, min(query.limit, int(allowed.sum())))
        if word_scores[row] > 0 or cosines[row] >= _MEANT
    ]
    ranked = Ranked(
        snapshot=snapshot,
        text=query.text,
        skus=query.skus,
        words=words,
        allowed=allowed,
        word_scores=word_scores,
        cosines=cosines,
        likeness=likeness,
        rank=rank,
    )
    return best, evidence_of(ranked, best)


def _word_scores(snapshot: Snapshot, query: Query, weights: Weights) -> Floats:
    """A question that leans on the turn before is asked with its words; any other is only drawn
    towards it, so that a customer who has turned to something else is not held back."""
    scores = _scores_of(snapshot, query.text, weights)
    if not query.previous:
        return scores
    before = _scores_of(snapshot, query.previous, weights)
    if leans(query.text) or not scores.any():
        return scores + weights.previous * before
    return scores * (1 + weights.previous * before / max(float(before.max()), 1e-6))


def _scores_of(snapshot: Snapshot, text: str, weights: Weights) -> Floats:
    scores = snapshot.words.scores(subject(text))
    if groups := snapshot.synonyms.found_in(text):
        scores += weights.synonyms * snapshot.words.scores(groups)
    return scores


def _encoded(encoder: Encoder, query: Query, weights: Weights) -> Vectors:
    """The question's vector with its share of the turn before, of length 1."""
    texts = [query.text, query.previous] if query.previous else [query.text]
    asked, *before = encoder.encode(texts)
    mixed: Vectors = asked
    share = weights.previous if leans(query.text) else weights.previous / 2
    for vector in before:
        mixed = asked + share * vector
        mixed /= max(float(np.linalg.norm(mixed)), 1e-6)
    return mixed


def _cosines(vectors: Vectors, query: Vectors) -> Floats:
    """Cosine of each row with the query; a sparse query reads only its own columns."""
    used = np.flatnonzero(query)
    if len(used) * 4 < len(query):
        return vectors[:, used] @ query[used]
    return vectors @ query


def _spread(scores: Floats, allowed: Mask) -> Floats:
    """Min–max over the allowed rows; all 0 when they are equal."""
    low, high = scores[allowed].min(), scores[allowed].max()
    return (scores - low) / (high - low) if high > low else np.zeros_like(scores)


def _top(rank: Floats, count: int) -> list[int]:
    """The ``count`` best rows, best first; of equal ones the earlier."""
    best = np.argpartition(-rank, count - 1)[:count] if count < len(rank) else np.arange(len(rank))
    order = np.lexsort((best, -rank[best]))
    return [int(row) for row in best[order][:count]]
