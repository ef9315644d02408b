"""A case grows out of a conversation that really was."""

import asyncio
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import pytest

from evals.casebook import read_cases
from evals.command import standalone
from service.conversations.state import State
from service.conversations.store import Store
from service.conversations.turns import Thread, Turn
from service.settings import Settings
from service.shops import Shop

AT = datetime.fromisoformat("2026-11-05T20:31:00+08:00")


async def recorded(home: Path) -> None:
    """A question with a phone number, a suggestion, and what the agent made of it."""
    store = await Store.open(Settings(home=home).database)
    asked = Turn("customer", "我电话13912345678，付款后多久发货")
    thread = Thread().going_on([asked, Turn("agent", "亲稍等"), Turn("customer", "急用")])
    given = [{"id": "s_1", "text": "亲，一般两天"}]
    await store.record("demo", "c_1", thread, State(), State(turns=3), given, AT)
    await store.add_feedback(["demo"], "s_1", "rejected", None, "答非所问", AT)
    await store.add_feedback(["demo"], "s_1", "sent", "亲，付款后48小时内发货哦", None, AT)
    await store.close()


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GOALIE_HOME", str(tmp_path / "home"))
    (tmp_path / "home").mkdir()
    asyncio.run(recorded(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def shops(shop: Shop) -> Mapping[str, Shop]:
    return {shop.id: shop}


def test_what_the_agent_sent_becomes_the_reference_and_nobody_can_be_found_by_it(
    home: Path, tmp_path: Path, shops: Mapping[str, Shop]
) -> None:
    suite = tmp_path / "来自会话.yaml"
    assert standalone(["grow", "demo", "c_1", str(suite)]) == 0
    assert "13912345678" not in suite.read_text("utf-8")
    (case,) = read_cases([suite], shops)
    assert case.reference == "亲，付款后48小时内发货哦"
    assert case.note == "客服没有采用：答非所问"
    assert case.at == AT
    assert [said.role for said in case.turns] == ["customer", "agent", "customer"]


def test_a_conversation_grows_one_case_and_others_stay(
    home: Path, tmp_path: Path, shops: Mapping[str, Shop]
) -> None:
    suite = tmp_path / "来自会话.yaml"
    suite.write_text(
        "用例: [{用例编号: 旧的, 对话: '客：在吗', 时间点: '2026-11-05 20:30', 期望动作: 回答}]",
        encoding="utf-8",
    )
    assert standalone(["grow", "demo", "c_1", str(suite)]) == 0
    assert standalone(["grow", "demo", "c_1", str(suite)]) == 2
    assert [case.id for case in read_cases([suite], shops)] == ["旧的", "会话-c_1"]


def test_a_conversation_that_does_not_exist_is_2(home: Path, tmp_path: Path) -> None:
    assert standalone(["grow", "demo", "c_9", str(tmp_path / "a.yaml")]) == 2
