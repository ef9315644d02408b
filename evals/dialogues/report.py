"""Tables for a reader, and the same for a machine."""

from collections.abc import Sequence
from typing import Any

from rich.console import Console
from rich.table import Table

from .measuring import RIGHT_TURNS, Count, Judged, Measured, by_tag, measured

HALVES = ("a", "b")


def halves(judged: Sequence[Judged]) -> dict[str, Measured]:
    """Each half that has turns."""
    parts = {half: [turn for turn in judged if turn.dialogue.half == half] for half in HALVES}
    return {half: measured(turns) for half, turns in parts.items() if turns}


def met(judged: Sequence[Judged]) -> bool:
    """Whether every half meets the targets; not where there is none."""
    found = halves(judged)
    return bool(found) and all(one.met for one in found.values())


def print_report(judged: Sequence[Judged], shown: str, console: Console) -> None:
    """The counts of both halves, by key and tag, then every miss of the halves ``shown``."""
    found = halves(judged)
    console.print(_counts(found))
    console.print(_keys(found))
    console.print(_tags(judged))
    for turn in judged:
        if turn.dialogue.half in shown and (not turn.right or turn.silent):
            _print_miss(turn, console)


def _counts(found: dict[str, Measured]) -> Table:
    table = Table(title="对话")
    for heading in (
        "半",
        "整轮全对",
        f"目标 {RIGHT_TURNS:.0%}",
        "对话全对",
        "报错商品",
        "报错没说",
        "货对价不对",
    ):
        table.add_column(heading)
    for half, one in found.items():
        mark = "[green]达到[/]" if one.met else "[red]没有达到[/]"
        wrong = str(one.wrong_price), str(one.silent), str(one.other_figure)
        table.add_row(half, _share(one.turns), mark, _share(one.dialogues), *wrong)
    return table


def _keys(found: dict[str, Measured]) -> Table:
    table = Table(title="各项")
    table.add_column("项")
    for half in found:
        table.add_column(half)
    for key in dict.fromkeys(key for one in found.values() for key in one.keys):
        table.add_row(key, *(_share(one.keys.get(key, Count(0, 0))) for one in found.values()))
    return table


def _tags(judged: Sequence[Judged]) -> Table:
    table = Table(title="各标签的整轮全对")
    table.add_column("标签")
    parts = [[turn for turn in judged if turn.dialogue.half == half] for half in HALVES]
    for half in HALVES:
        table.add_column(half)
    counted = [by_tag(part) for part in parts]
    for tag in sorted(counted[0] | counted[1]):
        table.add_row(tag, *(_share(counts.get(tag, Count(0, 0))) for counts in counted))
    return table


def _print_miss(turn: Judged, console: Console) -> None:
    def line(text: str) -> None:
        console.print(text, markup=False, highlight=False, soft_wrap=True)

    line(f"\n✗ {turn.dialogue.id} 第 {turn.number} 轮（{turn.dialogue.half}）")
    for said in turn.said:
        line(f"    {said}")
    for verdict in turn.verdicts:
        if not verdict.right:
            line(f"  {verdict.key}：应为 {verdict.expected}；我们 {verdict.got or '—'}")
    for text in turn.silent:
        line(f"  报了别的商品的价又没说是什么：{text}")


def _share(count: Count) -> str:
    return f"{count.right}/{count.total} {count.share:.1%}" if count.total else "—"


def machine(judged: Sequence[Judged], shown: str) -> dict[str, Any]:
    """Everything that is printed."""
    return {
        "met": met(judged),
        "halves": {half: _machine(one) for half, one in halves(judged).items()},
        "tags": {
            half: {tag: _pair(count) for tag, count in by_tag(part).items()}
            for half in HALVES
            if (part := [turn for turn in judged if turn.dialogue.half == half])
        },
        "misses": [
            _miss(turn)
            for turn in judged
            if turn.dialogue.half in shown and (not turn.right or turn.silent)
        ],
    }


def _machine(one: Measured) -> dict[str, Any]:
    return {
        "met": one.met,
        "turns": _pair(one.turns),
        "dialogues": _pair(one.dialogues),
        "wrong_price": one.wrong_price,
        "wrong_and_silent": one.silent,
        "other_figure": one.other_figure,
        "keys": {key: _pair(count) for key, count in one.keys.items()},
    }


def _miss(turn: Judged) -> dict[str, Any]:
    wrong = [v for v in turn.verdicts if not v.right]
    return {
        "id": turn.dialogue.id,
        "half": turn.dialogue.half,
        "turn": turn.number,
        "said": list(turn.said),
        "wrong": [{"key": v.key, "expected": v.expected, "got": v.got} for v in wrong],
        "silent": list(turn.silent),
    }


def _pair(count: Count) -> dict[str, int]:
    return {"right": count.right, "total": count.total}
