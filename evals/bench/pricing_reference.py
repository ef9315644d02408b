"""The calculator against its slow reference on a large number of random carts.

    python -m evals.bench.pricing_reference --carts 100000 --processes 2

Prints how many carts used which instrument, and every difference shrunk to a small cart. Exit
code 0 when all agree, 1 when any differs. Needs the development dependencies (hypothesis), and is
run from the project's root, where ``tests`` can be imported.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing import get_context

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn
from rich.table import Table

BLOCK = 200
SHOWN = 5


@dataclass
class Tally:
    """``used`` counts carts by instrument that took something (or charged, or gave a gift)."""

    carts: int = 0
    refused: int = 0
    used: Counter[str] = field(default_factory=Counter)
    platforms: Counter[str] = field(default_factory=Counter)
    differing: list[int] = field(default_factory=list)

    def add(self, other: "Tally") -> None:
        self.carts += other.carts
        self.refused += other.refused
        self.used += other.used
        self.platforms += other.platforms
        self.differing += other.differing


def compared(seeds: range) -> Tally:
    """One block of carts."""
    from tests.pricing.reference.carts import seeded
    from tests.pricing.reference.compare import REFUSED, by_engine, by_reference, instruments

    tally = Tally()
    for seed in seeds:
        case = seeded(seed)
        expected = by_reference(case)
        tally.carts += 1
        tally.refused += expected == REFUSED
        tally.platforms[case.book.platform] += 1
        tally.used.update(instruments(case))
        if by_engine(case) != expected:
            tally.differing.append(seed)
    return tally


def _blocks(first: int, carts: int) -> Iterator[range]:
    for start in range(first, first + carts, BLOCK):
        yield range(start, min(start + BLOCK, first + carts))


def _run(first: int, carts: int, processes: int, console: Console) -> Tally:
    total = Tally()
    columns = ("{task.description}", BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with (
        Progress(*columns, console=console) as progress,
        get_context("spawn").Pool(processes) as pool,
    ):
        task = progress.add_task("carts", total=carts)
        for tally in pool.imap_unordered(compared, _blocks(first, carts)):
            total.add(tally)
            progress.update(task, completed=total.carts)
            if tally.differing:
                progress.console.print(f"differences at seeds {tally.differing}")
    return total


def _table(total: Tally) -> Table:
    table = Table("instrument", "carts that used it")
    for name, count in sorted(total.used.items(), key=lambda item: (-item[1], item[0])):
        table.add_row(name, f"{count:,}")
    return table


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m evals.bench.pricing_reference")
    parser.add_argument("--carts", type=int, default=100_000)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--first-seed", type=int, default=0)
    chosen = parser.parse_args(arguments)
    console = Console()
    total = _run(chosen.first_seed, chosen.carts, chosen.processes, console)
    console.print(_table(total))
    console.print("platforms:", dict(sorted(total.platforms.items())))
    console.print(f"{total.carts:,} carts, {total.refused:,} refused alike where nothing is known")
    if not total.differing:
        console.print("[green]engine and reference agree on every cart[/green]")
        return 0
    console.print(f"[red]{len(total.differing):,} carts differ[/red]")
    _show(sorted(total.differing)[:SHOWN], console)
    return 1


def _show(seeds: Sequence[int], console: Console) -> None:
    from tests.pricing.reference.carts import seeded
    from tests.pricing.reference.compare import told

    for seed in seeds:
        console.print(told(seeded(seed)), markup=False, highlight=False)


if __name__ == "__main__":
    sys.exit(main())
