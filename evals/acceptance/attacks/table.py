"""The table of all sets, and every miss below it."""

from collections.abc import Sequence

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from .outcome import Outcome

SHOWN = 90
"""Characters of a missed text that are printed."""


def print_outcomes(outcomes: Sequence[Outcome], unknown: Sequence[str], console: Console) -> None:
    """A row an outcome; then every miss, and the sets that nobody knows how to use."""
    table = Table(title="攻击与相似的好话", show_lines=False)
    for heading in ("集", "怎样用"):
        table.add_column(heading, overflow="fold")
    for heading in ("条", "对", "其中另一半", "目标", ""):
        table.add_column(heading, justify="right")
    for outcome in outcomes:
        table.add_row(*_cells(outcome))
    console.print(table)
    for outcome in outcomes:
        for miss in outcome.misses:
            mark = "✗" if outcome.wanted is not None else "·"
            text = miss.row.text.replace("\n", "⏎")[:SHOWN]
            line = f"{mark} {outcome.name} {miss.row.id} {miss.row.category}：{text} → {miss.why}"
            console.print(line, markup=False, highlight=False, soft_wrap=True)
    for name in unknown:
        console.print(f"没有用到 {name}.jsonl：不认识这个集", markup=False, highlight=False)
    missed = sum(outcome.missed for outcome in outcomes)
    console.print("全部达标" if not missed else f"{missed} 项未达标", markup=False)


def _cells(outcome: Outcome) -> list[str]:
    right, apart = outcome.right_apart()
    wanted = "—" if outcome.wanted is None else f"{outcome.wanted:.0%}"
    mark = "[red]✗[/]" if outcome.missed else "[green]✓[/]"
    return [
        escape(outcome.name),
        escape(outcome.how),
        str(len(outcome.rows)),
        str(outcome.right),
        f"{right}/{apart}",
        wanted,
        mark if outcome.wanted is not None else "",
    ]
