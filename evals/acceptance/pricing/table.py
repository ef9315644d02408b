"""The table of all cases: figures, policy, outcome and reason."""

from collections.abc import Sequence
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from .setup import platform_of
from .verdicts import Compared, Outcome, Verdict

MARKS = {
    Outcome.HIT: "[green]✓[/]",
    Outcome.TOLD: "[yellow]≈ 已说明[/]",
    Outcome.MISS: "[red]✗[/]",
}


def print_table(verdicts: Sequence[Verdict], console: Console) -> None:
    """A row a figure, a block a case; then what was missed once more, and the count."""
    table = Table(title="发布过的价格案例", show_lines=False)
    for heading in ("案例", "平台", "结果项", "应为", "我们", "口径", "", "说明"):
        table.add_column(heading, overflow="fold")
    for verdict in verdicts:
        for index, figure in enumerate(verdict.figures):
            last = index == len(verdict.figures) - 1
            table.add_row(*_row(verdict, figure, first=index == 0), end_section=last)
    console.print(table)
    for verdict in verdicts:
        for figure in verdict.figures:
            if figure.outcome is Outcome.MISS:
                text = f"✗ {verdict.case.id} {figure.name}：应为 {figure.expected}，"
                text += f"我们 {figure.ours or '—'}；{figure.reason}"
                console.print(text, markup=False, highlight=False)
    console.print(_count(verdicts), markup=False)


def _row(verdict: Verdict, figure: Compared, *, first: bool) -> list[str]:
    case = verdict.case
    platform = f"{case.platform} {case.year or ''}".strip()
    known = "" if platform_of(case) != "other" else "（按其他平台）"
    return [
        escape(case.id) if first else "",
        escape(platform + known) if first else "",
        escape(figure.name),
        escape(figure.expected),
        escape(figure.ours),
        escape(policy(verdict)) if first else "",
        MARKS[figure.outcome],
        escape(figure.reason),
    ]


def policy(verdict: Verdict) -> str:
    """``默认``, or what was named and why."""
    if verdict.asked is None or not (verdict.asked.named or verdict.asked.why):
        return "默认"
    named = " ".join(f"{key}={_value(value)}" for key, value in verdict.asked.named.items())
    return f"{named or '默认'}（{'；'.join(verdict.asked.why)}）"


def _value(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _count(verdicts: Sequence[Verdict]) -> str:
    good = [verdict for verdict in verdicts if verdict.good]
    told = [v for v in good if any(f.outcome is Outcome.TOLD for f in v.figures)]
    named = [v for v in good if v.asked and v.asked.named]
    return (
        f"{len(verdicts)} 例：{len(good)} 例相符（其中 {len(named)} 例用了指明的口径，"
        f"{len(told)} 例的差别在答复里说明），{len(verdicts) - len(good)} 例不符"
    )
