"""The rows of a set: ``id``, ``text``, ``label``, ``category``; other fields are not needed."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from ..errors import BadSet


@dataclass(frozen=True, slots=True)
class Row:
    """One text; ``label`` is empty where a set has none."""

    id: str
    text: str
    label: str
    category: str

    @property
    def apart(self) -> bool:
        """Whether it belongs to the half that is not looked at while rules are written, by id."""
        return hashlib.sha256(self.id.encode()).digest()[0] % 2 == 1


def read_rows(path: Path) -> list[Row]:
    """Raises ``BadSet`` naming file and line."""
    return [
        _row(path, number, line)
        for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1)
        if line.strip()
    ]


def _row(path: Path, number: int, line: str) -> Row:
    try:
        record = json.loads(line)
        text, key = record["text"], str(record["id"])
    except (ValueError, KeyError, TypeError) as error:
        raise BadSet(f"{path.name} 第 {number} 行读不懂：{error}") from error
    return Row(key, str(text), str(record.get("label") or ""), str(record.get("category") or ""))
