"""``python -m evals.drafts [--count N] [--seed S]``: 0 if nothing wrong leaves and under 1% of the
true drafts are stopped, 1 if not."""

import argparse
import sys

from rich.console import Console
from rich.table import Table

from service.settings import ROOT

from .measuring import Measured, measure

DEMO = ROOT / "knowledge" / "shops" / "demo"
MOST_HELD = 0.01


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m evals.drafts", description=__doc__)
    parser.add_argument("--count", type=int, default=12_000, help="wrong drafts")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", type=int, default=200, help="so many misses are printed")
    options = parser.parse_args()
    console = Console() if sys.stdout.isatty() else Console(width=180)
    found = measure(DEMO, options.count, options.seed)
    _print(found, console, options.show)
    good = not found.escaped and len(found.held) < MOST_HELD * found.true.total()
    return 0 if good else 1


def _print(found: Measured, console: Console, show: int) -> None:
    table = Table(title="错的草稿：放行了几条")
    for heading in ("怎样错", "条", "放行"):
        table.add_column(heading, justify="left" if heading == "怎样错" else "right")
    for name, number in sorted(found.wrong.items()):
        table.add_row(name, str(number), str(sum(kind == name for kind, _, _ in found.escaped)))
    table.add_row("合计", str(found.wrong.total()), str(len(found.escaped)))
    console.print(table)
    for kind, text, why in found.escaped[:show]:
        console.print(
            f"✗ 放行 {kind}：{text!r} → {why}", markup=False, highlight=False, soft_wrap=True
        )
    share = len(found.held) / max(1, found.true.total())
    console.print(
        f"对的草稿 {found.true.total()} 条，拦下 {len(found.held)} 条（{share:.2%}）", markup=False
    )
    for kind, text, why in found.held[:show]:
        console.print(
            f"· 拦下 {kind}：{text!r} → {why}", markup=False, highlight=False, soft_wrap=True
        )
    console.print(
        f"只核对数字的话：错的放行 {found.escaped_numbers} 条，对的拦下 {found.held_numbers} 条",
        markup=False,
    )


if __name__ == "__main__":
    sys.exit(main())
