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
from knowledge.errors import EncoderUnavailable
from knowledge.evidence import Evidence, Ranked, evidence_of
from knowledge.inverted import Floats
from knowledge.snapshot import Snapshot
from knowledge.synonyms import Synonyms
from knowledge.tokens import leans, subject
from knowledge.types import Hit, Kind, Passage
from knowledge.view import View, highest

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
    return [Hit(passage, float(score)) for passage, score in zip(passages, sure, strict=True)]


def found(
    snapshot: Snapshot, encoder: Encoder, query: Query, weights: Weights
) -> tuple[list[Passage], Evidence]:
    """The passages of ``search``'s hits, and the evidence their confidence is worked out from."""
    view = snapshot.view(query.at, query.skus, query.kinds)
    words = subject(query.text)
    if not words or not len(view):
        return [], Evidence.none()
    word_scores = _word_scores(view, snapshot.synonyms, query, weights)
    cosines = _cosines(view, encoder, query, weights)
    asked = view.asked(query.text)

    rank = weights.words * _spread(word_scores) + weights.vectors * _spread(cosines)
    rank[view.own] += weights.own_product
    same, likeness = asked.same()
    rank[same] += 10 * likeness  # above every fused rank

    best = highest(rank, query.limit)
    best = best[(word_scores[best] > 0) | (cosines[best] >= _MEANT)]
    ranked = Ranked(view, query.text, query.skus, words, cosines, rank)
    return [view.passage(at) for at in best.tolist()], evidence_of(
        ranked, best, asked.likeness(best)
    )


def _word_scores(view: View, synonyms: Synonyms, query: Query, weights: Weights) -> Floats:
    """A question that leans on the turn before is asked with its words; any other is only drawn
    towards it, so that a customer who has turned to something else is not held back."""
    scores = _scores_of(view, synonyms, query.text, weights)
    if not query.previous:
        return scores
    before = _scores_of(view, synonyms, query.previous, weights)
    if leans(query.text) or not scores.any():
        return scores + weights.previous * before
    return scores * (1 + weights.previous * before / max(float(before.max()), 1e-6))


def _scores_of(view: View, synonyms: Synonyms, text: str, weights: Weights) -> Floats:
    scores = view.found(subject(text)).scores()
    if groups := synonyms.found_in(text):
        scores = scores + weights.synonyms * view.found(groups).scores()
    return scores


def _cosines(view: View, encoder: Encoder, query: Query, weights: Weights) -> Floats:
    """The vector lane; all 0 while the encoder does not answer: the words then decide alone."""
    texts = [query.text, query.previous] if query.previous else [query.text]
    try:
        encoded = encoder.encode_questions(texts)
    except EncoderUnavailable:
        return np.zeros(len(view), dtype=np.float32)
    return view.cosines(_mixed(encoded, leans(query.text), weights))


def _mixed(encoded: Vectors, leaning: bool, weights: Weights) -> Vectors:
    """The question's vector with its share of the turn before, of length 1."""
    asked: Vectors = encoded[0]
    for before in encoded[1:]:
        asked = asked + (weights.previous if leaning else weights.previous / 2) * before
        asked = asked / max(float(np.linalg.norm(asked)), 1e-6)
    return asked


def _spread(scores: Floats) -> Floats:
    """Min–max; all 0 when they are equal."""
    low, high = scores.min(), scores.max()
    return (scores - low) / (high - low) if high > low else np.zeros_like(scores)
