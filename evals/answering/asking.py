"""Asks the sample shop as its service does: the state is understood, then both kinds are searched.

What is asked of is a script's or a document's hit; the surer of the two best is the bot's answer.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from knowledge.confidence import Calibration, confidence
from knowledge.evidence import Evidence
from knowledge.index import Knowledge
from knowledge.search import Query
from knowledge.types import Kind, Passage
from service.assist.understand import build_lexicon, understand
from service.conversations.turns import Turn
from service.shops import read_shop

from .questions import Question

SHOP = Path(__file__).parents[2] / "knowledge" / "shops" / "demo"
HITS = 3
"""So many hits of each kind are looked at; the first is what would be answered."""


@dataclass(frozen=True, slots=True)
class Found:
    """One question's hits of one kind, best first, and which of them answer it."""

    question: Question
    passages: tuple[Passage, ...]
    evidence: Evidence
    right: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What the bot would answer: the surer of the best script and the best document."""

    question: Question
    passage: Passage | None
    confidence: float
    right: bool


def ask(knowledge: Knowledge, questions: Sequence[Question]) -> list[Found]:
    """Two for each question: its scripts and its documents."""
    knowledge.index("demo", SHOP)
    shop = read_shop(SHOP)
    lexicon = build_lexicon(shop)
    asked = []
    for question in questions:
        turn = Turn("customer", question.text)
        state = understand([turn], shop, lexicon, question.sku)
        skus = frozenset(item.sku for item in state.basket) or frozenset(state.choices)
        for kind in Kind:
            query = Query(question.text, question.at, skus, frozenset({kind}), HITS)
            passages, evidence = knowledge.found("demo", query)
            right = tuple(question.answered_by(passage) for passage in passages)
            asked.append(Found(question, tuple(passages), evidence, right))
    return asked


def answers(found: Sequence[Found], by: Calibration) -> list[Answer]:
    """One for each question, in the order they were asked."""
    best: dict[Question, Answer] = {}
    for hits in found:
        if hits.passages:
            sure = float(confidence(hits.evidence, by)[0])
            answer = Answer(hits.question, hits.passages[0], sure, hits.right[0])
        else:
            answer = Answer(hits.question, None, 0.0, right=False)
        known = best.get(hits.question)
        if known is None or answer.confidence > known.confidence:
            best[hits.question] = answer
    return list(best.values())


def rows_of(found: Sequence[Found], kind: Kind) -> tuple[np.ndarray, np.ndarray]:
    """All hits of a kind: their features, and whether each is right, as 0 or 1."""
    script = kind is Kind.SCRIPT
    chosen = [hits for hits in found if hits.passages and hits.evidence.is_script[0] == script]
    features = np.concatenate([hits.evidence.features for hits in chosen])
    return features, np.array([right for hits in chosen for right in hits.right], dtype=float)
