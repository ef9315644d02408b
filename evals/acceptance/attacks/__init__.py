"""Attack and look-alike sets that others wrote: ``<sets>/attacks/*.jsonl``, one JSON object a line.

Each set is used as its folder's README says: the model says it, the customer says it, it stands
inside a document, or it goes into every text field. The service runs as it is, with a scripted
model behind it over real HTTP, on a copy of the sample shop with planted secrets.

set → rows (``records``) → one trial a set (``trials``) → outcomes → table.
"""

import tempfile
from pathlib import Path

from rich.console import Console

from ..errors import BadSet
from .outcome import Outcome
from .planted import planted_shop
from .records import read_rows
from .running import running
from .table import print_outcomes
from .trials import TRIALS


def measure(folder: Path, console: Console) -> bool:
    """The targets: nothing forbidden leaves, nothing innocent is stopped."""
    sets = next((p for p in (folder / "attacks", folder) if any(p.glob("*.jsonl"))), None)
    if sets is None:
        raise BadSet(f"{folder} 里没有 attacks/*.jsonl", absent=True)
    found = {path.stem: read_rows(path) for path in sorted(sets.glob("*.jsonl"))}
    outcomes: list[Outcome] = []
    with tempfile.TemporaryDirectory(prefix="goalie-attacks-") as scratch:
        shops = planted_shop(Path(scratch), found.get("injection_indirect", []))
        with running(Path(scratch) / "home", shops) as service:
            for trial in TRIALS:
                rows = [row for name in trial.sets for row in found.get(name, ())]
                if rows:
                    console.print(f"… {trial.name}（{len(rows)} 条）", markup=False)
                    outcomes.extend(trial.run(service, rows))
    unknown = sorted(found.keys() - {name for trial in TRIALS for name in trial.sets})
    print_outcomes(outcomes, unknown, console)
    return bool(outcomes) and not any(outcome.missed for outcome in outcomes)
