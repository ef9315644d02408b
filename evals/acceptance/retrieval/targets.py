"""The figures to reach. Adding one means one line."""

from collections.abc import Iterator, Sequence
from typing import Literal

from .measured import Measured, Result

Figure = Literal["ndcg", "recall_5"]

TARGETS: Sequence[tuple[str, Figure, str, float]] = (
    ("scripts 店内", "ndcg", "nDCG@10", 0.78),
    ("scripts 店内", "recall_5", "召回@5", 0.90),
    ("scripts 全部", "ndcg", "nDCG@10", 0.84),
)
"""Run, figure, its name, and what is wanted at least."""


def missed_targets(results: Sequence[Result]) -> list[str]:
    """Each as a sentence; ours below a target, or below the best single method of a run."""
    return [sentence for result in results for sentence in _missed(result)]


def _missed(result: Result) -> Iterator[str]:
    ours, best = result.ours, result.best_single
    if ours.figures.ndcg < best.figures.ndcg:
        yield (
            f"{result.run.name}：nDCG@10 {ours.figures.ndcg:.4f} 低于"
            f"{best.contender} 的 {best.figures.ndcg:.4f}"
        )
    for run, figure, name, wanted in TARGETS:
        if run == result.run.name and (reached := _value(ours, figure)) < wanted:
            yield f"{run}：{name} {reached:.3f}，目标 {wanted}"


def _value(measured: Measured, figure: Figure) -> float:
    return measured.figures.ndcg if figure == "ndcg" else measured.figures.recall_5
