"""What was let live and what was stopped, line by line in ``GOALIE_HOME/evals/releases.jsonl``."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from service.clock import system_clock

Outcome = Literal["passed", "stopped", "overridden"]


class Release(BaseModel):
    """``release`` names what was judged: file → digest. ``faults`` are what failed; ``name`` and
    ``reason`` are whose word let it pass all the same."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    at: datetime
    shop: str
    outcome: Outcome
    release: dict[str, str]
    version: str = ""
    faults: tuple[str, ...] = ()
    name: str = ""
    reason: str = ""


class Releases:
    """Only ever added to."""

    def __init__(self, home: Path) -> None:
        self._file = home / "evals" / "releases.jsonl"

    def note(
        self,
        shop: str,
        release: dict[str, str],
        faults: Sequence[str],
        *,
        version: str = "",
        name: str = "",
        reason: str = "",
    ) -> Release:
        outcome: Outcome = "passed" if not faults else "overridden" if name else "stopped"
        told = Release(
            at=system_clock(),
            shop=shop,
            outcome=outcome,
            release=release,
            version=version,
            faults=tuple(faults),
            name=name,
            reason=reason,
        )
        self._file.parent.mkdir(parents=True, exist_ok=True)
        with self._file.open("a", encoding="utf-8") as file:
            file.write(told.model_dump_json() + "\n")
        return told

    def all(self) -> list[Release]:
        """The oldest first."""
        if not self._file.exists():
            return []
        lines = self._file.read_text("utf-8").splitlines()
        return [Release.model_validate_json(line) for line in lines if line.strip()]
