"""``python -m evals.bench [--quick] [--only WORD] [--out FOLDER]``: every figure of the product,
each measured beside its reference in the same run, as a table and a page with plots.

One bench after the other, so that none disturbs another. Without ``--quick`` it takes half an hour;
a quick run tells where it stands, not what to quote. Exit code 1 when a target is missed or a bench
did not end as it should; what it printed is on the page.
"""

import argparse
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from .figures import FIGURES, Bench, Figure, NotFound
from .plotting import Measured, page

WIDE = 140


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m evals.bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="minutes instead of half an hour")
    parser.add_argument("--only", default="", metavar="WORD", help="benches with this in the name")
    parser.add_argument("--out", type=Path, default=Path("bench-results"), metavar="FOLDER")
    options = parser.parse_args(arguments)
    chosen = [figure for figure in FIGURES if options.only in figure.bench.module]
    if not chosen:
        known = "、".join(dict.fromkeys(figure.bench.module for figure in FIGURES))
        print(f"没有名字里有 {options.only} 的：{known}", file=sys.stderr)
        return 2
    measured = _measured(chosen, quick=options.quick)
    options.out.mkdir(parents=True, exist_ok=True)
    target = options.out / "bench.html"
    target.write_text(page(measured, quick=options.quick), "utf-8")
    _print(measured)
    print(target)
    return 0 if all(one.met for one in measured) else 1


def _measured(figures: Sequence[Figure], *, quick: bool) -> list[Measured]:
    printed: dict[Bench, tuple[str, float]] = {}
    found = []
    for figure in figures:
        if figure.bench not in printed:
            printed[figure.bench] = _run(figure.bench, quick=quick)
        told, seconds = printed[figure.bench]
        try:
            found.append(Measured(figure, figure.read(told), told, seconds))
        except NotFound as problem:
            found.append(Measured(figure, None, f"{told}\n{problem}", seconds))
    return found


def _run(bench: Bench, *, quick: bool) -> tuple[str, float]:
    """All that it printed, and how long it took."""
    command = [sys.executable, "-m", *bench.command(quick=quick)]
    print(" ".join(command[1:]), file=sys.stderr)
    started = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - ours
    return done.stdout + done.stderr, time.perf_counter() - started


def _print(measured: Sequence[Measured]) -> None:
    table = Table("figure", "measured", "target", "beside", "met")
    for one in measured:
        table.add_row(
            one.figure.name,
            one.told,
            one.target,
            one.figure.reference,
            "yes" if one.met else "no",
        )
    (Console() if sys.stdout.isatty() else Console(width=WIDE)).print(table)


if __name__ == "__main__":
    sys.exit(main())
