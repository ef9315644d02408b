"""Which rows hold which words: one inverted index in three arrays.

Built once, then only numpy on the way of a query: a loop over the query's few words, never over
the rows.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Integers = NDArray[np.int32]


@dataclass(frozen=True)
class Postings:
    """Rows per word, sorted by word: those of word ``w`` are ``rows[starts[w]:starts[w + 1]]``.

    ``weights`` is what a word contributes to a row's score; ``count`` is the number of rows.
    """

    vocabulary: Mapping[str, int]
    starts: NDArray[np.int64]
    rows: Integers
    weights: Floats
    count: int

    @cached_property
    def rarity(self) -> Floats:
        """Inverse document frequency of each word, as BM25 (Lucene) has it: larger is rarer."""
        frequency = np.diff(self.starts)
        return np.log1p((self.count - frequency + 0.5) / (frequency + 0.5)).astype(np.float32)

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

    def scores(self, words: Sequence[str]) -> Floats:
        """The summed weight of the words in each row, shape ``(count,)``."""
        scores = np.zeros(self.count, dtype=np.float32)
        for word in words:
            if (known := self.vocabulary.get(word)) is not None:
                here = slice(self.starts[known], self.starts[known + 1])
                scores[self.rows[here]] += self.weights[here]
        return scores

    def shared(self, words: Sequence[str]) -> Floats:
        """The summed rarity of the different words that each row holds, shape ``(count,)``."""
        shared = np.zeros(self.count, dtype=np.float32)
        for word in dict.fromkeys(words):
            if (known := self.vocabulary.get(word)) is not None:
                here = slice(self.starts[known], self.starts[known + 1])
                shared[self.rows[here]] += self.rarity[known]
        return shared

    def total_rarity(self) -> Floats:
        """The summed rarity of all different words of each row, shape ``(count,)``."""
        of_entry = np.repeat(self.rarity, np.diff(self.starts))
        return np.bincount(self.rows, weights=of_entry, minlength=self.count).astype(np.float32)


def numbered(texts: Sequence[Sequence[str]]) -> tuple[list[list[int]], dict[str, int]]:
    """Words replaced by numbers in order of first appearance, and the vocabulary."""
    vocabulary: dict[str, int] = {}
    ids = [[vocabulary.setdefault(word, len(vocabulary)) for word in words] for words in texts]
    return ids, vocabulary


def bm25_postings(texts: Sequence[Sequence[str]]) -> Postings:
    """BM25 weights (Lucene's variant) of the rows' words, worked out by bm25s."""
    ids, vocabulary = numbered(texts)
    if not vocabulary:
        return presence_postings(texts)
    from bm25s import BM25

    index = BM25(method="lucene")
    index.index((ids, vocabulary), create_empty_token=False, show_progress=False)
    return Postings(
        vocabulary,
        index.scores["indptr"].astype(np.int64),
        index.scores["indices"].astype(np.int32),
        index.scores["data"].astype(np.float32),
        len(texts),
    )


def presence_postings(texts: Sequence[Sequence[str]]) -> Postings:
    """Only whether a word is there: every weight is 1."""
    ids, vocabulary = numbered([list(dict.fromkeys(words)) for words in texts])
    words = np.array([word for row in ids for word in row], dtype=np.int64)
    rows = np.repeat(np.arange(len(ids), dtype=np.int32), [len(row) for row in ids])
    order = np.argsort(words, kind="stable")
    counts = np.bincount(words, minlength=len(vocabulary))
    starts = np.concatenate(([0], np.cumsum(counts))).astype(np.int64)
    ones = np.ones(len(rows), dtype=np.float32)
    return Postings(vocabulary, starts, rows[order], ones, len(texts))
