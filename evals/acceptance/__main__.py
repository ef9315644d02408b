"""``python -m evals.acceptance --sets FOLDER [--only PART]``.

Exit codes: 0 every target is met, 1 a target is missed, 2 there is nothing to measure.
"""

import argparse
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from rich.console import Console

from .attacks import measure as measure_attacks
from .errors import BadSet
from .pricing import measure as measure_pricing
from .retrieval import measure as measure_retrieval

Measure = Callable[[Path, Console], bool]
"""Measures the part in a folder of sets, prints its table, says whether the target is met. Raises
``BadSet`` where the folder has no such set, or it cannot be read."""

PARTS: Mapping[str, Measure] = {
    "pricing": measure_pricing,
    "retrieval": measure_retrieval,
    "attacks": measure_attacks,
}

WIDE = 180
"""Columns where the output is no terminal."""


def main() -> int:
    options = _parser().parse_args()
    console = Console() if sys.stdout.isatty() else Console(width=WIDE)
    if options.only and options.only not in PARTS:
        known = "、".join(PARTS)
        console.print(f"没有“{options.only}”这一项，或本版本还不能测：可用 {known}", markup=False)
        return 2
    wanted = [options.only] if options.only else list(PARTS)
    outcomes = [_measured(name, options.sets, console) for name in wanted]
    if any(outcome is False for outcome in outcomes):
        return 1
    return 0 if any(outcomes) else 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="acceptance", description=__doc__)
    parser.add_argument("--sets", type=Path, required=True, help="the folder of sets")
    parser.add_argument("--only", default="", help=f"one of: {', '.join(PARTS)}")
    return parser


def _measured(name: str, folder: Path, console: Console) -> bool | None:
    """Whether the target is met; ``None`` where there is no such set."""
    try:
        return PARTS[name](folder, console)
    except BadSet as error:
        console.print(f"{name}：{error}", markup=False)
        return None if error.absent else False


if __name__ == "__main__":
    sys.exit(main())
