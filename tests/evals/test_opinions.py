"""A model's opinion of replies: asked for, shown apart, and never a reason to fail."""

import json
from pathlib import Path
from typing import Any

import pytest

from evals.command import standalone
from evals.model_server import ScriptedModel, says

SUITE = """\
用例编号,店铺,对话,时间点,期望动作
A1,demo,能开发票吗,2026-11-05 20:30,回答
"""


@pytest.fixture
def suite(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GOALIE_HOME", str(tmp_path / "home"))
    file = tmp_path / "用例.csv"
    file.write_text(SUITE, "utf-8")
    return file


def run(suite: Path, said: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, Any, str]:
    report = suite.parent / "report.html"
    with ScriptedModel(says(said)) as judge:
        arguments = ["run", str(suite), "--judge", judge.url, "--report", str(report), "--json"]
        code = standalone(arguments)
        [request] = judge.requests
    assert "<回复>" in request.body["messages"][-1]["content"]
    told = json.loads(capsys.readouterr().out)
    return code, told["results"][0]["opinion"], report.read_text("utf-8")


def test_the_lowest_score_fails_nothing_and_stands_apart(
    suite: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = '{"score": 1, "why": "<b>没答到</b>"}'
    code, opinion, page = run(suite, said, capsys)
    assert code == 0
    assert opinion == {"model": "gpt-4o-mini", "score": 1, "why": "<b>没答到</b>"}
    assert "模型的看法（不计入通过）" in page
    assert "&lt;b&gt;没答到&lt;/b&gt;" in page


@pytest.mark.parametrize("said", ["好的", '{"score": 9, "why": "x"}', '{"score": "五"}', ""])
def test_what_is_no_opinion_is_none(
    suite: Path, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, opinion, page = run(suite, said, capsys)
    assert (code, opinion) == (0, None)
    assert "模型的看法" not in page


def test_a_judge_that_is_no_address_is_refused(
    suite: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert standalone(["run", str(suite), "--judge", "gpt"]) == 2
    assert "--judge gpt：写 http 开头的地址" in capsys.readouterr().err
