"""Edit mining: what agents change again and again becomes a proposal, and never more than that."""

import asyncio
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from evals.command import standalone
from evals.mining.changes import Change, changes, clauses
from evals.mining.proposals import applied, proposals, scripts_of
from service.conversations.store import Reworded
from service.pricing import SHANGHAI
from service.settings import Settings
from service.shops import Shop
from tests.evals.edits import edited

AT = datetime(2026, 11, 5, 20, 30, tzinfo=SHANGHAI)
TEXT = "亲，支持开发票的。默认电子普票，收货后在订单里申请哦~"


def changed(sent: str, text: str = TEXT) -> list[tuple[str, str, str]]:
    return [(one.kind, one.old, one.new) for one in changes(text, sent)]


def test_an_edit_is_told_clause_by_clause() -> None:
    assert changed("亲，支持开发票的。默认电子专票，收货后在订单里申请哦~") == [
        ("换说法", "默认电子普票，", "默认电子专票，")
    ]
    assert changed("亲，支持开发票的。收货后在订单里申请哦~") == [("删掉", "默认电子普票，", "")]
    assert changed(TEXT + "抬头发我就行。") == [("加上", "", "抬头发我就行。")]
    assert changed("48小时内发货", "24小时内发货") == [("改数字", "24小时内发货", "48小时内发货")]


def test_marks_at_the_end_are_no_change_and_a_phone_is_masked() -> None:
    assert changed("亲，支持开发票的！默认电子普票，收货后在订单里申请哦") == []
    [(_, _, new)] = changed(TEXT + "我打您13912345678。")
    assert "13912345678" not in new


@given(st.text(alphabet="亲好的，。！天发货~1", max_size=40), st.text("好的，。发1", max_size=40))
def test_a_change_applied_to_what_was_suggested_says_what_was_sent(before: str, after: str) -> None:
    assert "".join(clauses(before)) == before
    made = list(changes(before, after))
    if len(made) == 1 and (text := applied(before, made[0])) is not None:
        marks = str.maketrans("", "", "，。！~")
        assert text.translate(marks) == after.translate(marks)


def test_a_clause_that_stands_twice_or_nowhere_is_not_guessed_at() -> None:
    assert applied("好的，好的，再见", Change("好的，", "行，", "")) is None
    assert applied("再见", Change("好的，", "行，", "")) is None


def reworded(shop: Shop, conversation: str, old: str, new: str) -> Reworded:
    """An edit of the script on invoices."""
    script = next(s for s in scripts_of(shop).values() if "默认开电子普通发票" in s.answer)
    suggestion = {
        "kind": "script",
        "text": script.answer,
        "citations": [{"place": script.place.label()}],
    }
    return Reworded(conversation, suggestion, script.answer.replace(old, new))


OLD, NEW = "填好抬头和税号提交就行", "填好抬头和税号，提交后当天开出"


def test_the_same_change_in_three_conversations_is_a_proposal(shop: Shop) -> None:
    edits = [reworded(shop, f"c_{number}", OLD, NEW) for number in range(3)]
    [one] = proposals(edits, scripts_of(shop), shop)
    assert one.conversations == 3
    assert NEW in one.proposed
    assert OLD not in one.proposed
    assert one.script.answer.replace(OLD, NEW) == one.proposed


def test_the_same_conversation_twice_is_one_and_two_are_too_few(shop: Shop) -> None:
    edits = [reworded(shop, f"c_{number % 2}", OLD, NEW) for number in range(6)]
    assert proposals(edits, scripts_of(shop), shop) == []


def test_what_the_guard_would_stop_is_not_proposed(shop: Shop) -> None:
    edits = [reworded(shop, f"c_{n}", OLD, "加我微信 vx88321 发您") for n in range(3)]
    [one] = proposals(edits, scripts_of(shop), shop)
    assert one.proposed == ""
    assert "守门员会拦下" in one.why_not


def test_what_holds_a_buyers_own_phone_is_no_proposal(shop: Shop) -> None:
    phones = ("13912345678", "13800138000", "15011112222")
    edits = [reworded(shop, f"c_{p}", OLD, f"{OLD}，开好打您{p}") for p in phones]
    [one] = proposals(edits, scripts_of(shop), shop)
    assert one.proposed == ""
    assert "买家自己的信息" in one.why_not


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GOALIE_HOME", str(tmp_path / "home"))
    (tmp_path / "home").mkdir()
    asyncio.run(edited(Settings(home=tmp_path / "home"), "可以开发票吗", OLD, NEW, times=3))
    return tmp_path


def test_mining_reads_what_was_sent_writes_the_workbook_and_leaves_the_shop_alone(
    home: Path, shop: Shop, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {path: path.read_bytes() for path in (shop.folder / "scripts").iterdir()}
    target = home / "改过的.xlsx"
    assert standalone(["mine", "demo", "--write", str(target)]) == 0
    told = capsys.readouterr().out
    assert "3 个会话" in told
    assert NEW in told
    cells = [
        cell
        for row in load_workbook(target).worksheets[0].iter_rows()
        for cell in row
        if cell.value
    ]
    [cell] = [cell for cell in cells if NEW in str(cell.value)]
    assert cell.fill.start_color.rgb == "FFFFF2CC"
    assert {path: path.read_bytes() for path in (shop.folder / "scripts").iterdir()} == before


def test_nothing_is_mined_where_nobody_changed_anything(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GOALIE_HOME", str(tmp_path))
    assert standalone(["mine", "demo"]) == 0
    assert "没有反复出现的修改" in capsys.readouterr().out
    assert standalone(["mine", "demo", "--write", str(tmp_path / "x.xlsx")]) == 2
    assert standalone(["mine", "demo", "--try"]) == 2
    assert "没有什么可试的" in capsys.readouterr().err
    assert not (tmp_path / "x.xlsx").exists()


def test_where_no_service_ever_ran_there_is_nothing_to_mine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GOALIE_HOME", str(tmp_path / "nowhere"))
    assert standalone(["mine", "demo"]) == 0
    assert "没有反复出现的修改" in capsys.readouterr().out
    assert not (tmp_path / "nowhere").exists()


def test_the_suites_say_what_a_proposal_breaks(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = Settings(home=home / "home")
    assert standalone(["mine", "demo", "--try"]) == 0
    assert "变坏 0，" in capsys.readouterr().out
    asyncio.run(edited(settings, "可以开发票吗", "默认开电子普通发票", "只开专票", times=4))
    assert standalone(["mine", "demo", "--try"]) == 1
    out = capsys.readouterr().out
    assert "变坏 1，" in out
    assert "没有说「电子普通发票」" in out
