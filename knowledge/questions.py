"""The questions that scripts answer: how alike the customer's question and a script's are.

Every script has its question 问题 and similar questions 相似问题; each is a row here and points to
its passage. Likeness is the share of rare words that two questions have in common (Dice).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from knowledge.inverted import Floats
from knowledge.postings import Postings, presence_postings
from knowledge.spans import Integers, Spans
from knowledge.tokens import form, identifiers, question_key, subject
from knowledge.types import Passage

SAME = 1.0
NEARLY_SAME = 0.9

_ALIKE = 0.8  # shared words from which two questions may be the same
_MOST_COMPARED = 200  # candidates that are looked at one by one

Keys = NDArray[np.uint64]


@dataclass(frozen=True)
class Questions:
    """All questions of a shop: passage ``p`` has those from ``starts[p]`` to ``starts[p + 1]``.

    ``rarities`` is the summed rarity of each question's words. ``keys`` are hashes of the
    questions without their spelling, ascending, and ``by_key`` the question of each.
    """

    texts: Sequence[str]
    starts: Integers
    words: Postings
    rarities: Floats
    keys: Keys
    by_key: Integers

    @classmethod
    def of(cls, passages: Iterable[Passage]) -> "Questions":
        texts: list[str] = []
        starts = [0]
        for passage in passages:
            if passage.question:
                texts += (passage.question, *passage.similar)
            starts.append(len(texts))
        words = presence_postings(subject(text) for text in texts)
        keys = np.array([_hashed(question_key(text)) for text in texts], dtype=np.uint64)
        by_key = np.argsort(keys, kind="stable").astype(np.int32)
        return cls(
            texts,
            np.array(starts, dtype=np.int32),
            words,
            words.total_rarity(),
            keys[by_key],
            by_key,
        )

    def asked(self, query: str, within: Spans) -> "Asked":
        """The question beside those of the passages in ``within``."""
        words = subject(query)
        spans = replace(within, edges=self.starts[within.edges])
        shared = self.words.matches(words, spans).shared()
        asked = self.words.rarity_of(words)
        nearly = self._nearly_same(query, shared, asked, spans)
        same = dict[int, float]()
        for passage, alike in zip(self._passages(list(nearly)), nearly.values(), strict=True):
            same[passage] = max(alike, same.get(passage, 0.0))
        same |= dict.fromkeys(self._passages(self._with_key(query, spans)), SAME)
        return Asked(self, shared, asked, same)

    def _with_key(self, query: str, spans: Spans) -> Integers:
        """The questions that differ from ``query`` in spelling only."""
        key = _hashed(question_key(query))
        first, after = self.keys.searchsorted(key), self.keys.searchsorted(key, side="right")
        found = self.by_key[first:after]  # ascending
        cuts = spans.cuts(found)
        inside = (found[slice(*pair)] for pair in zip(cuts[::2], cuts[1::2], strict=True))
        return np.concatenate([found[:0], *inside])

    def _passages(self, questions: Sequence[int] | Integers) -> list[int]:
        """The passage of each question."""
        found = np.asarray(questions, dtype=np.int32)
        return list((self.starts.searchsorted(found, side="right") - 1).tolist())

    def _nearly_same(
        self, query: str, shared: Floats, asked: float, spans: Spans
    ) -> dict[int, float]:
        """Full marks only where nothing the customer said is missing and the numbers agree."""
        # A question as alike as this shares two thirds of what is asked: few have to be looked at.
        least = np.float32(asked * _ALIKE / (2 - _ALIKE) * 0.999)
        enough = [np.flatnonzero(shared[run] >= least) + run.start for run in spans.runs]
        candidates = np.concatenate([np.zeros(0, dtype=np.intp), *enough])
        both = np.maximum(self.rarities[candidates] + np.float32(asked), 1e-6)
        alike = 2 * shared[candidates] / both  # Dice: the share of what is named that both name
        order = np.argsort(-alike, kind="stable")[:_MOST_COMPARED]
        near: dict[int, float] = {}
        for question, likeness in zip(
            candidates[order].tolist(), alike[order].tolist(), strict=True
        ):
            if likeness >= _ALIKE and _asks_the_same(_traits(query), _traits(self.texts[question])):
                above = (likeness - _ALIKE) / (1 - _ALIKE)
                near[question] = NEARLY_SAME + above * 0.99 * (SAME - NEARLY_SAME)
        return near


@dataclass(frozen=True, slots=True)
class Asked:
    """One question beside those of a shop; ``same`` is likeness by passage, from ``NEARLY_SAME``.

    ``shared`` is the rarity shared with each question, ``rarity`` that of the question asked.
    """

    _questions: Questions
    _shared: Floats
    _rarity: float
    same: dict[int, float]

    def likeness(self, passages: NDArray[np.intp]) -> Floats:
        """For each passage how alike its most alike question is, 0 to 1.

        ``SAME`` when only spelling differs, from ``NEARLY_SAME`` on when nearly all words, every
        number and the way of asking agree, at most ``_ALIKE`` otherwise, 0 for a
        passage without questions.
        """
        return np.array([self._of(passage) for passage in passages.tolist()], dtype=np.float32)

    def _of(self, passage: int) -> float:
        start, end = self._questions.starts[passage : passage + 2].tolist()
        if (same := self.same.get(passage)) is not None or start == end:
            return same or 0.0
        rarities = self._questions.rarities[start:end].tolist()
        shared = self._shared[start:end].tolist()
        return min(_ALIKE, max(map(self._alike, shared, rarities)))

    def _alike(self, shared: float, rarity: float) -> float:
        return 2 * shared / max(rarity + self._rarity, 1e-6)


@dataclass(frozen=True, slots=True)
class _Traits:
    """What two questions must have in common to count as the same."""

    identifiers: frozenset[str]
    form: frozenset[str]
    characters: frozenset[str]


@lru_cache(maxsize=8_192)
def _traits(question: str) -> _Traits:
    return _Traits(identifiers(question), form(question), frozenset("".join(subject(question))))


def _asks_the_same(ours: _Traits, theirs: _Traits) -> bool:
    """满300减50 and 满300减30 are two questions; so are 送东西 and 送的东西是坏的."""
    return (
        ours.identifiers == theirs.identifiers
        and ours.form == theirs.form
        and ours.characters <= theirs.characters
    )


def _hashed(key: str) -> np.uint64:
    return np.uint64(int.from_bytes(blake2b(key.encode(), digest_size=8).digest()))
