"""The encoder that needs no download: hashed n-grams.

Characters, bigrams and Latin words (``knowledge.tokens``) are hashed into a fixed number of
dimensions with a sign, so that collisions cancel on average. It knows spelling, not meaning, and
is a stand-in for a real encoder; in return nothing is fitted, so adding a passage changes no
other vector.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from math import log
from zlib import crc32

import numpy as np

from knowledge.encoders.base import Vectors
from knowledge.tokens import tokens

_MIX = 0x9E3779B1  # 2**32 / golden ratio: spreads CRC's linear bits before they are cut


@lru_cache(maxsize=65_536)
def _slot(word: str, dimensions: int) -> tuple[int, float]:
    """Dimension and sign of a word; the same in every process and on every Python."""
    mixed = (crc32(word.encode()) * _MIX) & 0xFFFFFFFF
    return (mixed >> 8) % dimensions, 1.0 if mixed & 0x80 else -1.0


class HashedEncoder:
    """Hashed characters and bigrams, weighted ``1 + ln(times)``."""

    def __init__(self, dimensions: int = 1024) -> None:
        self.dimensions = dimensions

    @property
    def name(self) -> str:
        return "hashed"

    def encode(self, texts: Sequence[str]) -> Vectors:
        vectors = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        for row, text in enumerate(texts):
            entries = list(self._entries(text))
            if entries:
                slots, weights = zip(*entries, strict=True)
                np.add.at(vectors[row], list(slots), np.asarray(weights, dtype=np.float32))
        lengths = np.sqrt((vectors * vectors).sum(axis=1, keepdims=True))
        np.divide(vectors, lengths, out=vectors, where=lengths > 0)
        return vectors

    def encode_questions(self, texts: Sequence[str]) -> Vectors:
        return self.encode(texts)

    def _entries(self, text: str) -> Iterator[tuple[int, float]]:
        for word, times in Counter(tokens(text)).items():
            slot, sign = _slot(word, self.dimensions)
            yield slot, sign * (1.0 + log(times))
