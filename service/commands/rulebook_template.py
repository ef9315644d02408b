"""``goalie rulebook-template``: the Excel template, or a rulebook written as a workbook."""

import sys
from pathlib import Path

from service.shops import BadShopFolder
from service.shops.rulebook_template import EXAMPLE, workbook
from service.shops.rulebooks import read_rulebook


def rulebook_template(rulebook: Path | None) -> int:
    """0 written to standard output, 1 the rulebook was refused, 2 the output is a terminal."""
    if sys.stdout.isatty():
        print(
            "这是 Excel 文件，请存到文件里：goalie rulebook-template > 规则.xlsx", file=sys.stderr
        )
        return 2
    try:
        book = read_rulebook(rulebook, str(rulebook)) if rulebook else EXAMPLE
    except OSError as error:
        print(f"{rulebook}：打不开（{error.strerror}）", file=sys.stderr)
        return 1
    except BadShopFolder as error:
        print("\n".join(str(fault) for fault in error.faults), file=sys.stderr)
        return 1
    sys.stdout.buffer.write(workbook(book))
    return 0
