"""What a file holds, as it stands there: sheets of rows, or a YAML document.

Loaded by the reading process only, so it imports no more than it needs: it starts in a moment.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from knowledge.loaders.csv import read_csv
from knowledge.loaders.sheets import Cell, Sheet
from knowledge.loaders.xlsx import read_xlsx
from knowledge.loaders.yaml import read_yaml


@dataclass(frozen=True, slots=True)
class Content:
    """JSON values."""

    record: Any

    def to_record(self) -> Any:
        return self.record


def _sheets(path: Path, _document: str, _sha256: str) -> Content:
    sheets = [read_csv(path)] if path.suffix.lower() == ".csv" else read_xlsx(path)
    return Content([_sheet_record(sheet) for sheet in sheets])


def _yaml(path: Path, _document: str, _sha256: str) -> Content:
    return Content(read_yaml(path))


READERS: dict[str, Callable[[Path, str, str], Content]] = {"sheets": _sheets, "yaml": _yaml}


def sheet_from(record: Any) -> Sheet:
    """A sheet that came back from the reading process."""
    return Sheet(
        record["name"],
        tuple((number, tuple(map(_cell_from, cells))) for number, cells in record["rows"]),
        unread={
            int(row): {int(column): reason for column, reason in columns.items()}
            for row, columns in record["unread"].items()
        },
    )


def _sheet_record(sheet: Sheet) -> dict[str, Any]:
    return {
        "name": sheet.name,
        "rows": [[number, [_cell_record(cell) for cell in cells]] for number, cells in sheet.rows],
        "unread": {row: dict(columns) for row, columns in sheet.unread.items()},
    }


def _cell_record(cell: Cell) -> str | dict[str, str]:
    if isinstance(cell, datetime):
        return {"moment": cell.isoformat()}
    return cell if isinstance(cell, str) else {"day": cell.isoformat()}


def _cell_from(record: Any) -> Cell:
    if isinstance(record, str):
        return record
    if "moment" in record:
        return datetime.fromisoformat(record["moment"])
    return date.fromisoformat(record["day"])
