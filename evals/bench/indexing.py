"""An import beside its parts alone: the encoder, and the vector store.

    python -m evals.bench.indexing [--passages 10000] [--encoder hashed]

The shop is a script library in CSV files of 10,000 rows. Each measurement is a process of its own:
the encoder over the same texts, Chroma's bare upsert of the same rows, the whole import, the import
again with nothing changed, and an import that is killed half way and taken up again. CPU time; the
peak is that of the process. Exit code 1 when the resumed import is not the undisturbed one.
"""

import argparse
import csv
import os
import signal
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.table import Table

from evals.bench.big_shop import passages
from evals.bench.memory import peak_mb
from knowledge.encoders import Encoder, Endpoint, encoder_named
from knowledge.index import Knowledge
from knowledge.ranked_text import embedded_text
from knowledge.rehearsing import ENCODING
from knowledge.store import Store
from knowledge.types import Kind, Passage

_ROWS_A_FILE = 10_000
_HEADINGS = ("话术编号", "场景", "问题", "相似问题", "回复", "适用商品", "生效时间", "失效时间")
_BLOCK = 256


@dataclass(frozen=True, slots=True)
class Measured:
    """CPU and wall seconds, the peak in MB, and what a process wants to tell."""

    cpu: float
    wall: float
    peak: float
    note: str = ""


class _Clock:
    def __init__(self) -> None:
        self._cpu, self._wall = time.process_time(), time.perf_counter()

    def read(self, note: str = "") -> Measured:
        cpu, wall = time.process_time() - self._cpu, time.perf_counter() - self._wall
        return Measured(cpu, wall, peak_mb(), note)


def scripts(count: int) -> Iterator[Passage]:
    """The scripts of a large shop."""
    made = passages(count * 2)
    return islice((each for each in made if each.kind is Kind.SCRIPT), count)


def write_shop(folder: Path, count: int) -> None:
    """A shop folder with ``count`` scripts."""
    (folder / "scripts").mkdir(parents=True)
    rows = scripts(count)
    for number in range(-(-count // _ROWS_A_FILE)):
        path = folder / "scripts" / f"{number:03d}.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(_HEADINGS)
            writer.writerows(_row(each) for each in islice(rows, _ROWS_A_FILE))


def _row(passage: Passage) -> tuple[str, ...]:
    times = (passage.valid_from, passage.valid_to)
    written = (f"{moment:%Y-%m-%d %H:%M:%S}" if moment else "" for moment in times)
    similar, skus = "|".join(passage.similar), "|".join(passage.skus)
    answer = (passage.script_id, passage.scene, passage.question, similar, passage.answer)
    return (*answer, skus, *written)


def encoder_alone(name: str, count: int) -> Measured:
    encoder = _encoder(name)
    texts = [embedded_text(each) for each in scripts(count)]
    clock = _Clock()
    for start in range(0, count, _BLOCK):
        encoder.encode(texts[start : start + _BLOCK])
    return clock.read()


def store_alone(name: str, count: int, folder: Path) -> Measured:
    encoder = _encoder(name)
    rows = list(scripts(count))
    store = Store.embedded(folder)
    store.ids("bench")
    cpu = wall = 0.0
    for start in range(0, count, _BLOCK):
        block = rows[start : start + _BLOCK]
        vectors = encoder.encode([embedded_text(each) for each in block])
        clock = _Clock()
        store.upsert("bench", block, vectors)
        spent = clock.read()
        cpu, wall = cpu + spent.cpu, wall + spent.wall
    store.close()
    return Measured(cpu, wall, peak_mb())


def whole_import(name: str, home: Path, shop: Path, killed_at: float = 1.0) -> Measured:
    """``killed_at`` is the share of encoding after which the process kills itself."""

    def told(stage: str, done: int, total: int) -> None:
        if stage == ENCODING and done >= killed_at * total > 0 and done < total:
            os.kill(os.getpid(), signal.SIGKILL)

    with Knowledge(home, _encoder(name)) as knowledge:
        clock = _Clock()
        report = knowledge.index("bench", shop, told)
        return clock.read(f"{report.version}, {report.passages:,} passages")


def _encoder(name: str) -> Encoder:
    endpoint = Endpoint(os.environ.get("OPENAI_BASE_URL", ""), os.environ.get("OPENAI_API_KEY", ""))
    return encoder_named(name, endpoint)


def _killed(name: str, home: Path, shop: Path) -> None:
    process = get_context("spawn").Process(target=whole_import, args=(name, home, shop, 0.5))
    process.start()
    process.join()


def _table(measured: dict[str, Measured], count: int) -> Table:
    table = Table(
        "what", "CPU s", "wall s", "passages/s of CPU", "ms a passage", "peak MB", "",
        title=f"{count:,} passages",
    )  # fmt: skip
    for what, each in measured.items():
        table.add_row(
            what,
            f"{each.cpu:.1f}",
            f"{each.wall:.1f}",
            f"{count / max(each.cpu, 1e-9):,.0f}",
            f"{each.cpu * 1_000 / count:.3f}",
            f"{each.peak:,.0f}",
            each.note,
        )
    return table


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m evals.bench.indexing")
    parser.add_argument("--passages", type=int, default=10_000)
    parser.add_argument("--encoder", default="hashed")
    chosen = parser.parse_args(arguments)
    name, count = chosen.encoder, chosen.passages
    console = Console(width=140)
    with (
        TemporaryDirectory(prefix="goalie-bench-") as temporary,
        get_context("spawn").Pool(1, maxtasksperchild=1) as alone,
    ):
        folder = Path(temporary)
        shop, home, other = folder / "shop", folder / "home", folder / "other"
        write_shop(shop, count)
        measured = {
            "encoder alone": alone.apply(encoder_alone, (name, count)),
            "Chroma's upsert alone": alone.apply(store_alone, (name, count, folder / "store")),
            "import": alone.apply(whole_import, (name, home, shop)),
            "again, nothing changed": alone.apply(whole_import, (name, home, shop)),
        }
        _killed(name, other, shop)
        measured["taken up after a kill"] = alone.apply(whole_import, (name, other, shop))
    console.print(_table(measured, count))
    parts = measured["encoder alone"].cpu + measured["Chroma's upsert alone"].cpu
    console.print(f"import / (encoder + store): {measured['import'].cpu / parts:.2f}")
    same = measured["import"].note == measured["taken up after a kill"].note
    if not same:
        console.print("[red]the resumed import is not the undisturbed one[/red]")
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main())
