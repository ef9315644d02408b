"""``python -m evals.replies [FOLDER] [--wrong FOLDER]``: 0 if under 1% of the good replies are
stopped and no wrong one leaves, 1 if not."""

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console

from knowledge.encoders import encoder_named
from knowledge.index import Knowledge
from service.settings import ROOT
from service.shops import read_shop

from .contexts import read_contexts
from .measuring import Held, measure

SUITES = ROOT / "evals" / "suites" / "replies"
WRONG = ROOT / "evals" / "suites" / "replies-wrong"
DEMO = ROOT / "knowledge" / "shops" / "demo"
MOST_HELD = 0.01


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m evals.replies", description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=SUITES)
    parser.add_argument("--wrong", type=Path, default=WRONG)
    options = parser.parse_args()
    console = Console() if sys.stdout.isatty() else Console(width=180)
    good, wrong = read_contexts(options.folder), read_contexts(options.wrong)
    shop = read_shop(DEMO)
    with tempfile.TemporaryDirectory(prefix="goalie-replies-") as home:
        knowledge = Knowledge(Path(home), encoder_named("hashed"))
        try:
            knowledge.index_if_changed(shop.id, shop.folder)
            let, stopped = measure(good, shop, knowledge), measure(wrong, shop, knowledge)
        finally:
            knowledge.close()
    _print("✗ 拦下", let.held, console)
    _print("✗ 放行", stopped.left, console)
    share = len(let.held) / max(1, let.replies)
    console.print(f"{let.replies} 条对的回复，拦下 {len(let.held)} 条（{share:.2%}）", markup=False)
    console.print(f"{stopped.replies} 条错的回复，放行 {len(stopped.left)} 条", markup=False)
    held = let.replies - let.known_numbers
    console.print(
        f"只核对数字的话：错的放行 {stopped.known_numbers} 条，对的拦下 {held} 条", markup=False
    )
    return 0 if share < MOST_HELD and not stopped.left else 1


def _print(what: str, replies: Sequence[Held], console: Console) -> None:
    for one in replies:
        why = f" → {one.why}" if one.why else ""
        line = f"{what} {one.context} {one.reply!r}{why}"
        console.print(line, markup=False, highlight=False, soft_wrap=True)


if __name__ == "__main__":
    sys.exit(main())
