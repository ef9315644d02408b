"""Who ranks: our search as production runs it, and single methods beside it. Adding one means one
class and one line in ``contenders``."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from knowledge.encoders import Encoder, HashedEncoder, Vectors, encoder_named
from knowledge.errors import EncoderUnavailable
from knowledge.ranked_text import embedded_text
from knowledge.search import Query, search
from knowledge.snapshot import Snapshot
from knowledge.times import SHOP_ZONE
from knowledge.types import Passage
from knowledge.weights import Weights, weights_for

from .runs import Asked

_HASHED = weights_for("hashed")

LIMIT = 10
"""Ranks that count."""

AT = datetime(2026, 1, 1, tzinfo=SHOP_ZONE)
"""Any minute: the sets' passages hold always."""

SHARES = (0.2, 0.4, 0.6, 0.8)
"""How much a model's vectors decide beside the words: each is measured."""

_WORD = re.compile(r"\w")  # marks are no words: with them plain BM25 is up to 6 points worse

Answer = Callable[[Asked], Sequence[str]]
"""A question → at most ``LIMIT`` ids, best first."""


class Contender(Protocol):
    """``ours``: whether it is our search and not one of those it is measured against."""

    @property
    def name(self) -> str: ...

    @property
    def ours(self) -> bool: ...

    def indexed(self, passages: Sequence[Passage]) -> Answer: ...


@dataclass(frozen=True, slots=True)
class OurSearch:
    """``knowledge.search.search`` over a snapshot, as ``Knowledge`` builds and asks it."""

    name: str
    encoder: Encoder
    weights: Weights = _HASHED
    ours: bool = True

    def indexed(self, passages: Sequence[Passage]) -> Answer:
        vectors = self.encoder.encode([embedded_text(passage) for passage in passages])
        snapshot = Snapshot.of("acceptance", passages, vectors)
        weights = self.weights

        def answer(asked: Asked) -> list[str]:
            query = Query(asked.text, AT, asked.skus, limit=LIMIT, previous=asked.previous)
            hits = search(snapshot, self.encoder, query, weights)
            return [hit.passage.id for hit in hits]

        return answer


class Remembering:
    """An encoder that encodes no text twice: several contenders share it."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._known: dict[str, Vectors] = {}
        self.name, self.dimensions = encoder.name, encoder.dimensions

    def encode(self, texts: Sequence[str]) -> Vectors:
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        self._known.update(zip(new, self._encoder.encode(new), strict=True))
        return np.array([self._known[text] for text in texts], dtype=np.float32)

    def encode_questions(self, texts: Sequence[str]) -> Vectors:
        return self._encoder.encode_questions(texts)


@dataclass(frozen=True, slots=True)
class PlainWords:
    """BM25 (bm25s) with jieba's words, over the same text each once."""

    words: Callable[[str], list[str]]
    name: str = "BM25 jieba"
    ours: bool = False

    def indexed(self, passages: Sequence[Passage]) -> Answer:
        import bm25s

        texts = [self.words(embedded_text(passage)) for passage in passages]
        index = bm25s.BM25(method="lucene")
        index.index(texts, show_progress=False)
        known = index.vocab_dict

        def answer(asked: Asked) -> list[str]:
            words = [word for word in self.words(asked.text) if word in known]
            if not words:
                return []
            return _best(passages, index.get_scores(words), asked)

        return answer


@dataclass(frozen=True, slots=True)
class VectorAlone:
    """The cosine of an encoder's vectors, nothing else."""

    name: str
    encoder: Encoder
    ours: bool = False

    def indexed(self, passages: Sequence[Passage]) -> Answer:
        vectors = self.encoder.encode([embedded_text(passage) for passage in passages])

        def answer(asked: Asked) -> list[str]:
            said = self.encoder.encode_questions([asked.text])[0]
            return _best(passages, vectors @ said, asked)

        return answer


def contenders(encoder: str) -> tuple[list[Contender], list[str]]:
    """Those that can take part here, and why others cannot. ``encoder`` as ``GOALIE_ENCODER``."""
    hashed = HashedEncoder()
    here: list[Contender] = [OurSearch("本系统", hashed), VectorAlone("默认向量", hashed)]
    absent: list[str] = []
    try:
        here.append(PlainWords(_jieba_words()))
    except ImportError:
        absent.append("BM25 jieba：没有安装 jieba（pip install jieba）")
    if encoder == hashed.name:
        absent.append("句向量模型：没有指定（GOALIE_ENCODER=模型名或目录，需要 goalie[neural]）")
        return here, absent
    try:
        neural = Remembering(encoder_named(encoder))
        here.append(VectorAlone(f"{encoder} 向量", neural))
        here.extend(
            OurSearch(f"本系统 + {encoder}，向量占 {share:.0%}", neural, Weights.shared(share))
            for share in SHARES
        )
    except EncoderUnavailable as error:
        absent.append(str(error))
    return here, absent


def _jieba_words() -> Callable[[str], list[str]]:
    """Raises ``ImportError`` where jieba, which only measuring needs, is not installed."""
    import jieba

    jieba.setLogLevel("ERROR")
    return lambda text: [word for word in jieba.lcut(text.lower()) if _WORD.search(word)]


def _best(passages: Sequence[Passage], scores: NDArray[np.floating], asked: Asked) -> list[str]:
    """The ids of the best rows in scope, of equal ones the earlier; none without any score."""
    scores = np.asarray(scores, dtype=np.float64).copy()
    if asked.skus:
        inside = [not passage.skus or bool(passage.skus & asked.skus) for passage in passages]
        scores[~np.array(inside)] = 0
    best = np.argsort(-scores, kind="stable")[:LIMIT]
    return [passages[row].id for row in best.tolist() if scores[row] > 0]
