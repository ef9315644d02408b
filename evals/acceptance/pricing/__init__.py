"""Published price cases against the calculator: ``<sets>/pricing/cases.json``.

case → rulebook + cart (``setup``) under the policies that its own fields ask for (``policies``) →
figures (``figures``) → verdict (``verdicts``) → table. No case is known by its id.
"""

from pathlib import Path

from rich.console import Console

from ..errors import BadSet
from .case import read_cases
from .table import print_table
from .verdicts import judge


def measure(folder: Path, console: Console) -> bool:
    """The target: every case reproduced, or its difference told in the answer itself."""
    path = next(
        (p for p in (folder / "pricing" / "cases.json", folder / "cases.json") if p.is_file()), None
    )
    if path is None:
        raise BadSet(f"{folder} 里没有 pricing/cases.json", absent=True)
    verdicts = [judge(case) for case in read_cases(path)]
    print_table(verdicts, console)
    return all(verdict.good for verdict in verdicts)
