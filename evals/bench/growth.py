"""What a script suggestion costs in a shop of 100,000 passages, beside one of 1,000, in one run.

    python -m evals.bench.growth [--passages 1000 100000] [--messages 300]

Two services, a shop each, asked in turns, one message after the other; without a model. The CPU of
a request is the least of several rounds.
"""

import argparse
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

import httpx2

from .many_shops import LARGE, write_shops
from .suggestions import ROUNDS, WARM, Body, ask, bodies_to, cheapest, serving

_SHOPS = 1


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m evals.bench.growth", description=__doc__)
    parser.add_argument("--passages", type=int, nargs=2, default=[1_000, 100_000])
    parser.add_argument("--messages", type=int, default=300)
    options = parser.parse_args()
    few, many = options.passages
    with ExitStack() as held:
        client = held.enter_context(httpx2.Client(timeout=60))
        asked: dict[str, tuple[str, int, Sequence[Body]]] = {}
        for passages in (few, many):
            folder = Path(held.enter_context(tempfile.TemporaryDirectory(prefix="goalie-bench-")))
            write_shops(folder / "shops", passages, _SHOPS)
            url, pid = held.enter_context(serving(folder))
            bodies = list(bodies_to([LARGE], passages, WARM + options.messages * ROUNDS))
            for body in bodies[:WARM]:
                ask(client, url, body)
            asked[str(passages)] = (url, pid, bodies[WARM:])
        best = cheapest(client, asked)
    for name, seconds in best.items():
        print(f"{f'CPU a request, {int(name):,} passages':40}{seconds * 1000:8.2f}   ms")
    print(f"{'growth (target 2)':40}{best[str(many)] / best[str(few)]:8.2f}   times")


if __name__ == "__main__":
    main()
