"""Practices under ``GOALIE_HOME/evals/practice``: a file each, written whole or not at all."""

import re
from collections.abc import Callable
from pathlib import Path

from pydantic import ValidationError

from .errors import UnknownPractice
from .session import Practice

_LOCKED_SECONDS = 10
_ID = re.compile(r"p_[0-9a-f]{32}")


class Practices:
    """Those of one home."""

    def __init__(self, home: Path) -> None:
        self._folder = home / "evals" / "practice"

    def add(self, practice: Practice) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        self._write(practice)

    def get(self, shop: str, id: str) -> Practice:
        """Raises ``UnknownPractice``, also for another shop's."""
        practice = _read(self._path(id))
        if practice is None or practice.shop != shop:
            raise UnknownPractice("没有这次练习：请重新开始一次")
        return practice

    def change(self, shop: str, id: str, by: Callable[[Practice], Practice]) -> Practice:
        """One after the other: two answers at once are two answers. Raises ``UnknownPractice``."""
        from filelock import FileLock

        self.get(shop, id)
        with FileLock(self._path(id).with_suffix(".lock"), timeout=_LOCKED_SECONDS):
            changed = by(self.get(shop, id))
            self._write(changed)
        return changed

    def all(self, shop: str, trainee: str = "") -> list[Practice]:
        """The latest first; of one ``trainee`` where named."""
        kept = (_read(path) for path in self._folder.glob("p_*.json"))
        own = [p for p in kept if p and p.shop == shop and (not trainee or p.trainee == trainee)]
        return sorted(own, key=lambda practice: practice.started_at, reverse=True)

    def _path(self, id: str) -> Path:
        """An id comes from outside and becomes a path: only one of ours does."""
        if not _ID.fullmatch(id):
            raise UnknownPractice("没有这次练习：请重新开始一次")
        return self._folder / f"{id}.json"

    def _write(self, practice: Practice) -> None:
        path = self._path(practice.id)
        fresh = path.with_suffix(".new")
        fresh.write_text(practice.model_dump_json(), "utf-8")
        fresh.replace(path)


def _read(path: Path) -> Practice | None:
    """``None`` where there is none, or another version wrote it."""
    try:
        return Practice.model_validate_json(path.read_bytes())
    except (FileNotFoundError, ValidationError):
        return None
