"""An import's report as JSON and back."""

from dataclasses import asdict
from datetime import datetime

from knowledge.records import Record, place_from, row_from, row_record
from knowledge.types import Conflict, ConflictKind, ImportReport, Side


def report_to_record(report: ImportReport) -> Record:
    """The report as JSON values."""
    record = {name: getattr(report, name) for name in ("shop", "version", "passages", "removed")}
    return record | {
        "encoded": report.encoded,
        "covered": list(report.covered),
        "rows": [row_record(row) for row in report.rows],
        "conflicts": [conflict_to_record(conflict) for conflict in report.conflicts],
    }


def report_from(record: Record) -> ImportReport:
    """The inverse of ``report_to_record``."""
    return ImportReport(
        **{
            **record,
            "rows": [row_from(row) for row in record["rows"]],
            "conflicts": [_from_record(conflict) for conflict in record["conflicts"]],
        }
    )


def conflict_to_record(conflict: Conflict) -> Record:
    """A conflict as JSON values."""
    record = asdict(conflict)
    record["skus"] = sorted(conflict.skus)
    for side in ("valid_from", "valid_to"):
        record[side] = record[side].isoformat() if record[side] else None
    return record


def _from_record(record: Record) -> Conflict:
    valid_from, valid_to = record["valid_from"], record["valid_to"]
    return Conflict(
        **{
            **record,
            "kind": ConflictKind(record["kind"]),
            "one": _side(record["one"]),
            "other": _side(record["other"]),
            "skus": frozenset(record["skus"]),
            "valid_from": datetime.fromisoformat(valid_from) if valid_from else None,
            "valid_to": datetime.fromisoformat(valid_to) if valid_to else None,
        }
    )


def _side(record: Record) -> Side:
    return Side(place_from(record["place"]), record["text"])
