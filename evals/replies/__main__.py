"""``python -m evals.replies [FOLDER]``: 0 if under 1% of the replies are stopped, 1 if not."""

import argparse
import sys
import tempfile
from pathlib import Path

from rich.console import Console

from knowledge.encoders import encoder_named
from knowledge.index import Knowledge
from service.settings import ROOT
from service.shops import read_shop

from .contexts import read_contexts
from .measuring import measure

SUITES = ROOT / "evals" / "suites" / "replies"
DEMO = ROOT / "knowledge" / "shops" / "demo"
MOST_HELD = 0.01


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m evals.replies", description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=SUITES)
    options = parser.parse_args()
    console = Console() if sys.stdout.isatty() else Console(width=180)
    contexts, shop = read_contexts(options.folder), read_shop(DEMO)
    with tempfile.TemporaryDirectory(prefix="goalie-replies-") as home:
        knowledge = Knowledge(Path(home), encoder_named("hashed"))
        try:
            knowledge.index_if_changed(shop.id, shop.folder)
            let = measure(contexts, shop, knowledge)
        finally:
            knowledge.close()
    for held in let.held:
        line = f"✗ {held.context} {held.reply!r} → {held.why}"
        console.print(line, markup=False, highlight=False, soft_wrap=True)
    share = len(let.held) / max(1, let.replies)
    told = f"{let.replies} 条对的回复，拦下 {len(let.held)} 条（{share:.2%}）"
    console.print(told, markup=False)
    return 0 if share < MOST_HELD else 1


if __name__ == "__main__":
    sys.exit(main())
