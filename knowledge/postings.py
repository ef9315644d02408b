"""Which rows hold which words.

Built once, then only numpy on the way of a query: a loop over the query's few words, never over
the rows, and only over the part of each word's list that the search looks at.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from knowledge.inverted import Entries, Floats, Inverted, Inverting
from knowledge.spans import Spans

# BM25 as Lucene has it, with its usual constants (bm25s's defaults; a test compares).
_K1, _B = 1.5, 0.75
_BLOCK_WORDS = 1 << 20


@dataclass(frozen=True)
class Postings:
    """Rows per word; a value is what the word contributes to the row's score.

    ``vocabulary`` is the words' numbers in ``lists``; ``count`` is the number of rows.
    """

    vocabulary: Mapping[str, int]
    lists: Inverted
    count: int

    @cached_property
    def rarity(self) -> Floats:
        """Inverse document frequency of each word, as BM25 (Lucene) has it: larger is rarer."""
        return _rarity(np.diff(self.lists.starts), self.count).astype(np.float32)

    @cached_property
    def unknown_rarity(self) -> float:
        """The rarity of a word that stands in no row."""
        return float(np.log1p((self.count + 0.5) / 0.5))

    def rarity_of(self, words: Sequence[str]) -> float:
        """The summed rarity of different words, known or not."""
        found = (self.vocabulary.get(word) for word in dict.fromkeys(words))
        return sum(
            self.unknown_rarity if word is None else float(self.rarity[word]) for word in found
        )

    def matches(self, words: Sequence[str], within: Spans | None = None) -> "Matches":
        """Where ``words`` stand, each counted as often as it is given; everywhere by default."""
        found = (self.vocabulary.get(word) for word in words)
        known = [word for word in found if word is not None]
        return Matches(self, known, self.lists.entries(known, within or self._everywhere))

    @cached_property
    def _everywhere(self) -> Spans:
        return Spans.all_of(self.count)

    def total_rarity(self) -> Floats:
        """The summed rarity of all different words of each row, shape ``(count,)``."""
        total = np.zeros(self.count, dtype=np.float32)
        np.add.at(total, self.lists.rows, np.repeat(self.rarity, np.diff(self.lists.starts)))
        return total


@dataclass(frozen=True, slots=True)
class Matches:
    """The rows that hold some words of a question; ``words`` are those known, by number."""

    _postings: Postings
    _words: Sequence[int]
    _entries: Entries

    def scores(self) -> Floats:
        """The summed weight of the words in each row; shape ``(count,)``, 0 where not looked."""
        return self._entries.sums(self._entries.values, self._postings.count)

    def shared(self) -> Floats:
        """The summed rarity of the words that each row holds; shape ``(count,)``."""
        return self._entries.sums(self._rarities(), self._postings.count)

    def shared_by(self, rows: NDArray[np.intp]) -> Floats:
        """``shared`` of a few rows."""
        return self._entries.sums_of(self._rarities(), rows)

    def _rarities(self) -> Floats:
        """The rarity of each entry's word; a word given twice counts once."""
        rarity = self._postings.rarity
        first = dict.fromkeys(self._words)
        once = [rarity[word] if first.pop(word, 0) is None else 0.0 for word in self._words]
        return self._entries.of_each(once)


@dataclass
class Counting:
    """Rows of words, counted block by block: the words themselves are not kept."""

    vocabulary: dict[str, int] = field(default_factory=dict)
    lengths: list[int] = field(default_factory=list)
    _inverting: Inverting = field(default_factory=Inverting)
    _pending: list[int] = field(default_factory=list)
    _pending_rows: int = 0

    def add(self, words: Iterable[str]) -> None:
        """The next row."""
        before = len(self._pending)
        number = self.vocabulary.setdefault
        self._pending += [number(word, len(self.vocabulary)) for word in words]
        self.lengths.append(len(self._pending) - before)
        if len(self._pending) >= _BLOCK_WORDS:
            self._flush()

    def bm25(self) -> Postings:
        """Weights by BM25; nothing may be added afterwards."""
        lists = self._lists()
        lengths = np.array(self.lengths, dtype=np.float64)
        usual = max(lengths.sum() / max(len(lengths), 1), 1e-9)
        expected = _K1 * (1 - _B + _B * lengths / usual)
        rarity = _rarity(np.diff(lists.starts), len(lengths))
        for start in range(0, len(lists.rows), _BLOCK_WORDS):
            here = slice(start, start + _BLOCK_WORDS)
            of_key = (
                np.searchsorted(
                    lists.starts, np.arange(start, start + len(lists.rows[here])), "right"
                )
                - 1
            )
            times = lists.values[here]
            lists.values[here] = rarity[of_key] * times / (times + expected[lists.rows[here]])
        return Postings(self.vocabulary, lists, len(lengths))

    def presence(self) -> Postings:
        """Only whether a word is there: every weight is 1; nothing may be added afterwards."""
        lists = self._lists()
        lists.values[:] = 1
        return Postings(self.vocabulary, lists, len(self.lengths))

    def _lists(self) -> Inverted:
        self._flush()
        return self._inverting.finished(len(self.vocabulary))

    def _flush(self) -> None:
        """Counts how often each word stands in each row that is pending."""
        lengths = np.array(self.lengths[self._pending_rows :], dtype=np.int64)
        rows = np.repeat(np.arange(len(lengths)), lengths)
        width = max(len(self.vocabulary), 1)
        entries = rows * width + np.array(self._pending, dtype=np.int64)
        entries, times = np.unique(entries, return_counts=True)
        rows, words = np.divmod(entries, width)
        self._inverting.add(
            words.astype(np.int32),
            (rows + self._pending_rows).astype(np.int32),
            times.astype(np.float32),
        )
        self._pending_rows = len(self.lengths)
        self._pending.clear()


def bm25_postings(texts: Iterable[Iterable[str]]) -> Postings:
    """BM25 weights (Lucene's variant) of the rows' words."""
    return _counted(texts).bm25()


def presence_postings(texts: Iterable[Iterable[str]]) -> Postings:
    """Only whether a word is there: every weight is 1."""
    return _counted(texts).presence()


def _counted(texts: Iterable[Iterable[str]]) -> Counting:
    counting = Counting()
    for words in texts:
        counting.add(words)
    return counting


def _rarity(frequency: NDArray[np.int64], count: int) -> NDArray[np.float64]:
    return np.log1p((count - frequency + 0.5) / (frequency + 0.5))
