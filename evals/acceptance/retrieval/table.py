"""The table of all runs and contenders."""

from collections.abc import Sequence

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from .measured import Measured, Result

HEADINGS = ("nDCG@10", "召回@1", "召回@5", "召回@10", "MRR@10", "毫秒/问")


def print_table(results: Sequence[Result], console: Console) -> None:
    """A block a run, a row a contender; the best nDCG of a run is bold."""
    table = Table(title="检索", show_lines=False)
    table.add_column("集", overflow="fold")
    table.add_column("条目/问题", justify="right")
    table.add_column("方法", overflow="fold")
    for heading in HEADINGS:
        table.add_column(heading, justify="right")
    for result in results:
        best = max(measured.figures.ndcg for measured in result.measured)
        for index, measured in enumerate(result.measured):
            last = index == len(result.measured) - 1
            first = (escape(result.run.name), _size(result)) if index == 0 else ("", "")
            table.add_row(*first, *_row(measured, best), end_section=last)
    console.print(table)


def _size(result: Result) -> str:
    sizes = [len(room.passages) for room in result.run.rooms]
    return f"{round(sum(sizes) / len(sizes))}/{result.run.count()}"


def _row(measured: Measured, best: float) -> list[str]:
    figures = measured.figures
    ndcg = f"{figures.ndcg:.3f}"
    rest = (figures.recall_1, figures.recall_5, figures.recall_10, figures.mrr)
    return [
        escape(measured.contender),
        f"[bold]{ndcg}[/]" if figures.ndcg == best else ndcg,
        *(f"{value:.3f}" for value in rest),
        f"{figures.milliseconds:.2f}",
    ]
