"""The ways a folder is asked: over everything, and within what a question is known to be about.

*Within a shop*: rows and questions have ``shop``; each shop is an index of its own, as in
production, with its rows and those of the platforms. Where questions have kinds, a shop is asked
what customers say (``utterance``). *Whole*: all rows; ``shop_zh``, where there is one, is put
before question and title. *Within a document or product*: rows and questions share such a field;
one index, and the search is limited to the passages of that scope.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from ..errors import BadSet
from .faq import faq_runs
from .passages import Row, are_questions, passage_of, rows_of
from .records import Record, id_of, previous_turn, records, relevance, string, strings, text_of
from .runs import Asked, Room, Run

PLATFORM_SHOPS = ("taobao", "jd")
"""Shops whose rows every shop has beside its own."""

SCOPES = ("doc", "doc_id", "document", "document_id", "product", "product_id", "sku")
FEWEST_IN_SCOPE = 3
"""Passages a scope has on average at least: otherwise the scope is the answer."""


def runs_of(folder: Path) -> Iterator[Run]:
    """Raises ``BadSet`` where a file is missing or cannot be read."""
    if (folder / "corpus.jsonl").is_file():
        yield from _corpus_runs(folder)
    if (folder / "faq.jsonl").is_file():
        yield from faq_runs(folder / "faq.jsonl", folder.name)


def _corpus_runs(folder: Path) -> Iterator[Run]:
    if not (folder / "queries.jsonl").is_file():
        raise BadSet(f"{folder} 里没有 queries.jsonl")
    rows = rows_of(records(folder / "corpus.jsonl"))
    questions = _questions(folder, {row.id for row in rows})
    if not rows or not questions:
        raise BadSet(f"{folder} 里没有能对上的问题和答案：请核对 qrels.tsv 的编号")
    turns = "，上一句顾客的话一并给出" if any(asked.previous for asked, _ in questions) else ""
    if _shared(rows, questions, "shop"):
        yield _within_shops(folder.name, rows, questions, turns)
    scope = next((name for name in SCOPES if _shared(rows, questions, name)), "")
    if scope:
        yield _within_scope(folder.name, rows, questions, scope, turns)
    yield _whole(folder.name, rows, questions, turns)


_Question = tuple[Asked, Record]


def _questions(folder: Path, ids: set[str]) -> list[_Question]:
    """The questions that have an answer among the rows, by ``qrels.tsv`` or their own ``gold``."""
    judged = folder / "qrels.tsv"
    gold = relevance(judged) if judged.is_file() else {}
    found: list[_Question] = []
    for number, record in enumerate(records(folder / "queries.jsonl")):
        id_, text = id_of(record, number), text_of(record)
        own = dict.fromkeys(strings(record, "gold"), 1.0)  # where no file judges
        right = {row: score for row, score in gold.get(id_, own).items() if row in ids}
        if text and right:
            found.append((Asked(id_, text, right, previous_turn(record, text)), record))
    return found


def _within_shops(
    name: str, rows: Sequence[Row], questions: Sequence[_Question], turns: str
) -> Run:
    spoken = [one for one in questions if one[1].get("kind") == "utterance"] or questions
    of_shop: dict[str, list[Asked]] = {}
    for asked, record in spoken:
        if shop := string(record, "shop"):
            of_shop.setdefault(shop, []).append(asked)
    as_question = are_questions(rows)
    rooms = [
        Room(
            [
                passage_of(row, question=as_question)
                for row in rows
                if string(row.record, "shop") in (shop, *PLATFORM_SHOPS)
            ],
            asked,
        )
        for shop, asked in of_shop.items()
    ]
    return Run(f"{name} 店内", f"每家店一个索引：本店和平台的条目{turns}", rooms)


def _within_scope(
    name: str, rows: Sequence[Row], questions: Sequence[_Question], scope: str, turns: str
) -> Run:
    as_question = are_questions(rows)
    passages = [
        passage_of(row, scope=_key(row.record, scope), question=as_question) for row in rows
    ]
    asked = [
        replace(asked, skus=frozenset({key}))
        for asked, record in questions
        if (key := _key(record, scope))
    ]
    return Run(f"{name} 限定{scope}", f"只在问题的 {scope} 之内查{turns}", [Room(passages, asked)])


def _whole(name: str, rows: Sequence[Row], questions: Sequence[_Question], turns: str) -> Run:
    as_question = are_questions(rows)
    passages = [
        passage_of(row, prefix=string(row.record, "shop_zh"), question=as_question) for row in rows
    ]
    asked = [
        replace(asked, text=f"{shop} {asked.text}")
        if (shop := string(record, "shop_zh"))
        else asked
        for asked, record in questions
    ]
    prefixed = "，问题和标题前加店铺类目" if any(string(r, "shop_zh") for _, r in questions) else ""
    form = "，条目是问题" if as_question else ""
    return Run(f"{name} 全部", f"所有条目{prefixed}{form}{turns}", [Room(passages, asked)])


def _shared(rows: Sequence[Row], questions: Sequence[_Question], name: str) -> bool:
    """Whether rows and questions have this field in common, and it leaves something to find."""
    of_rows = [key for row in rows if (key := _key(row.record, name))]
    if not of_rows or len(of_rows) < FEWEST_IN_SCOPE * len(set(of_rows)):
        return False
    of_questions = [_key(record, name) for _, record in questions]
    known = sum(key in set(of_rows) for key in of_questions if key)
    return known > len(questions) / 2


def _key(record: Record, name: str) -> str:
    """A field that names one thing, as text."""
    value = record.get(name)
    if isinstance(value, int):
        return str(value)
    names = strings(record, name)
    return names[0] if len(names) == 1 else ""
