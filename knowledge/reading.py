"""What reading one source file gave."""

from dataclasses import dataclass

from knowledge.records import Record, from_record, row_from, row_record, to_record
from knowledge.types import Passage, Place, RowReport


@dataclass(frozen=True, slots=True)
class Reading:
    """What one source file gave: its passages, and a report per row (or one for the file).

    ``synonyms`` are the groups of a synonym table, as they are written, one for each row taken.
    """

    passages: tuple[Passage, ...]
    rows: tuple[RowReport, ...]
    synonyms: tuple[tuple[str, ...], ...] = ()

    @classmethod
    def refused(cls, place: Place, reason: str) -> "Reading":
        return cls((), (RowReport(place, "refused", reason=reason),))

    def to_record(self) -> Record:
        return {
            "passages": [to_record(passage) for passage in self.passages],
            "rows": [row_record(row) for row in self.rows],
            "synonyms": self.synonyms,
        }

    @classmethod
    def from_record(cls, record: Record) -> "Reading":
        return cls(
            tuple(from_record(passage) for passage in record["passages"]),
            tuple(row_from(row) for row in record["rows"]),
            tuple(tuple(group) for group in record["synonyms"]),
        )
