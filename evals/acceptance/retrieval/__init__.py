"""Search on question sets that others wrote: every folder under ``<sets>/retrieval/``.

A folder holds ``corpus.jsonl``, ``queries.jsonl`` and ``qrels.tsv``, or ``faq.jsonl``, or both.

folder → passages and questions (``sets``, ``faq``) → runs, one for each way to ask (``ways``) →
rankings of our search and of single methods (``contenders``) → figures (``figures``) → table.
"""

import os
from pathlib import Path

from rich.console import Console

from ..errors import BadSet
from .contenders import contenders
from .measured import measured
from .misses import write_misses
from .runs import Run
from .table import print_table
from .targets import missed_targets
from .ways import runs_of


def measure(folder: Path, console: Console) -> bool:
    """The targets: ours at or above the best single method on every set, and ``targets``.

    ``GOALIE_ENCODER`` names a sentence-transformers model to be measured, too; what was not found
    first is listed in a file under ``GOALIE_HOME``.
    """
    folders = _folders(folder)
    if not folders:
        raise BadSet(f"{folder} 里没有可测的检索集", absent=True)
    runs: list[Run] = []
    unread: list[str] = []
    for set_ in folders:
        try:
            runs += runs_of(set_)
        except BadSet as error:  # one bad set does not keep the others from being measured
            unread.append(str(error))
    home = Path(os.environ.get("GOALIE_HOME", ".goalie"))
    taking_part, absent = contenders(os.environ.get("GOALIE_ENCODER", "hashed"))
    results = [measured(run, taking_part) for run in runs]
    print_table(results, console)
    for reason in absent:
        console.print(f"未参加比较：{reason}", markup=False, highlight=False)
    print_scopes(runs, console)
    listed = write_misses(results, home / "acceptance" / "retrieval-misses.tsv")
    console.print(f"没有排在第一的问题逐条列在 {listed}", markup=False, highlight=False)
    missed = [*unread, *missed_targets(results)]
    for target in missed:
        console.print(f"✗ {target}", markup=False, highlight=False)
    console.print("全部达标" if not missed else f"{len(missed)} 项未达标", markup=False)
    return not missed


def print_scopes(runs: list[Run], console: Console) -> None:
    """How each run asks: read beside the figures."""
    for run in runs:
        console.print(f"{run.name}：{run.how}", markup=False, highlight=False, soft_wrap=True)


def _folders(folder: Path) -> list[Path]:
    """The folders of sets, by name."""
    root = folder / "retrieval" if (folder / "retrieval").is_dir() else folder
    known = ("corpus.jsonl", "faq.jsonl")
    return (
        sorted(path for path in root.iterdir() if any((path / name).is_file() for name in known))
        if root.is_dir()
        else []
    )
