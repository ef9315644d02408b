"""The questions that scripts answer: how alike the customer's question and a script's are.

Every script has its question 问题 and similar questions 相似问题; each is a row here and points to
its passage. Likeness is the share of rare words that two questions have in common (Dice).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from hashlib import blake2b
from itertools import accumulate, chain

import numpy as np
from numpy.typing import NDArray

from knowledge.inverted import Floats
from knowledge.postings import Matches, Postings, presence_postings
from knowledge.spans import Integers, Positions, Spans
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

    def spans(self, within: Spans) -> Spans:
        """The runs of the questions that the passages in ``within`` answer."""
        return Spans(self.starts[within.edges], within.everything)

    def asked(self, query: str, words: Sequence[str], spans: Spans) -> "Asked":
        """A question, of which ``words`` are the subject, beside those in ``spans``."""
        matches = self.words.matches(words, spans)
        shared, asked = matches.shared(), float(matches.rarity.sum())
        nearly = self._nearly_same(query, shared, asked, spans)
        same = dict[int, float]()
        for passage, alike in zip(self._passages(list(nearly)), nearly.values(), strict=True):
            same[passage] = max(alike, same.get(passage, 0.0))
        same |= dict.fromkeys(self._passages(self._with_key(query, spans)), SAME)
        return Asked(self, spans, matches, shared, asked, same)

    def of_passages(self, passages: Positions) -> "Grouped":
        """The questions of each of these passages."""
        firsts, ends = self.starts[passages], self.starts[passages + 1]
        return Grouped.of(firsts.tolist(), ends.tolist())

    def _with_key(self, query: str, spans: Spans) -> list[int]:
        """The questions that differ from ``query`` in spelling only."""
        key = _hashed(question_key(query))
        first = int(self.keys.searchsorted(key))
        if first == len(self.keys) or self.keys[first] != key:
            return []
        after = int(self.keys.searchsorted(key, side="right"))
        found = self.by_key[first:after].tolist()
        return [q for q in found if any(run.start <= q < run.stop for run in spans.runs)]

    def _passages(self, questions: Sequence[int]) -> list[int]:
        """The passage of each question."""
        if not questions:
            return []
        found = np.asarray(questions, dtype=np.int32)
        return list((self.starts.searchsorted(found, side="right") - 1).tolist())

    def _nearly_same(
        self, query: str, shared: Floats, asked: float, spans: Spans
    ) -> dict[int, float]:
        """Full marks only where nothing the customer said is missing and the numbers agree."""
        # A question as alike as this shares two thirds of what is asked: few have to be looked at.
        enough = np.flatnonzero(shared >= np.float32(asked * _ALIKE / (2 - _ALIKE) * 0.999))
        if not len(enough):
            return {}
        candidates = spans.rows(enough)
        both = np.maximum(self.rarities[candidates] + np.float32(asked), 1e-6)
        alike = 2 * shared[enough] / both  # Dice: the share of what is named that both name
        order = np.argsort(-alike, kind="stable")[:_MOST_COMPARED]
        near: dict[int, float] = {}
        for question, likeness in zip(
            candidates[order].tolist(), alike[order].tolist(), strict=True
        ):
            if likeness < _ALIKE:
                break
            if _asks_the_same(_traits(query), _traits(self.texts[question])):
                above = (likeness - _ALIKE) / (1 - _ALIKE)
                near[question] = NEARLY_SAME + above * 0.99 * (SAME - NEARLY_SAME)
        return near


@dataclass(frozen=True, slots=True)
class Grouped:
    """Questions of some passages one after the other; ``ends`` has the end of each passage's."""

    questions: Positions
    ends: Sequence[int]

    @classmethod
    def of(cls, firsts: Sequence[int], ends: Sequence[int]) -> "Grouped":
        of_each = list(map(range, firsts, ends))
        flat = np.fromiter(chain.from_iterable(of_each), dtype=np.intp)
        return cls(flat, list(accumulate(map(len, of_each))))

    def slices(self) -> Iterator[slice]:
        """Of each passage its part."""
        return map(slice, (0, *self.ends[:-1]), self.ends)


@dataclass(frozen=True, slots=True)
class Asked:
    """One question beside those of a shop; ``same`` is likeness by passage, from ``NEARLY_SAME``.

    ``matches`` are by position in ``_spans``; ``_shared`` is the rarity shared with each question,
    ``_rarity`` that of the question asked.
    """

    _questions: Questions
    _spans: Spans
    matches: Matches
    _shared: Floats
    _rarity: float
    same: dict[int, float]

    def beside(self, passages: Positions) -> "Beside":
        """The question beside those of a few passages."""
        grouped = self._questions.of_passages(passages)
        at = self._spans.positions(grouped.questions)
        rarities = np.maximum(self._questions.rarities[grouped.questions], 1e-6)
        return Beside(grouped, at, self._shared[at], rarities, self._rarity)

    def likeness(self, passages: Positions, beside: "Beside") -> Floats:
        """For each passage how alike its most alike question is, 0 to 1.

        ``SAME`` when only spelling differs, from ``NEARLY_SAME`` on when nearly all words, every
        number and the way of asking agree, at most ``_ALIKE`` otherwise, 0 for a
        passage without questions.
        """
        alike = beside.alike.tolist()
        found = [
            self.same.get(passage) or min(_ALIKE, max(alike[its], default=0.0))
            for passage, its in zip(passages.tolist(), beside.grouped.slices(), strict=True)
        ]
        return np.array(found, dtype=np.float32)


@dataclass(frozen=True)
class Beside:
    """The questions of a few passages, with a value for each: its position in the spans, the
    rarity it shares with what was asked, and its own."""

    grouped: Grouped
    at: Positions
    shared: Floats
    rarities: Floats
    asked: float

    @cached_property
    def alike(self) -> Floats:
        """Dice, 0 to 1."""
        return np.asarray(2 * self.shared / (self.rarities + np.float32(self.asked)))


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
