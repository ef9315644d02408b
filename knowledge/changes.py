"""When another version of a shop's knowledge became the active one, and by whom."""

import json
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge.times import SHOP_ZONE

if TYPE_CHECKING:
    from knowledge.shop_home import Version

_TOLD = 50
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Change:
    """``before`` and ``now`` are numbers of versions, 0 for none; ``by`` is who it was, as they
    call themselves, empty where nobody said."""

    at: datetime
    before: int
    now: int
    by: str


class Changes:
    """One line of JSON a change; a line cut by a kill is passed over."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def note(self, before: "Version | None", now: "Version | None", by: str) -> None:
        line = {
            "at": datetime.now(SHOP_ZONE).isoformat(timespec="seconds"),
            "before": before.number if before else 0,
            "now": now.number if now else 0,
            "by": by,
        }
        try:
            with self._path.open("a", encoding="utf-8") as file:
                file.write(json.dumps(line, ensure_ascii=False) + "\n")
        except OSError:  # a full disk: the change itself stands
            _log.exception("a change of the active version was not noted")

    def latest(self, most: int = _TOLD) -> Sequence[Change]:
        """The latest first."""
        try:
            lines = self._path.read_text(encoding="utf-8").splitlines()
        except FileNotFoundError:
            return []
        found = (_change(line) for line in reversed(lines))
        return [change for change in found if change is not None][:most]


def _change(line: str) -> Change | None:
    try:
        told = json.loads(line)
        at = datetime.fromisoformat(told["at"])
        return Change(at, told["before"], told["now"], told["by"])
    except (ValueError, KeyError, TypeError):
        return None
