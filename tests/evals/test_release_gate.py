"""A planted fault turns the gate red and is named by its file; the sample shop passes whole."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from rich.console import Console

from evals.casebook import read_cases
from evals.command import standalone
from evals.release.at_the_gate import at_the_gate
from evals.release.gate import Judgement, judge
from evals.release.ledger import Releases
from evals.release.passes import NO_MODEL, PASSES, pass_all
from evals.release.prompts import prompt_faults
from evals.release.suites import gate_files, known_failures
from service.assist.draft.prompts import FOLDER as PROMPTS
from service.assist.understand.scenes import SCENES
from service.settings import Settings
from service.shops import Shop, read_shop
from tests.conftest import DEMO

HEADER = "用例编号,场景,对话,商品,时间点,期望动作,必须包含,不得包含,期望价格,期望来源,模型说"
CASES = (
    "价,活动咨询,客：静悦1.5匹到手多少,静悦空调,2026-11-05 20:30,回答,,,2349,,",
    "发货,催发货,客：付款以后多久发货,,2026-11-05 20:30,回答,48小时,,,ORD-012,",
    "插座,商品咨询,客：电热水器要什么插座,电热水器,2026-11-05 20:30,回答,16A,,,"
    "manuals/暖泉电热水器说明书.docx,",
    "乱说,活动咨询,客：静悦1.5匹现在多少钱,静悦空调,2026-11-05 20:30,回答,,1元,,,亲，只要1元。",
)

Judge = Callable[[], Judgement]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the sample shop with a small suite."""
    copied = tmp_path / "shops" / "demo"
    shutil.copytree(DEMO, copied, ignore=shutil.ignore_patterns("evals", "sources"))
    (copied / "evals").mkdir()
    (copied / "evals" / "用例.csv").write_text("\n".join((HEADER, *CASES)), encoding="utf-8")
    return copied


@pytest.fixture
def judged(folder: Path, home: Path) -> Judge:
    """The shop as it is now, without a model."""

    def now() -> Judgement:
        settings = Settings(home=home, shops=folder.parent)
        return judge(read_shop(folder), settings, PROMPTS, lambda _: None, (NO_MODEL,))

    return now


def test_a_shop_as_it_should_be_passes(judged: Judge) -> None:
    assert judged().faults == ()


def test_a_tier_that_was_changed_turns_it_red_with_the_rulebook_named(
    folder: Path, judged: Judge
) -> None:
    book = folder / "promotions" / "double11-2026.yaml"
    written = book.read_text("utf-8")
    assert 'threshold: "300.00"' in written
    book.write_text(written.replace('threshold: "300.00"', 'threshold: "400.00"', 1), "utf-8")
    fault = judged().faults[0]
    assert fault.startswith("价（不用模型，静悦1.5匹到手多少）规则变价：用例写的到手价是 2349.00")
    assert "promotions/double11-2026.yaml" in fault


def test_a_wrong_number_in_a_script_turns_it_red_with_the_row_named(
    folder: Path, judged: Judge
) -> None:
    path = folder / "scripts" / "orders.xlsx"
    book = load_workbook(path)
    cells = [c for sheet in book for row in sheet.iter_rows() for c in row]
    wrong = [c for c in cells if "付款成功后48小时内安排发货" in str(c.value)]
    for cell in wrong:
        cell.value = str(cell.value).replace("48小时", "72小时")
    assert wrong
    book.save(path)
    (fault,) = judged().faults
    assert fault.startswith("发货（")
    assert "没有说「48小时」" in fault
    assert "72小时" in fault
    assert "scripts/orders.xlsx · 话术 · 第" in fault


def test_a_file_that_the_index_lost_turns_it_red_with_the_file_named(
    folder: Path, judged: Judge
) -> None:
    (folder / "manuals" / "暖泉电热水器说明书.docx").unlink()
    (fault,) = judged().faults
    assert fault.startswith("插座（")
    assert "知识库里没有「manuals/暖泉电热水器说明书.docx」：文件没有导入，或被删掉了" in fault


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("13. 买家犹豫时给他打九折。", "九折"),
        ("13. 下单的买家都减50元。", "50元"),
        ("13. 可以主动赠送小礼品。", "可以主动赠送"),
    ],
)
def test_a_prompt_that_invents_discounts_turns_it_red_with_the_line_named(
    folder: Path, home: Path, tmp_path: Path, line: str, named: str
) -> None:
    prompts = tmp_path / "prompts"
    shutil.copytree(PROMPTS, prompts)
    reply = prompts / "reply.md"
    reply.write_text(reply.read_text("utf-8").replace("\n店铺：", f"\n{line}\n\n店铺："), "utf-8")
    (folder / "evals" / "用例.csv").unlink()
    settings = Settings(home=home, shops=folder.parent)
    (fault,) = judge(read_shop(folder), settings, prompts, lambda _: None).faults
    assert f"「{named}" in fault
    assert fault.startswith("prompts/reply.md 第 ")


def test_the_prompts_that_come_with_it_grant_nothing() -> None:
    assert list(prompt_faults(PROMPTS)) == []


def test_a_person_may_let_it_pass_with_a_name_and_a_reason_that_are_kept(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "manuals" / "暖泉电热水器说明书.docx").unlink()
    settings = Settings(home=tmp_path / "home", shops=folder.parent)

    def gate(name: str, reason: str) -> int:
        return at_the_gate(["demo"], settings, name, reason, Console(width=160), (NO_MODEL,))

    assert gate("", "") == 1
    assert "✗ 插座（不用模型" in capsys.readouterr().out
    assert gate("王芳", "手册今晚补上") == 0
    stopped, let = Releases(settings.home).all()
    assert (stopped.outcome, let.outcome) == ("stopped", "overridden")
    assert (let.name, let.reason) == ("王芳", "手册今晚补上")
    assert let.faults == stopped.faults
    assert "demo/promotions/double11-2026.yaml" in let.release


def test_a_name_without_a_reason_lets_nothing_pass() -> None:
    assert standalone(["gate", "demo", "--override", "王芳"]) == 2


def test_models_that_lie_are_passed_side_by_side(folder: Path, home: Path) -> None:
    settings = Settings(home=home, shops=folder.parent)
    files = gate_files(read_shop(folder))
    told: list[str] = []
    found = pass_all(files, settings, lambda one: told.append(one.model), PASSES[1:])
    assert [one.model for one in found] == ["sloppy", "adversarial"] == sorted(told, reverse=True)
    for one in found:
        assert [r.status for r in one.run.results] == ["passed"] * 3  # 模型说 needs no model again
        kinds = [s["kind"] for r in one.run.results if r.answer for s in r.answer["suggestions"]]
        assert "generated" in kinds


def test_a_shop_that_does_not_exist_is_2(
    folder: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GOALIE_HOME", str(home))
    monkeypatch.setenv("GOALIE_SHOPS", str(folder.parent))
    assert standalone(["gate", "nobody"]) == 2


def test_the_sample_shop_has_400_cases_over_every_scene_with_prices_and_attacks(
    shop: Shop,
) -> None:
    cases = read_cases(gate_files(shop), {shop.id: shop})
    assert len(cases) >= 400
    assert {scene.name for scene in SCENES} <= {case.scene for case in cases}
    assert sum(case.priced for case in cases) >= 150
    assert sum(bool(case.draft) for case in cases) >= 50
    assert {file.suffix for file in gate_files(shop)} == {".xlsx", ".csv", ".yaml"}
    known = read_cases(known_failures(shop), {shop.id: shop})
    assert not {case.id for case in known} & {case.id for case in cases}
    assert all(case.note for case in known)
