"""Two runs beside each other, and what a page does with words that look like markup."""

from datetime import datetime

import pytest

from evals.casebook import Action, Case, Said
from evals.reporting.compare import chance_of, compared, to_record
from evals.reporting.junit import junit_xml
from evals.reporting.page import page
from evals.running.record import Head, Result, Run, Verdict, status_of
from service.pricing import SHANGHAI

AT = datetime(2026, 11, 5, 20, 30, tzinfo=SHANGHAI)


def a_result(id: str, passed: bool, attempt: int = 1, asked: str = "多少") -> Result:
    said = (Said(role="customer", text=asked),)
    case = Case(id=id, shop="demo", turns=said, at=AT, action=Action.ANSWER)
    reason = "" if passed else "没有说「48小时」<b>"
    verdicts = (Verdict(check="forgets", passed=passed, reason=reason),)
    return Result(case=case, attempt=attempt, status=status_of(verdicts), verdicts=verdicts)


def a_run(id: str, *results: Result, **head: object) -> Run:
    given = {"id": id, "started_at": AT, "suites": ("a",), "cases": len(results), "digest": id}
    told = Head.model_validate({**given, **head})
    return Run(head=told, finished_at=AT, seconds=1.0, results=results)


def test_a_comparison_tells_what_broke_before_what_was_mended() -> None:
    before = a_run("A", a_result("broke", True), a_result("mended", False), a_result("old", True))
    now = a_run("B", a_result("mended", True), a_result("broke", False), a_result("new", True))
    told = compared(before, now)
    assert [changed.id for changed in told.regressions] == ["broke"]
    assert [changed.id for changed in told.mended] == ["mended"]
    assert [case.id for case in told.added] == ["new"]
    assert [case.id for case in told.removed] == ["old"]
    assert told.regressions[0].sure
    assert list(to_record(told))[:3] == ["a", "b", "regressions"]


def test_what_always_failed_is_no_regression() -> None:
    told = compared(a_run("A", a_result("x", False)), a_run("B", a_result("x", False)))
    assert not told.regressions
    assert [case.id for case in told.same_failures] == ["x"]


@pytest.mark.parametrize(
    ("right_before", "right_now", "sure"), [(10, 9, False), (10, 3, True), (6, 4, False)]
)
def test_a_difference_that_chance_makes_is_told_apart_from_a_change(
    right_before: int, right_now: int, sure: bool
) -> None:
    before = [a_result("x", n < right_before, n + 1) for n in range(10)]
    now = [a_result("x", n < right_now, n + 1) for n in range(10)]
    (changed,) = compared(a_run("A", *before), a_run("B", *now)).regressions
    assert changed.sure is sure


def test_chance_is_fishers() -> None:
    """Of 8 attempts 4 right, all 4 wrong ones in the second four: 1 of 70 ways; 6 right, at most
    3 of them in the second four: all but 15 of 70."""
    assert chance_of(4, 4, 0, 4) == pytest.approx(1 / 70)
    assert chance_of(3, 4, 3, 4) == pytest.approx(55 / 70)
    assert chance_of(0, 4, 0, 4) == 1.0


def test_a_case_that_was_edited_is_said_to_be_edited() -> None:
    told = compared(
        a_run("A", a_result("x", True)), a_run("B", a_result("x", False, asked="两台多少"))
    )
    assert told.edited == ("x",)


def test_changed_files_of_the_release_are_named() -> None:
    before = a_run("A", release={"demo/promotions/a.yaml": "1", "prompts/reply.md": "1"})
    now = a_run("B", release={"demo/promotions/a.yaml": "2", "prompts/reply.md": "1"})
    assert compared(before, now).changed_files == ["demo/promotions/a.yaml"]


def test_a_page_shows_words_as_words() -> None:
    html = page(a_run("A", a_result("x", False, asked="<script>alert(1)</script>")))
    assert "<script>" not in html
    assert "&lt;script&gt;alert(1)" in html
    assert "「48小时」&lt;b&gt;" in html


def test_xml_counts_tests_failures_and_skips() -> None:
    skipped = a_result("s", True).model_copy(update={"status": "skipped", "verdicts": ()})
    xml = junit_xml(a_run("A", a_result("x", False), a_result("y", True), skipped)).decode()
    assert 'tests="3" failures="1" skipped="1"' in xml
