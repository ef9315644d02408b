"""``python -m evals.dialogues [PATH…] [--json] [--misses a|b|ab]`` holds the dialogues;
``python -m evals.dialogues fill [PATH…]`` writes their expected figures.

Exit codes: 0 every target is met in both halves, 1 one is missed, 2 a file cannot be used.
"""

import argparse
import asyncio
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console

from service.settings import Settings
from service.shops import BadShopFolder, Shop, read_shops

from .errors import BadSuite
from .fill import fill
from .loading import FOLDER, Loaded, all_dialogues, check, files_in, load
from .measuring import Judged, judge
from .report import machine, met, print_report
from .talking import embedded

WIDE = 180
"""Columns where the output is no terminal."""


def main(arguments: Sequence[str] | None = None) -> int:
    given = list(sys.argv[1:] if arguments is None else arguments)
    filling = given[:1] == ["fill"]
    options = _parser().parse_args(given[1:] if filling else given)
    try:
        shops = {shop.id: shop for shop in read_shops(options.shops)}
        loaded = load(files_in(options.paths or [FOLDER]))
        check(loaded, shops)
        if filling:
            return _fill(loaded, shops)
    except BadShopFolder as error:
        print("\n".join(map(str, error.faults)), file=sys.stderr)
        return 2
    except BadSuite as error:
        print(error, file=sys.stderr)
        return 2
    judged = asyncio.run(_judged(loaded, shops))
    if options.json:
        print(json.dumps(machine(judged, options.misses), ensure_ascii=False))
    else:
        console = Console() if sys.stdout.isatty() else Console(width=WIDE)
        print_report(judged, options.misses, console)
    return 0 if met(judged) else 1


def _fill(loaded: Sequence[Loaded], shops: Mapping[str, Shop]) -> int:
    for one in loaded:
        changed = fill(one.path, one.suite, shops[one.suite.shop])
        print(f"{one.path.name}：{'已写入' if changed else '没有变化'}")
    return 0


async def _judged(loaded: Sequence[Loaded], shops: Mapping[str, Shop]) -> list[Judged]:
    needed = {one.suite.shop: shops[one.suite.shop] for one in loaded}
    with TemporaryDirectory() as home:
        async with embedded(Path(home), needed) as talker:
            return await judge(talker, all_dialogues(loaded), shops)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="dialogues", description=__doc__)
    parser.add_argument("paths", nargs="*", type=Path, help="files or folders")
    parser.add_argument("--shops", type=Path, default=Settings.model_fields["shops"].default)
    parser.add_argument("--json", action="store_true", help="for a machine")
    parser.add_argument("--misses", choices=("a", "b", "ab"), default="ab", help="halves shown")
    return parser


if __name__ == "__main__":
    sys.exit(main())
