"""A shop's lists inside the rows of some products, and what they say to a question.

A message is searched for scripts and then for documents, now and as of another minute; nothing
here depends on kind or minute, so what was looked up last is held.
"""

from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np

from knowledge.encoders.base import Encoder, Vectors
from knowledge.errors import EncoderUnavailable
from knowledge.inverted import Floats
from knowledge.lanes import Lane
from knowledge.postings import Matches, Postings
from knowledge.questions import Asked, Questions
from knowledge.spans import Spans
from knowledge.synonyms import Synonyms
from knowledge.weights import Weights
from knowledge.wording import Wording

_HELD = 2


@dataclass(frozen=True, slots=True)
class Looked:
    """What the lists say, a value per position in the spans.

    ``by_words`` are the scores of the question's words and their synonyms, ``before`` those of
    the turn before, ``asked`` the scripts' questions beside it.
    """

    wording: Wording
    matches: Matches
    by_words: Floats
    before: Floats | None
    cosines: Floats
    asked: Asked


@dataclass(frozen=True, eq=False)
class Within:
    """The lists, and the ``spans`` of them that are searched."""

    words: Postings
    questions: Questions
    vectors: Lane
    synonyms: Synonyms
    spans: Spans

    def look(
        self, wording: Wording, previous: Wording | None, encoder: Encoder, weights: Weights
    ) -> Looked:
        """With cosines of 0 while the encoder does not answer: the words then decide alone."""
        try:
            return _looked(self, wording, previous, encoder, weights)
        except EncoderUnavailable:
            return _looked(self, wording, previous, None, weights)

    @cached_property
    def question_spans(self) -> Spans:
        """The runs of the questions that the passages answer."""
        return self.questions.spans(self.spans)

    def cosines(self, query: Vectors) -> Floats:
        """Of each position with the encoded question."""
        return self.vectors.cosines(query, self.spans)

    def scores(self, wording: Wording, weights: Weights) -> tuple[Matches, Floats]:
        """Where the words and, behind them, the groups of synonyms stand; and their score at each
        position."""
        groups = self.synonyms.found_in(wording.text)
        matches = self.words.matches([*wording.words, *groups], self.spans)
        often = wording.times
        if groups:
            often = np.append(often, np.full(len(groups), weights.synonyms, dtype=np.float32))
        return matches, matches.scores(often)


@lru_cache(maxsize=_HELD)
def _looked(
    within: Within,
    wording: Wording,
    previous: Wording | None,
    encoder: Encoder | None,
    weights: Weights,
) -> Looked:
    matches, by_words = within.scores(wording, weights)
    return Looked(
        wording,
        matches,
        by_words,
        within.scores(previous, weights)[1] if previous else None,
        _cosines(within, wording, previous, encoder, weights),
        within.questions.asked(wording.text, wording.words, within.question_spans),
    )


def _cosines(
    within: Within,
    wording: Wording,
    previous: Wording | None,
    encoder: Encoder | None,
    weights: Weights,
) -> Floats:
    if encoder is None:
        return np.zeros(within.spans.count, dtype=np.float32)
    encoded = encoder.encode_questions([said.text for said in (wording, previous) if said])
    return within.cosines(_mixed(encoded, wording.leans, weights))


def _mixed(encoded: Vectors, leaning: bool, weights: Weights) -> Vectors:
    """The question's vector with its share of the turn before, of length 1."""
    asked: Vectors = encoded[0]
    for before in encoded[1:]:
        asked = asked + (weights.previous if leaning else weights.previous / 2) * before
        asked = asked / max(float(np.linalg.norm(asked)), 1e-6)
    return asked
