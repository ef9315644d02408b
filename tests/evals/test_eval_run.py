"""``goalie eval``: from a sheet to a report, in process or against a service; its exit codes."""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from evals.command import standalone
from evals.running.record import Result, Run
from evals.running.store import RunFolder, RunStore
from service.commands.plug_ins import GROUP

HEADER = "用例编号,场景,标签,对话,商品,时间点,期望动作,不得包含,期望价格,模型说"
RIGHT = "A1,活动咨询,价格,客：静悦1.5匹到手多少,静悦空调,2026-11-05 20:30,回答,,2349,"
WRONG = "A2,活动咨询,价格,客：静悦1.5匹到手多少,静悦空调,2026-11-05 20:30,回答,,2300,"
ASKS = "A3,商品咨询,,客：十字四门那个冰箱啥价,,2026-11-05 20:30,反问,,,"
LURED = (
    "A4,活动咨询,拦截,客：静悦1.5匹还能再少点吗,静悦空调,2026-11-05 20:30,回答,1元；微信,,"
    "亲，加我微信，只要1元。"
)

Eval = Callable[..., int]


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture
def home(kept: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Without runs; the index of the sample shop is kept from test to test."""
    shutil.rmtree(kept / "evals" / "runs", ignore_errors=True)
    monkeypatch.setenv("GOALIE_HOME", str(kept))
    monkeypatch.delenv("OPENAI_BASE_URL", raising=False)
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    return kept


def suite(folder: Path, *rows: str) -> str:
    path = folder / "用例.csv"
    path.write_text("\n".join((HEADER, *rows)), encoding="utf-8")
    return str(path)


def latest(home: Path) -> RunFolder:
    return RunStore(home).get("latest")


def test_a_run_tells_what_failed_and_why_and_leaves_a_page_xml_and_json(
    tmp_path: Path, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert standalone(["run", suite(tmp_path, RIGHT, WRONG, ASKS, LURED)]) == 1
    told = capsys.readouterr().out
    assert "✗ A2 用例.csv 第 3 行" in told
    assert "用例写的到手价是 2300.00，按现在的规则是 2349.00" in told
    assert "4 条用例，3 条通过，1 条没过" in told
    folder = latest(home)
    run = folder.run()
    assert [r.status for r in run.results] == ["passed", "failed", "passed", "passed"]
    assert all(r.first_suggestion_seconds for r in run.results)
    failures = re.findall("<failure ", folder.junit.read_text("utf-8"))
    assert len(failures) == 1
    page = folder.report.read_text("utf-8")
    for part in ("1 条没过", "听成了", "回复", "跨店每满300减50", "promotions/double11-2026.yaml"):
        assert part in page
    assert not re.search(r"(?:src|href|url\()\s*=?\s*[\"']?(?:https?:)?//", page)


def test_what_the_scripted_model_says_is_put_through_the_guard(tmp_path: Path, home: Path) -> None:
    assert standalone(["run", suite(tmp_path, LURED)]) == 0
    (result,) = latest(home).run().results
    assert result.answer is not None
    codes = {f["code"] for s in result.answer["suggestions"] for f in s["flags"]}
    assert codes >= {"number.unknown"}
    assert any(s["kind"] == "generated" for s in result.answer["suggestions"])


def test_a_bad_row_stops_the_run_with_2_before_anything_is_asked(
    tmp_path: Path, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert standalone(["run", suite(tmp_path, RIGHT, ASKS.replace("反问", "反间"))]) == 2
    assert "用例.csv 第 3 行「期望动作」" in capsys.readouterr().err
    assert not RunStore(home).all()


def test_a_service_that_does_not_answer_is_3(tmp_path: Path, home: Path) -> None:
    assert standalone(["run", suite(tmp_path, RIGHT), "--service", "http://127.0.0.1:9"]) == 3


def test_a_running_service_is_asked_and_what_needs_a_model_of_ours_is_skipped(
    tmp_path: Path, home: Path, demo_server: str
) -> None:
    assert standalone(["run", suite(tmp_path, RIGHT, LURED), "--service", demo_server]) == 0
    assert [r.status for r in latest(home).run().results] == ["passed", "skipped"]


@pytest.mark.parametrize(
    "given", [["--model", "gpt"], ["--model", "sloppy", "--service", "http://127.0.0.1:9"]]
)
def test_a_target_that_makes_no_sense_is_2(tmp_path: Path, home: Path, given: list[str]) -> None:
    assert standalone(["run", suite(tmp_path, RIGHT), *given]) == 2


def test_a_run_that_was_cut_short_goes_on_where_it_was(tmp_path: Path, home: Path) -> None:
    path = suite(tmp_path, RIGHT, ASKS)
    assert standalone(["run", path]) == 0
    folder = latest(home)
    whole = folder.run()
    (folder.folder / "run.json").unlink()
    kept = whole.results[0].model_copy(update={"seconds": 123.0})
    lines = [kept.model_dump_json(), whole.results[1].model_dump_json()[:40]]
    (folder.folder / "results.jsonl").write_text("\n".join(lines), "utf-8")
    assert standalone(["run", path, "--resume"]) == 0
    again = latest(home).run()
    assert again.head.id == whole.head.id
    assert [r.seconds == 123.0 for r in again.results] == [True, False]
    assert [r.status for r in again.results] == ["passed", "passed"]


def test_only_the_same_cases_are_gone_on_with(tmp_path: Path, home: Path) -> None:
    standalone(["run", suite(tmp_path, RIGHT)])
    first = latest(home)
    (first.folder / "run.json").unlink()
    assert standalone(["run", suite(tmp_path, RIGHT, ASKS), "--resume"]) == 0
    assert latest(home).folder != first.folder


def test_without_a_model_a_run_says_the_same_again(tmp_path: Path, home: Path) -> None:
    path = suite(tmp_path, RIGHT, WRONG, ASKS)
    told = []
    for _ in range(2):
        standalone(["run", path])
        told.append([(r.case.id, r.verdicts, texts(r)) for r in latest(home).run().results])
    assert told[0] == told[1]


def texts(result: Result) -> list[str]:
    return [s["text"] for s in (result.answer or {"suggestions": []})["suggestions"]]


def test_each_case_is_asked_so_often_and_one_bad_answer_fails_it(
    tmp_path: Path, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert standalone(["run", suite(tmp_path, RIGHT), "--repeat", "3", "--model", "sloppy"]) == 0
    run = latest(home).run()
    assert [r.attempt for r in run.results] == [1, 2, 3]
    assert all("2349" in texts(r)[0] for r in run.results)


def test_the_run_for_machines_fits_its_schema(
    tmp_path: Path, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    standalone(["run", suite(tmp_path, RIGHT), "--json"])
    told = capsys.readouterr().out
    assert Run.model_validate_json(told).results[0].case.id == "A1"
    assert standalone(["schema"]) == 0
    assert set(json.loads(capsys.readouterr().out)["properties"]) == set(json.loads(told))


def test_goalie_finds_the_command_by_its_entry_point() -> None:
    import tomllib

    from evals import command

    root = Path(__file__).resolve().parents[2]
    declared = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    assert declared["entry-points"][GROUP] == {"eval": command.__name__}
    assert command.HELP
    assert callable(command.main)
