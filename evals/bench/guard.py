"""``python -m evals.bench.guard``: what the guard costs a sentence, beside a plain word scan.

The sentences are the sample shop's true and wrong drafts; the ledger is that of a real answer. The
reference looks for the same words as substrings, which stops neither a wrong price nor a disguise.
A larger catalogue gives the ledger more names; it is measured with ten and with a hundred times as
many. Each sentence is read anew; *again* is one that was read before, as scripts are. Exit code 1
where the median is above the target.
"""

import argparse
import random
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import islice

import yaml
from rich.console import Console
from rich.table import Table

from evals.drafts.cases import World
from evals.drafts.drafting import drafts
from service.assist.guard import RULES, Ledger, WordRule, check, sentences
from service.assist.guard.reading import forget as forget_readings
from service.assist.guard.reading.fold import fold
from service.assist.guard.rules.vague import CLAIMS
from service.assist.guard.tables import FOLDER
from service.settings import ROOT

TARGET_MILLISECONDS = 1.0
DEMO = ROOT / "knowledge" / "shops" / "demo"

Checked = tuple[str, Ledger]


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m evals.bench.guard", description=__doc__)
    parser.add_argument("--drafts", type=int, default=1_500)
    options = parser.parse_args()
    said = _sentences(options.drafts)
    words = _words()
    runs: list[tuple[str, list[float]]] = [
        ("逐词查找（对照）", _timed(lambda text, _: _scan(text, words), said)),
        ("守门：示例店", _timed(_checked, said)),
        ("守门：读过的句子", _timed(_checked, said, forget=lambda: None)),
    ]
    for times in (10, 100):
        names = _more_names(times)
        larger = [
            (text, replace(ledger, names=names.names, products=names.products))
            for text, ledger in said[:400]
        ]
        runs.append((f"守门：商品名 {times} 倍", _timed(_checked, larger)))
    console = Console() if sys.stdout.isatty() else Console(width=120)
    _print(runs, console)
    return 0 if statistics.median(runs[1][1]) < TARGET_MILLISECONDS else 1


def _sentences(number: int) -> list[Checked]:
    """Sentences with the ledger each is held against; every ledger is asked more than once."""
    rng, world = random.Random(1), World(DEMO)  # noqa: S311 - the same sentences every time
    return [
        (sentence, draft.ledger)
        for draft in islice(drafts(world, rng), number)
        for sentence in sentences(draft.text)
    ]


def _checked(text: str, ledger: Ledger) -> None:
    check(text, ledger)


def _forget() -> None:
    """Every sentence that was read."""
    fold.cache_clear()
    forget_readings()
    for rule in (*RULES, CLAIMS):
        if isinstance(rule, WordRule):
            rule.forget()


def _timed(
    run: Callable[[str, Ledger], None],
    said: Sequence[Checked],
    forget: Callable[[], None] = _forget,
) -> list[float]:
    """Milliseconds of CPU a sentence; what a ledger keeps is built before the clock starts."""
    for text, ledger in said:
        run(text, ledger)
    found: list[float] = []
    for text, ledger in said:
        forget()
        begun = time.thread_time()
        run(text, ledger)
        found.append((time.thread_time() - begun) * 1000)
    return found


def _words() -> list[str]:
    """Every literal word of the guard's lists."""
    found: set[str] = set()
    for path in FOLDER.glob("*.yaml"):
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        for entry in content.get("entries", ()) if isinstance(content, dict) else ():
            found.update(entry.get("words", ()))
    return sorted(found)


def _scan(text: str, words: Sequence[str]) -> None:
    _ = [word for word in words if word in text]


def _more_names(times: int) -> Ledger:
    """Products that a larger shop would have."""
    shop = World(DEMO).shop
    products = {
        f"{name} 第{number}代": [f"{product.sku}-{number}"]
        for number in range(times)
        for product in shop.catalogue
        for name in (product.title, *product.aliases)
    }
    return Ledger.of(products=products)


def _print(runs: Sequence[tuple[str, list[float]]], console: Console) -> None:
    table = Table(title="守门的花费，CPU 毫秒/句")
    table.add_column("做法")
    for heading in ("句", "中位", "p99", "最慢", "中位比对照"):
        table.add_column(heading, justify="right")
    base = statistics.median(runs[0][1])
    for name, times in runs:
        ordered = sorted(times)
        median = statistics.median(ordered)
        p99 = ordered[int(len(ordered) * 0.99)]
        ratio = f"{median / base:.1f}×"
        table.add_row(
            name, str(len(times)), *(f"{t:.3f}" for t in (median, p99, ordered[-1])), ratio
        )
    console.print(table)


if __name__ == "__main__":
    sys.exit(main())
