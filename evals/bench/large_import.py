"""A library of 10,000 rows with 37 planted bad ones, imported, changed and imported again.

    python -m evals.bench.large_import [--rows 10000] [--bad 37]

CPU seconds beside the encoder's own on the same texts. Exit code 1 when the rows refused are not
exactly those planted, or rows get lost. Run it from the project's root.
"""

import argparse
import sys
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from rich.console import Console
from rich.table import Table

from knowledge.encoders import HashedEncoder
from knowledge.index import Knowledge
from knowledge.ranked_text import embedded_text
from knowledge.types import ImportReport


def cpu(work: Callable[[], Any]) -> tuple[Any, float]:
    """What the work gives, and its CPU seconds."""
    start = time.process_time()
    result = work()
    return result, time.process_time() - start


def main() -> int:
    """0 when every row is accounted for, 1 otherwise."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=10_000)
    parser.add_argument("--bad", type=int, default=37)
    asked = parser.parse_args()
    with TemporaryDirectory() as made:
        return measured(Path(made), asked.rows, asked.bad)


def measured(base: Path, rows: int, bad: int) -> int:
    write = import_module("tests.knowledge.large_library").write_large_library
    library = base / "shop" / "scripts" / "a.xlsx"
    planted: dict[int, str] = write(library, rows, bad)
    table = Table("", "CPU s", "encoded", "rows", "refused")

    def note(what: str, taken: tuple[ImportReport, float]) -> ImportReport:
        report, seconds = taken
        refused = len(report.refused())
        table.add_row(
            what, f"{seconds:.2f}", str(report.encoded), str(len(report.rows)), str(refused)
        )
        return report

    folder = base / "shop"
    with Knowledge(base / "home", HashedEncoder()) as knowledge:
        note("dry run", cpu(lambda: knowledge.rehearse("demo", folder)))
        first = note("import", cpu(lambda: knowledge.index("demo", folder)))
        note("nothing changed", cpu(lambda: knowledge.index("demo", folder)))
        write(library, rows + rows // 100, bad)
        note("1% more rows", cpu(lambda: knowledge.index("demo", folder)))
        _, seconds = cpu(lambda: knowledge.roll_back("demo"))
        table.add_row("roll back", f"{seconds:.2f}", "0", "", "")
        passages = knowledge.pinned("demo").live.snapshot.passages
    texts = [embedded_text(passage) for passage in passages]
    _, seconds = cpu(lambda: HashedEncoder().encode(texts))
    table.add_row("the encoder alone", f"{seconds:.2f}", str(len(texts)), "", "")
    Console().print(table)
    refused = {row.place.row: row.field for row in first.refused()}
    exact = refused == planted and len(first.rows) == rows
    print(f"{bad} planted, {len(refused)} refused: {'exactly those' if exact else 'NOT THE SAME'}")
    return 0 if exact else 1


if __name__ == "__main__":
    sys.exit(main())
