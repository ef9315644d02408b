"""Selective answering: the questions are sound, the figures add up, the threshold is no luck."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from evals.answering import report
from evals.answering.asking import SHOP, Answer
from evals.answering.figures import at_threshold, brier, curve, expected_error, threshold_for
from evals.answering.questions import questions
from knowledge.encoders import HashedEncoder
from knowledge.index import Knowledge
from knowledge.search import Query
from knowledge.types import Kind, Passage, Place

QUESTIONS = questions()
PASSAGE = Passage("p", Kind.DOCUMENT, "包邮", Place("a.md"), "h")


def said(*outcomes: tuple[float, bool]) -> list[Answer]:
    """Answers to different questions, as (confidence, right)."""
    pairs = zip(QUESTIONS, outcomes, strict=False)
    return [Answer(question, PASSAGE, sure, right) for question, (sure, right) in pairs]


def test_the_two_halves_are_alike_and_no_question_is_asked_twice() -> None:
    asked = {(q.text, q.sku, q.at) for q in QUESTIONS}
    assert len(asked) == len(QUESTIONS)
    fitting = [q for q in QUESTIONS if q.fits]
    assert 0.45 < len(fitting) / len(QUESTIONS) < 0.55
    known = [np.mean([q.known for q in QUESTIONS if q.fits == half]) for half in (True, False)]
    assert abs(known[0] - known[1]) < 0.1


def test_every_source_named_as_an_answer_is_in_the_shop(tmp_path: Path) -> None:
    with Knowledge(tmp_path, HashedEncoder()) as knowledge:
        knowledge.index("demo", SHOP)
        for question in QUESTIONS:
            skus = frozenset({question.sku} if question.sku else ())
            query = Query(question.text, question.at, skus, limit=10_000)
            passages, _ = knowledge.found("demo", query)
            if question.known:
                assert any(map(question.answered_by, passages)), question.text


def test_an_answer_counts_only_from_the_threshold_on() -> None:
    answers = said((0.9, True), (0.8, False), (0.7, True))
    assert (at_threshold(answers, 0.8).answered, at_threshold(answers, 0.8).right) == (2, 1)
    assert at_threshold(answers, 0.95).precision == 1.0
    assert curve(answers)[-1] == pytest.approx((1.0, 2 / 3))


def test_the_threshold_is_above_what_was_wrong_and_needs_more_than_luck() -> None:
    sure = [(0.999, True)] * 300
    assert threshold_for([said(*sure, *[(0.99, False)] * 4)]) == 0.999
    unsure = [(0.9, True)] * 300  # all right, but so sure they were not
    assert threshold_for([said(*sure, *unsure)]) == 0.999
    assert threshold_for([said((0.9, False))]) == 1.0
    assert threshold_for([said((0.995, True))]) == 1.0  # a single right answer proves nothing


def test_the_threshold_counts_every_division_of_the_questions() -> None:
    kind, unkind = (
        said(*[(0.999, True)] * 150),
        said(*[(0.999, True)] * 140, *[(0.999, False)] * 10),
    )
    assert threshold_for([kind, kind]) == 0.999
    assert threshold_for([kind, unkind]) == 1.0
    # Asked again, the same questions are no more evidence than once.
    few = said(*[(0.995, True)] * 100)
    assert threshold_for([few]) == threshold_for([few] * 8) == 1.0


def test_calibration_is_perfect_when_confidence_is_the_share_that_is_right() -> None:
    answers = said(*[(0.75, True)] * 3, (0.75, False))
    assert expected_error(answers) == pytest.approx(0)
    assert brier(answers) == pytest.approx(0.1875)
    assert expected_error([replace(answer, confidence=0.25) for answer in answers]) == 0.5


def test_the_report_is_one_file_with_the_curve(tmp_path: Path) -> None:
    answers = said((0.9, True), (0.8, False), (0.7, True))
    path = tmp_path / "curve.html"
    report.write(path, [("一半", answers), ("另一半", answers)], 0.85, "hashed")
    page = path.read_text(encoding="utf-8")
    assert page.count("<polyline") == 2
    assert "http" not in page
    assert QUESTIONS[1].text in page  # the wrong one
