"""Filtered search beside exact numpy on the same shop, from 1,000 to 100,000 passages.

    python -m evals.bench.search [--sizes 1000 10000 100000] [--queries 200]

Every question is asked about a product at one minute, so validity and product scope filter. The
bare reference has nothing but arrays: a mask, one matrix product, a partition (or the product over
the masked rows alone, whichever is quicker). *Vector lane* does the same work; *whole search* adds
words, same questions, fusion and confidence, and both sides encode the question. *Message* is what
the service asks, scripts and then documents. Twice: with the embedded encoder and with dense
vectors of 512 dimensions, clustered as a model's are. CPU time on one thread, the best of several
rounds that take turns; no question is asked in two rounds, so nothing is remembered from before. A
shop is built in one process and loaded in another, as a restart does. Exit code 1 when the vector
lane misses what exact search finds.
"""

import argparse
import os
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from zlib import crc32

import numpy as np
from rich.console import Console
from rich.table import Table

from evals.bench.big_shop import NIGHT, passages, questions
from evals.bench.memory import anonymous_mb, mapped_mb, peak_mb
from knowledge import snapshot_files
from knowledge.encoders import Encoder, HashedEncoder, Vectors
from knowledge.lanes import LaneBuilder
from knowledge.ranked_text import embedded_text
from knowledge.scopes import Mask, Rows, in_scope_order
from knowledge.search import Query, Weights, search
from knowledge.snapshot import Snapshot
from knowledge.synonyms import Synonyms
from knowledge.times import microseconds
from knowledge.types import Kind, Passage
from knowledge.view import highest
from knowledge.within import Within
from knowledge.wording import worded

TOP = 10
_BLOCK = 256
_ROUNDS = 5
_CLUSTERS = 2_000
_ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
_RECALL = {10_000: 1.0, 100_000: 0.99}


class ClusteredEncoder:
    """Dense vectors around random centres, as unlike hashed ones as a model's; knows nothing."""

    name = "clustered"
    dimensions = 512

    def __init__(self) -> None:
        dice = np.random.default_rng(1)
        self._centres = dice.standard_normal((_CLUSTERS, self.dimensions), dtype=np.float32)

    def encode(self, texts: Sequence[str]) -> Vectors:
        vectors = np.empty((len(texts), self.dimensions), dtype=np.float32)
        for row, text in enumerate(texts):
            own = np.random.default_rng(crc32(text.encode()))
            noise = own.standard_normal(self.dimensions, dtype=np.float32)
            vectors[row] = self._centres[crc32(text[:6].encode()) % _CLUSTERS] + noise
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        return vectors

    def encode_questions(self, texts: Sequence[str]) -> Vectors:
        return self.encode(texts)


ENCODERS: dict[str, Callable[[], Encoder]] = {
    "hashed": HashedEncoder,
    "clustered": ClusteredEncoder,
}


@dataclass(frozen=True, slots=True)
class Figures:
    """Times in milliseconds a question, memory in MB; ``allowed`` is the mean of what may be found.

    ``anonymous_mb`` cannot be given back, ``mapped_mb`` is file pages that can.
    """

    encoder: str
    size: int
    allowed: float
    exact: float
    lane: float
    words: float
    questions: float
    encode: float
    whole: float
    message: float
    everything: float
    recall: float
    load: float
    first: float
    build_peak_mb: float
    anonymous_mb: float
    mapped_mb: float


def build(folder: Path, size: int, name: str) -> float:
    """Writes the shop's snapshot; the peak of this process in MB."""
    encoder = ENCODERS[name]()
    ordered = in_scope_order(passages(size))
    lane = LaneBuilder(encoder.dimensions)
    for start in range(0, size, _BLOCK):
        lane.add(encoder.encode([embedded_text(each) for each in ordered[start : start + _BLOCK]]))
    snapshot = Snapshot.ordered("bench", ordered, lane.finished(), Synonyms.of_shop(()))
    snapshot_files.save(snapshot, folder)
    return peak_mb()


class Reference:
    """The bare arrays: vectors, validity, owner of each row (0 for the whole shop)."""

    def __init__(self, shop: Sequence[Passage], vectors: Vectors) -> None:
        self.vectors = vectors
        self._numbers: dict[str, int] = {}
        far = 1 << 62
        self._from = np.array([microseconds(p.valid_from) if p.valid_from else -far for p in shop])
        self._to = np.array([microseconds(p.valid_to) if p.valid_to else far for p in shop])
        owners = [next(iter(passage.skus), "") for passage in shop]
        self._owner = np.array([self._number(sku) for sku in owners], dtype=np.int32)
        self._whole_shop = self._owner == self._number("")

    def search(self, query: Vectors, sku: str) -> Rows:
        """A mask, a matrix product over everything, a partition."""
        scores = self.vectors @ query
        scores[~self.mask(sku)] = -np.inf
        best = np.argpartition(-scores, TOP)[:TOP]
        return best[np.argsort(-scores[best])]

    def search_masked(self, query: Vectors, sku: str) -> Rows:
        """The product only over the rows that the mask leaves."""
        rows = np.flatnonzero(self.mask(sku))
        scores = self.vectors[rows] @ query
        best = np.argpartition(-scores, TOP)[:TOP]
        return rows[best[np.argsort(-scores[best])]]

    def mask(self, sku: str) -> Mask:
        now = microseconds(NIGHT)
        mask: Mask = self._whole_shop | (self._owner == self._number(sku))
        mask &= self._from <= now
        mask &= now < self._to
        return mask

    def _number(self, sku: str) -> int:
        return self._numbers.setdefault(sku, len(self._numbers))


def measure(folder: Path, size: int, name: str, count: int, build_peak: float) -> Figures:
    """Loads the shop as after a restart and asks it everything."""
    encoder = ENCODERS[name]()
    asked = questions(count * _ROUNDS, among=size)
    queries = [Query(text, NIGHT, skus, limit=5) for text, skus in asked]
    before = anonymous_mb(), mapped_mb()
    started = time.perf_counter()
    snapshot = snapshot_files.load(folder)
    load = (time.perf_counter() - started) * 1_000
    if snapshot is None:
        raise FileNotFoundError(folder)
    started = time.perf_counter()
    search(snapshot, encoder, queries[0], Weights())
    first = (time.perf_counter() - started) * 1_000
    for query in queries:
        search(snapshot, encoder, replace(query, skus=frozenset()), Weights())
    memory = anonymous_mb() - before[0], mapped_mb() - before[1]

    shop = list(snapshot.passages)
    reference = Reference(shop, snapshot.vectors.vectors(np.arange(size, dtype=np.int32)))
    vectors = encoder.encode([query.text for query in queries])
    pairs = [(vector, next(iter(q.skus))) for vector, q in zip(vectors, queries, strict=True)]
    works = _works(snapshot, encoder, reference, queries, pairs)
    exact, masked, lane, words, asked_lane, encode, whole, message, everything = _best_of_rounds(
        works, count
    )
    return Figures(
        encoder=name,
        size=size,
        allowed=float(np.mean([reference.mask(sku).sum() for _, sku in pairs])),
        exact=min(exact, masked),
        lane=lane,
        words=words,
        questions=asked_lane,
        encode=encode,
        whole=whole,
        message=message,
        everything=everything,
        recall=_recall(snapshot, reference, pairs),
        load=load,
        first=first,
        build_peak_mb=build_peak,
        anonymous_mb=memory[0],
        mapped_mb=memory[1],
    )


Work = Callable[[int], object]
"""What is done for the question of a number."""


def _works(
    snapshot: Snapshot,
    encoder: Encoder,
    reference: Reference,
    queries: Sequence[Query],
    pairs: Sequence[tuple[Vectors, str]],
) -> list[Work]:
    """Exact numpy two ways, then in the order of ``Figures``."""
    weights = Weights()

    def within(number: int) -> Within:
        return snapshot.view(NIGHT, queries[number].skus, None).within

    def questions_lane(number: int) -> object:
        said, here = worded(queries[number].text), within(number)
        return here.questions.asked(said.text, said.words, here.question_spans)

    def whole(query: Query) -> object:
        return search(snapshot, encoder, query, weights)

    return [
        lambda number: reference.search(*pairs[number]),
        lambda number: reference.search_masked(*pairs[number]),
        lambda number: _lane(snapshot, *pairs[number]),
        lambda number: within(number).scores(worded(queries[number].text), weights),
        questions_lane,
        lambda number: encoder.encode_questions([queries[number].text]),
        lambda number: whole(queries[number]),
        lambda number: [whole(replace(queries[number], kinds=frozenset({k}))) for k in Kind],
        lambda number: whole(replace(queries[number], skus=frozenset())),
    ]


def _lane(snapshot: Snapshot, query: Vectors, sku: str) -> Rows:
    """The vector lane alone: the rows of its best, best first."""
    view = snapshot.view(NIGHT, frozenset({sku}), None)
    return view.rows_of(highest(view.here(view.within.cosines(query)), TOP))


def _recall(
    snapshot: Snapshot, reference: Reference, pairs: Sequence[tuple[Vectors, str]]
) -> float:
    """The share of ours that are as near as the exact ten: equally near ones are as good."""
    found = []
    for query, sku in pairs:
        least = (reference.vectors @ query)[reference.search(query, sku)].min()
        ours = _lane(snapshot, query, sku)
        allowed = reference.mask(sku)[ours]
        found.append(((reference.vectors[ours] @ query >= least - 1e-6) & allowed).mean())
    return float(np.mean(found))


def _best_of_rounds(works: Sequence[Work], count: int) -> list[float]:
    """CPU milliseconds a question of each, the best of rounds in which they take turns; a round
    has ``count`` questions of its own."""
    best = [float("inf")] * len(works)
    for turn in range(_ROUNDS):
        for place, work in enumerate(works):
            worded.cache_clear()
            started = time.process_time()
            for number in range(turn * count, (turn + 1) * count):
                work(number)
            spent = (time.process_time() - started) / count * 1_000
            best[place] = min(best[place], spent)
    return best


def _speed(figures: Sequence[Figures]) -> Table:
    table = Table(
        *("vectors", "passages", "may be found", "exact numpy", "vector lane", "ratio"),
        *("words", "questions", "encode", "whole", "ratio", "message", "no product"),
        *("recall@10", "growth: exact", "ours"),
        title="A question about a product (CPU milliseconds, one thread; ratios to exact numpy)",
    )
    for each in figures:
        small = next(f for f in figures if f.encoder == each.encoder)
        table.add_row(
            each.encoder,
            f"{each.size:,}",
            f"{each.allowed:,.0f}",
            f"{each.exact:.3f}",
            f"{each.lane:.3f}",
            f"{each.lane / each.exact:.2f}",
            f"{each.words:.3f}",
            f"{each.questions:.3f}",
            f"{each.encode:.3f}",
            f"{each.whole:.3f}",
            f"{each.whole / (each.exact + each.encode):.2f}",
            f"{each.message:.3f}",
            f"{each.everything:.3f}",
            f"{each.recall:.3f}",
            f"{(each.exact + each.encode) / (small.exact + small.encode):.1f}x",
            f"{each.whole / small.whole:.1f}x",
        )
    return table


def _memory(figures: Sequence[Figures]) -> Table:
    table = Table(
        *("vectors", "passages", "load ms", "first search ms", "build peak MB"),
        *("held MB", "mapped MB", "KB a passage"),
        title="A restart: loaded, searched, memory (mapped pages can be given back)",
    )
    for each in figures:
        total = each.anonymous_mb + each.mapped_mb
        table.add_row(
            each.encoder,
            f"{each.size:,}",
            f"{each.load:.0f}",
            f"{each.first:.0f}",
            f"{each.build_peak_mb:,.0f}",
            f"{each.anonymous_mb:,.0f}",
            f"{each.mapped_mb:,.0f}",
            f"{total * 1_000 / each.size:.1f}",
        )
    return table


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m evals.bench.search")
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--queries", type=int, default=200)
    parser.add_argument("--encoders", nargs="+", choices=ENCODERS, default=list(ENCODERS))
    chosen = parser.parse_args(arguments)
    os.environ.update(dict.fromkeys(_ONE_THREAD, "1"))
    console = Console(width=160)
    figures = []
    with (
        TemporaryDirectory(prefix="goalie-bench-") as folder,
        get_context("spawn").Pool(1, maxtasksperchild=1) as alone,
    ):
        for name in chosen.encoders:
            for size in chosen.sizes:
                there = Path(folder, f"{name}-{size}")
                peak = alone.apply(build, (there, size, name))
                figures.append(alone.apply(measure, (there, size, name, chosen.queries, peak)))
                console.print(f"{name}, {size:,} passages: done", style="dim")
    console.print(_speed(figures), _memory(figures))
    missed = [f for f in figures if f.recall < _RECALL.get(f.size, 0.99)]
    for each in missed:
        console.print(f"[red]{each.encoder}, {each.size:,}: recall {each.recall:.3f}[/red]")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
