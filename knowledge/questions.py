"""The questions that scripts answer: how alike the customer's question and a script's are.

Every script has its question 问题 and similar questions 相似问题; each is a row here and points to
its passage. Likeness is the share of rare words that two questions have in common (Dice).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from knowledge.postings import Floats, Integers, Postings, presence_postings
from knowledge.tokens import form, identifiers, question_key, subject
from knowledge.types import Passage

SAME = 1.0
NEARLY_SAME = 0.9

_ALIKE = 0.8  # shared words from which two questions may be the same
_MOST_COMPARED = 200  # candidates that are looked at one by one


@dataclass(frozen=True)
class Questions:
    """All questions of a shop; ``passages`` is the row of the passage each belongs to."""

    texts: tuple[str, ...]
    passages: Integers
    words: Postings

    @classmethod
    def of(cls, passages: Sequence[Passage], words: Postings | None = None) -> "Questions":
        """``words`` are the postings if they were built before, for the same passages."""
        asked = [
            (text, row)
            for row, passage in enumerate(passages)
            if passage.question
            for text in (passage.question, *passage.similar)
        ]
        texts = tuple(text for text, _ in asked)
        rows = np.array([row for _, row in asked], dtype=np.int32)
        return cls(texts, rows, words or presence_postings([subject(text) for text in texts]))

    def likeness(self, query: str, count: int) -> Floats:
        """For each of ``count`` passages how alike its most alike question is, 0 to 1.

        ``SAME`` when only spelling differs, from ``NEARLY_SAME`` on when nearly all words, every
        number and the way of asking agree, at most ``_ALIKE`` otherwise, 0 for a
        passage without questions.
        """
        words = subject(query)
        both = self.rarities + self.words.rarity_of(words)
        alike = 2 * self.words.shared(words) / np.maximum(both, 1e-6)
        alike = self._without_other_questions(alike, query)
        alike[self._by_key.get(question_key(query), [])] = SAME
        best = np.zeros(count, dtype=np.float32)
        np.maximum.at(best, self.passages, alike)
        return best

    def _without_other_questions(self, alike: Floats, query: str) -> Floats:
        """Full marks only where nothing the customer said is missing and the numbers agree."""
        candidates = np.flatnonzero(alike >= _ALIKE)
        candidates = candidates[np.argsort(-alike[candidates], kind="stable")][:_MOST_COMPARED]
        same = [row for row in candidates if _asks_the_same(query, self.texts[row])]
        capped = np.minimum(alike, _ALIKE)
        near = (alike[same] - _ALIKE) / (1 - _ALIKE)
        capped[same] = NEARLY_SAME + near * 0.99 * (SAME - NEARLY_SAME)
        return capped

    @cached_property
    def rarities(self) -> Floats:
        """The summed rarity of each question's words."""
        return self.words.total_rarity()

    @cached_property
    def _by_key(self) -> dict[str, list[int]]:
        keys: dict[str, list[int]] = {}
        for row, text in enumerate(self.texts):
            keys.setdefault(question_key(text), []).append(row)
        return keys


def _asks_the_same(ours: str, theirs: str) -> bool:
    """满300减50 and 满300减30 are two questions; so are 送东西 and 送的东西是坏的."""
    return (
        identifiers(ours) == identifiers(theirs)
        and form(ours) == form(theirs)
        and {*"".join(subject(ours))} <= {*"".join(subject(theirs))}
    )
