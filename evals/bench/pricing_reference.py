"""The calculator against its slow reference on a large number of random carts.

    python -m evals.bench.pricing_reference --carts 100000 --processes 2

Every cart is priced; every tenth is returned in a random order and asked for price protection, and
from every tenth a small cart is made and split into orders. Prints how often each kind, platform
and policy occurred and mattered, and every difference (of prices shrunk to a small cart). Exit code
0 when all agree, 1 when any differs. Needs the development dependencies (hypothesis), and is run
from the project's root, where ``tests`` can be imported.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing import get_context
from random import Random
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn
from rich.table import Table

if TYPE_CHECKING:
    from tests.pricing.reference.coverage import Coverage

BLOCK = 200
SHOWN = 5
EVERY = 10
"""What takes longer than a price is done for every tenth cart only."""


@dataclass
class Tally:
    """What was compared, and how; ``differing`` are seeds, ``others`` are told."""

    coverage: "Coverage"
    carts: int = 0
    refused: int = 0
    returned: int = 0
    split: int = 0
    differing: list[int] = field(default_factory=list)
    others: list[str] = field(default_factory=list)

    def add(self, other: "Tally") -> None:
        self.coverage.add(other.coverage)
        self.carts += other.carts
        self.refused += other.refused
        self.returned += other.returned
        self.split += other.split
        self.differing += other.differing
        self.others += other.others

    @property
    def agree(self) -> bool:
        return not self.differing and not self.others


def compared(seeds: range) -> Tally:
    """One block of carts."""
    from tests.pricing.reference.carts import seeded
    from tests.pricing.reference.compare import by_engine, by_reference
    from tests.pricing.reference.coverage import Coverage

    tally = Tally(Coverage())
    for seed in seeds:
        case = seeded(seed)
        expected = by_reference(case)
        tally.carts += 1
        tally.refused += "refused" in expected
        tally.coverage.count(case)
        if seed % EVERY == 1:
            tally.coverage.count_policies_that_matter(case)
        if by_engine(case) != expected:
            tally.differing.append(seed)
        if seed % EVERY == 0:
            _compare_after_sale(seed, tally)
        if seed % EVERY == EVERY // 2:
            _compare_split(seed, tally)
    return tally


def _compare_after_sale(seed: int, tally: Tally) -> None:
    from tests.pricing.reference.after_sale import after_sale
    from tests.pricing.reference.carts import seeded

    tally.returned += 1
    found = after_sale(seeded(seed), Random(seed))  # noqa: S311 - dice, no secret
    tally.others.extend(f"seed {seed}: {difference}" for difference in found)


def _compare_split(seed: int, tally: Tally) -> None:
    from tests.pricing.reference.carts import seeded
    from tests.pricing.reference.splits import little, split_difference

    tally.split += 1
    small = little(seeded(seed), Random(seed))  # noqa: S311 - dice, no secret
    if difference := split_difference(small):
        tally.others.append(f"seed {seed}: {difference}\n{small.to_json()}")


def _blocks(first: int, carts: int) -> Iterator[range]:
    for start in range(first, first + carts, BLOCK):
        yield range(start, min(start + BLOCK, first + carts))


def _run(first: int, carts: int, processes: int, console: Console) -> Tally:
    from tests.pricing.reference.coverage import Coverage

    total = Tally(Coverage())
    columns = ("{task.description}", BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with (
        Progress(*columns, console=console) as progress,
        get_context("spawn").Pool(processes) as pool,
    ):
        task = progress.add_task("carts", total=carts)
        for tally in pool.imap_unordered(compared, _blocks(first, carts)):
            total.add(tally)
            progress.update(task, completed=total.carts)
            if not tally.agree:
                progress.console.print(
                    f"differences: {tally.differing}, {len(tally.others)} others"
                )
    return total


def _table(coverage: "Coverage") -> Table:
    table = Table("kind, platform or policy", "carts that had it", "where it applied")
    table.caption = f"a policy: of the carts that named it, every {EVERY}th was tried without it"
    for name, occurred, applied in coverage.rows():
        table.add_row(name, f"{occurred:,}", f"{applied:,}")
    return table


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m evals.bench.pricing_reference")
    parser.add_argument("--carts", type=int, default=100_000)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--first-seed", type=int, default=0)
    chosen = parser.parse_args(arguments)
    console = Console()
    total = _run(chosen.first_seed, chosen.carts, chosen.processes, console)
    console.print(_table(total.coverage))
    console.print(
        f"{total.carts:,} carts, {total.refused:,} refused alike where nothing is known; "
        f"{total.returned:,} returned, {total.split:,} split"
    )
    if total.agree:
        console.print("[green]engine and reference agree on every cart[/green]")
        console.print("differences: 0")
        return 0
    console.print(
        f"[red]{len(total.differing):,} prices and {len(total.others):,} others differ[/red]"
    )
    _show(total, console)
    return 1


def _show(total: Tally, console: Console) -> None:
    from tests.pricing.reference.carts import seeded
    from tests.pricing.reference.compare import told

    for seed in sorted(total.differing)[:SHOWN]:
        console.print(told(seeded(seed)), markup=False, highlight=False)
    for text in total.others[:SHOWN]:
        console.print(text, markup=False, highlight=False)


if __name__ == "__main__":
    sys.exit(main())
