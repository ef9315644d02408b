"""What became of each row: ids made unique, and compared with the version before.

A script is known by its 话术编号, a document by its path. The first of two scripts with one id is
taken (files in order of name), the second refused with the place of the first.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from knowledge.headings import ID
from knowledge.reading import Reading
from knowledge.types import Kind, Passage, Place, RowReport

_NOWHERE = Place("")


def unique(readings: Iterable[Reading]) -> Reading:
    """All readings as one, later scripts with an id that is taken refused."""
    passages: list[Passage] = []
    rows: list[RowReport] = []
    synonyms: list[tuple[str, ...]] = []
    first: dict[str, Place] = {}
    for reading in readings:
        duplicates: dict[Place, RowReport] = {}
        for passage in reading.passages:
            taken = first.setdefault(passage.script_id, passage.place)
            if passage.kind is Kind.SCRIPT and taken != passage.place:
                reason = f"编号 {passage.script_id} 与“{taken.label()}”重复：请改成不同的编号。"
                duplicates[passage.place] = RowReport(passage.place, "refused", ID, reason)
            else:
                passages.append(passage)
        rows += [duplicates.get(row.place, row) for row in reading.rows]
        synonyms += reading.synonyms
    return Reading(tuple(passages), tuple(rows), tuple(synonyms))


def compared(now: Reading, before: Sequence[Passage]) -> list[RowReport]:
    """The rows that were taken, told apart as ``taken``, ``unchanged`` and ``updated``."""
    former = {_key(passage): _content(passage) for passage in before}
    outcomes: dict[Place, str] = {}
    for passage in now.passages:
        content = former.get(_key(passage))
        same = "unchanged" if content == _content(passage) else "updated"
        outcomes[_row(passage)] = "taken" if content is None else same
    return [
        replace(row, outcome=outcomes.get(row.place, row.outcome))
        if row.outcome != "refused"
        else row
        for row in now.rows
    ]


def removed(now: Reading, before: Sequence[Passage]) -> int:
    """How many scripts and documents of the version before are gone."""
    return len({_key(passage) for passage in before} - {_key(p) for p in now.passages})


def _key(passage: Passage) -> tuple[Kind, str]:
    if passage.kind is Kind.SCRIPT:
        return passage.kind, passage.script_id
    return passage.kind, passage.place.document


def _row(passage: Passage) -> Place:
    """The place under which the passage's row is reported: a document is one row."""
    is_script = passage.kind is Kind.SCRIPT
    return passage.place if is_script else Place(passage.place.document)


def _content(passage: Passage) -> Passage | str:
    """A script's words, whichever row they moved to; a document's file."""
    if passage.kind is Kind.DOCUMENT:
        return passage.source_hash
    return replace(passage, id="", place=_NOWHERE, source_hash="")
