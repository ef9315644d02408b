"""nDCG@10, recall and reciprocal rank of rankings."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log2


@dataclass(frozen=True, slots=True)
class Figures:
    """Means over all questions, 0 to 1; ``mrr`` counts the first ten ranks. ``milliseconds`` is
    processor time a question, encoding it included."""

    ndcg: float
    recall_1: float
    recall_5: float
    recall_10: float
    mrr: float
    milliseconds: float


Ranked = tuple[Sequence[str], Mapping[str, float]]
"""Ids, best first, and what was relevant."""


def figures(rankings: Sequence[Ranked], seconds: float) -> Figures:
    """``seconds`` for all questions together."""
    count = max(len(rankings), 1)

    def mean(values: Sequence[float]) -> float:
        return sum(values) / count

    return Figures(
        ndcg=mean([_ndcg(ids, gold) for ids, gold in rankings]),
        recall_1=mean([_recall(ids, gold, 1) for ids, gold in rankings]),
        recall_5=mean([_recall(ids, gold, 5) for ids, gold in rankings]),
        recall_10=mean([_recall(ids, gold, 10) for ids, gold in rankings]),
        mrr=mean([reciprocal_rank(ids, gold) for ids, gold in rankings]),
        milliseconds=1000 * seconds / count,
    )


def first_rank(ids: Sequence[str], gold: Mapping[str, float]) -> int | None:
    """The rank of the first relevant one, from 1; ``None`` when there is none."""
    return next((rank for rank, id_ in enumerate(ids, start=1) if id_ in gold), None)


def reciprocal_rank(ids: Sequence[str], gold: Mapping[str, float]) -> float:
    rank = first_rank(ids, gold)
    return 1 / rank if rank else 0.0


def _ndcg(ids: Sequence[str], gold: Mapping[str, float]) -> float:
    """Gains as graded, discounted by log2(rank + 1), beside the best possible order."""
    gained = sum(gold.get(id_, 0.0) / log2(rank + 1) for rank, id_ in enumerate(ids[:10], start=1))
    best = sorted(gold.values(), reverse=True)[:10]
    return gained / sum(gain / log2(rank + 1) for rank, gain in enumerate(best, start=1))


def _recall(ids: Sequence[str], gold: Mapping[str, float], within: int) -> float:
    return sum(id_ in gold for id_ in ids[:within]) / len(gold)
