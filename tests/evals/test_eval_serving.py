"""Runs over HTTP: what the console shows of them, and to whom."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from evals.casebook.case import Action, Case, Said
from evals.running.record import Head, Message, Result, Run, Verdict, status_of
from evals.running.store import RunFolder, RunStore
from evals.serving import routes
from service.cli import DEMO_AT
from tests.fakes import running
from tests.knowledge.shopfiles import little_shops


def result(case: str, reply: str, *wrong: str, shop: str = "demo", attempt: int = 1) -> Result:
    """A case whose reply had these amounts wrong; two checks looked at it."""
    verdicts = (
        Verdict(check="wrong_amount", passed=not wrong, reason="；".join(wrong)),
        Verdict(check="wrong_tone", passed=True),
    )
    asked = f"{case} 多少钱"
    return Result(
        case=Case(
            id=case,
            shop=shop,
            turns=(Said(role="customer", text=asked),),
            at=DEMO_AT,
            action=Action.ANSWER,
            scene="活动咨询",
            place=f"用例.xlsx 第 {case[1:]} 行",
        ),
        attempt=attempt,
        status=status_of(verdicts),
        verdicts=verdicts,
        turns=(Message(role="customer", text=asked),),
        answer={"suggestions": [{"text": reply}], "handoff": None},
    )


def kept(home: Path, hour: int, *results: Result, release: dict[str, str] | None = None) -> str:
    """A finished run of ``home``; its id."""
    folder: RunFolder = RunStore(home).new(DEMO_AT + timedelta(hours=hour))
    head = Head(
        id=folder.folder.name,
        started_at=DEMO_AT + timedelta(hours=hour),
        suites=("用例.xlsx",),
        cases=len({one.case.id for one in results}),
        digest="d",
        release=release or {},
    )
    folder.begin(head)
    folder.end(Run(head=head, finished_at=head.started_at, seconds=1.5, results=results))
    return head.id


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def http(home: Path, tmp_path: Path) -> Iterator[httpx.Client]:
    shops = little_shops(tmp_path / "shops")
    with (
        running(home, routes, shops=shops) as address,
        httpx.Client(base_url=f"{address}/v1/evals", timeout=30, params={"shop": "demo"}) as client,
    ):
        yield client


def told(response: httpx.Response) -> dict[str, Any]:
    assert response.status_code == 200, response.text
    document: dict[str, Any] = response.json()
    return document


def test_what_broke_stands_first_with_both_replies_and_the_reason(
    http: httpx.Client, home: Path
) -> None:
    wrong = "2300 元没有依据"
    former = kept(
        home,
        0,
        result("A1", "2349元"),
        result("A2", "2300元", wrong),
        result("A3", "3999元"),
        result("A4", "1元", wrong),
        release={"demo/shop.yaml": "1", "other/shop.yaml": "1", "prompts/reply.md": "1"},
    )
    latest = kept(
        home,
        1,
        result("A1", "2300元", wrong),
        result("A2", "2349元"),
        result("A3", "3999元"),
        result("A4", "1元", wrong),
        release={"demo/shop.yaml": "2", "other/shop.yaml": "2", "prompts/reply.md": "1"},
    )
    runs = told(http.get("/runs"))["runs"]
    assert [(run["id"], run["cases"], run["passed"]) for run in runs] == [
        (latest, 4, 2),
        (former, 4, 2),
    ]
    beside = told(http.get("/comparison", params={"before": former, "now": latest}))
    [broken] = beside["regressions"]
    assert (broken["id"], broken["place"], broken["sure"]) == ("A1", "用例.xlsx 第 1 行", True)
    assert (broken["before"]["reply"], broken["now"]["reply"]) == ("2349元", "2300元")
    assert broken["now"]["failures"] == [
        {"id": "wrong_amount", "name": "报错金额", "reason": wrong}
    ]
    assert [case["id"] for case in beside["mended"]] == ["A2"]
    assert [case["id"] for case in beside["failing"]] == ["A4"]
    assert [case["id"] for case in beside["passing"]] == ["A3"]
    amount = next(metric for metric in beside["metrics"] if metric["id"] == "wrong_amount")
    assert (amount["before"], amount["now"]) == ({"right": 2, "total": 4},) * 2
    assert (amount["name"], amount["dangerous"]) == ("报错金额", True)
    assert beside["changed_files"] == ["demo/shop.yaml"]


def test_one_bad_answer_of_several_fails_a_case_and_may_be_chance(
    http: httpx.Client, home: Path
) -> None:
    def three(*wrong: str) -> list[Result]:
        replies = [("2349元",), ("2349元",), ("2300元", *wrong)]
        return [
            result("A1", *reply, attempt=number) for number, reply in enumerate(replies, start=1)
        ]

    former, latest = kept(home, 0, *three()), kept(home, 1, *three("2300 元没有依据"))
    beside = told(http.get("/comparison", params={"before": former, "now": latest}))
    [broken] = beside["regressions"]
    assert (broken["now"]["attempts"], broken["sure"]) == ({"right": 2, "total": 3}, False)
    assert broken["now"]["reply"] == "2300元"


def test_a_run_alone_is_shown_without_a_former_one(http: httpx.Client, home: Path) -> None:
    kept(home, 0, result("A1", "2349元"), result("A2", "2300元", "2300 元没有依据"))
    alone = told(http.get("/comparison"))
    assert (alone["before"], alone["regressions"]) == (None, [])
    assert [case["id"] for case in alone["failing"]] == ["A2"]
    assert alone["failing"][0]["before"] is None


def test_another_shops_cases_and_runs_are_not_shown(http: httpx.Client, home: Path) -> None:
    mixed = kept(home, 0, result("A1", "2349元"), result("B1", "秘密", shop="other"))
    others = kept(home, 1, result("B1", "秘密", shop="other"))
    assert [run["id"] for run in told(http.get("/runs"))["runs"]] == [mixed]
    assert "秘密" not in http.get("/comparison", params={"now": mixed}).text
    refused = http.get("/comparison", params={"now": others})
    assert (refused.status_code, refused.json()["code"]) == (404, "unknown_run")


def test_no_run_and_no_path_is_an_id(http: httpx.Client, home: Path) -> None:
    assert told(http.get("/runs")) == {"runs": []}
    assert http.get("/comparison").json()["code"] == "unknown_run"
    assert http.get("/comparison", params={"now": "../../x"}).status_code == 422
    assert http.get("/comparison", params={"now": "20261105-203000"}).status_code == 404


def test_a_run_that_another_version_wrote_or_that_was_killed_is_passed_over(
    http: httpx.Client, home: Path
) -> None:
    good = kept(home, 0, result("A1", "2349元"))
    old = RunStore(home).folder / kept(home, 1, result("A1", "2349元"))
    (old / "run.json").write_text('{"head": {"id": "x"}}', "utf-8")
    killed = RunStore(home).folder / kept(home, 2, result("A1", "2349元"))
    (killed / "run.json").unlink()
    assert [run["id"] for run in told(http.get("/runs"))["runs"]] == [good]
