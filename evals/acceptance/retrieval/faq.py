"""``faq.jsonl``: questions with answers, matched in the ways the fields allow.

*similar*: each similar question 相似问 of an entry, searched among questions and answers, the
similar ones left out of the index. *keywords*: an entry's keywords as a terse customer types them,
searched among questions and answers. *question*: the question among the answers alone, for
customers who word it as nobody foresaw.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from knowledge.types import Passage, Place

from .passages import Row, passage_of, rows_of
from .records import records, strings
from .runs import Asked, Room, Run


def faq_runs(path: Path, name: str) -> Iterator[Run]:
    rows = [row for row in rows_of(records(path)) if row.title and row.text]
    entries = [replace(passage_of(row), similar=()) for row in rows]
    answers = [_answer(passage) for passage in entries]
    for field, how in (
        ("similar", "相似问题查“问题+回复”（索引里不放相似问题）"),
        ("keywords", "关键词连成一句查“问题+回复”"),
    ):
        if asked := list(_asked(rows, field)):
            yield Run(f"{name} {field}", how, [Room(entries, asked)])
    asked = [Asked(row.id, row.title, {row.id: 1.0}) for row in rows]
    if asked:
        yield Run(f"{name} question", "问题查回复（索引里只有回复）", [Room(answers, asked)])


def _asked(rows: list[Row], field: str) -> Iterator[Asked]:
    for row in rows:
        texts = strings(row.record, field)
        if field == "keywords" and texts:
            texts = [" ".join(texts)]
        for number, text in enumerate(texts):
            yield Asked(f"{row.id}-{number}", text, {row.id: 1.0})


def _answer(passage: Passage) -> Passage:
    place = Place(passage.place.document, row=1)
    return replace(passage, question="", similar=(), place=place)
