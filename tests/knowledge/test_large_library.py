"""A large workbook with planted bad rows: exactly those are reported, and nothing is lost."""

from pathlib import Path

from knowledge.index import Knowledge
from tests.knowledge.large_library import BAD, write_large_library


def test_of_a_large_workbook_exactly_the_planted_bad_rows_are_reported(
    knowledge: Knowledge, folder: Path
) -> None:
    planted = write_large_library(folder / "scripts" / "a.xlsx", 1_000, 37)
    report = knowledge.index("demo", folder)
    refused = {row.place.row: row.field for row in report.refused()}
    assert refused == planted
    assert set(planted.values()) == {field for field, _ in BAD}
    assert len(report.rows) == 1_000  # evals.bench.large_import takes 10,000
    assert report.outcomes() == {"refused": 37, "taken": 963}
    assert report.passages == 963
    assert report.conflicts == ()
