"""Which rows hold which words.

Built once, then only numpy on the way of a query: a loop over the query's few words, never over
the rows, and only over the part of each word's list that the search looks at.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from knowledge.inverted import Entries, Floats, Inverted, Inverting, Mask, Numbers
from knowledge.spans import Positions, Spans

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
        """Inverse document frequency of each word, as BM25 (Lucene) has it: larger is rarer.

        Behind the words' own stands that of a word in no row: so -1 is the number of such a word.
        """
        frequency = np.append(np.diff(self.lists.starts), 0)
        return _rarity(frequency, self.count).astype(np.float32)

    @cached_property
    def unknown_rarity(self) -> float:
        """The rarity of a word that stands in no row."""
        return float(self.rarity[-1])

    def rarity_of(self, words: Sequence[str]) -> float:
        """The summed rarity of different words, known or not."""
        return float(self.rarity.take(self._numbers(dict.fromkeys(words))).sum())

    def matches(self, words: Sequence[str], within: Spans | None = None) -> "Matches":
        """Where different ``words`` stand; everywhere by default."""
        numbers = np.array(self._numbers(words), dtype=np.intp)
        known = (numbers >= 0).nonzero()[0]
        lists = numbers if len(known) == len(numbers) else numbers.take(known)
        entries = self.lists.entries(lists, within or self._everywhere)
        return Matches(self.rarity.take(numbers), known, entries)

    def _numbers(self, words: Iterable[str]) -> list[int]:
        return [self.vocabulary.get(word, -1) for word in words]

    @cached_property
    def _everywhere(self) -> Spans:
        return Spans.all_of(self.count)

    def total_rarity(self) -> Floats:
        """The summed rarity of all different words of each row, shape ``(count,)``."""
        total = np.zeros(self.count, dtype=np.float32)
        rarity = np.repeat(self.rarity[:-1], np.diff(self.lists.starts))
        np.add.at(total, self.lists.rows, rarity)
        return total


@dataclass(frozen=True, slots=True)
class Matches:
    """The rows that hold some words of a question, by position in the spans that were searched.

    ``rarity`` has a value per word; ``_known`` are the places of those that stand in any row.
    """

    rarity: Floats
    _known: Positions
    _entries: Entries

    def scores(self, often: Floats | None = None) -> Floats:
        """The summed weight of the words at each position; ``often`` is what each counts, 1 by
        default."""
        entries = self._entries
        if often is None:
            return entries.sums(entries.values)
        return entries.sums(entries.values * entries.of_each(often.take(self._known)))

    def shared(self) -> Floats:
        """The summed rarity of the words at each position."""
        return self._entries.sums(self._entries.of_each(self.rarity.take(self._known)))

    def holding(self, positions: Positions) -> Mask:
        """Whether each word stands at each of ``positions``, shape (words, positions)."""
        there = np.zeros((len(self.rarity), len(positions)), dtype=np.bool_)
        there[self._known] = self._entries.holding(positions)
        return there

    def count_in(self, mask: Mask) -> Numbers:
        """Of each word at how many of the positions in ``mask`` it stands."""
        counts = np.zeros(len(self.rarity), dtype=np.int64)
        counts[self._known] = self._entries.count_in(mask)
        return counts


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
