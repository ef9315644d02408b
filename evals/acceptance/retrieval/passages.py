"""Rows of a set as the passages production makes of a shop's files."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from knowledge.types import Kind, Passage, Place

from .records import Record, id_of, string, strings, text_of

QUESTION_CHARACTERS = 40
"""Rows without titles whose usual length is up to this are questions, not documents."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of ``corpus.jsonl`` or ``faq.jsonl``."""

    id: str
    title: str
    text: str
    record: Record


def rows_of(records: Sequence[Record]) -> list[Row]:
    """Rows that say something; a row with a question of its own has it for a title."""
    found: list[Row] = []
    for number, record in enumerate(records):
        question, answer = string(record, "question"), string(record, "answer")
        paired = bool(question and answer)
        title = question if paired else string(record, "title")
        row = Row(id_of(record, number), title, answer if paired else text_of(record), record)
        if row.title or row.text:
            found.append(row)
    return found


def are_questions(rows: Sequence[Row]) -> bool:
    """Whether the rows are questions to be matched with questions."""
    if any(row.title for row in rows):
        return False
    return median(len(row.text) for row in rows) <= QUESTION_CHARACTERS


def passage_of(row: Row, *, prefix: str = "", scope: str = "", question: bool = False) -> Passage:
    """A script where the row is a question or has one with an answer, otherwise a document whose
    heading is the title. ``prefix`` is put before what it begins with, ``scope`` is its product."""
    lead = f"{prefix} " if prefix else ""
    skus = frozenset({scope} if scope else ())
    place = Place("sets", row=1)
    if question:
        asked = f"{lead}{row.text}"
        return Passage(row.id, Kind.SCRIPT, asked, place, "", skus, question=asked)
    if row.title and (row.record.get("question") or row.record.get("kind") == "script"):
        similar = tuple(strings(row.record, "similar"))
        return Passage(
            row.id,
            Kind.SCRIPT,
            row.text,
            place,
            "",
            skus,
            question=f"{lead}{row.title}",
            similar=similar,
            answer=row.text,
        )
    if row.title:
        place = Place("sets", headings=(f"{lead}{row.title}",))
        return Passage(row.id, Kind.DOCUMENT, row.text, place, "", skus)
    return Passage(row.id, Kind.DOCUMENT, f"{lead}{row.text}", place, "", skus)
