"""Which turns the sidebar sends with each message."""

import pytest
from playwright.sync_api import expect

from tests.web.scripted_service import (
    STATE,
    Answer,
    ScriptedService,
    answer,
    suggestion,
)
from tests.web.sidebar import Sidebar

pytestmark = pytest.mark.browser


def test_a_message_during_an_answer_starts_anew_with_both(
    sidebar: Sidebar, service: ScriptedService
) -> None:
    cut_short = Answer().send(STATE, suggestion("亲，在的~"))
    service.will(cut_short, answer(STATE, suggestion("亲，两台的价格是……", id="s2")))
    sidebar.say("在吗")
    expect(sidebar.draft).to_have_value("亲，在的~")
    sidebar.say("要两台")
    expect(sidebar.draft).to_have_value("亲，两台的价格是……")
    cut_short.end()
    # The conversation of an answer that was not finished is not stored: no id to refer to.
    assert service.asked[1] == {
        "shop": "demo",
        "turns": [
            {"role": "customer", "text": "在吗"},
            {"role": "customer", "text": "要两台"},
        ],
    }


def test_the_next_message_carries_the_adopted_reply(
    sidebar: Sidebar, service: ScriptedService
) -> None:
    service.will(
        answer(STATE, suggestion("亲，在的~")), answer(STATE, suggestion("好的~", id="s2"))
    )
    sidebar.say("在吗")
    expect(sidebar.pill).to_have_text("模型在线")
    sidebar.button("采用并记入对话").click()
    sidebar.say("要两台")
    expect(sidebar.draft).to_have_value("好的~")
    assert service.asked[1] == {
        "shop": "demo",
        "conversation_id": "c1",
        "turns": [
            {"role": "customer", "text": "在吗"},
            {"role": "agent", "text": "亲，在的~"},
            {"role": "customer", "text": "要两台"},
        ],
    }


def test_a_copied_reply_was_sent_once_the_customer_writes_again(
    sidebar: Sidebar, service: ScriptedService
) -> None:
    service.will(
        answer(STATE, suggestion("亲，在的~")),
        answer(STATE, suggestion("好的~", id="s2")),
        answer(STATE, suggestion("送的~", id="s3")),
    )
    sidebar.say("在吗")
    expect(sidebar.pill).to_have_text("模型在线")
    sidebar.draft.fill("亲，在的，您说~")
    sidebar.button("复制").click()
    expect(sidebar.notice).to_have_text("已复制")
    sidebar.say("要两台")
    expect(sidebar.draft).to_have_value("好的~")
    assert service.asked[1]["turns"] == [
        {"role": "customer", "text": "在吗"},
        {"role": "agent", "text": "亲，在的，您说~"},
        {"role": "customer", "text": "要两台"},
    ]
    sidebar.say("送货吗")
    expect(sidebar.draft).to_have_value("送的~")
    assert [turn["role"] for turn in service.asked[2]["turns"]].count("agent") == 1


def test_a_new_conversation_knows_nothing_of_the_last(
    sidebar: Sidebar, service: ScriptedService
) -> None:
    service.will(
        answer(STATE, suggestion("亲，在的~")), answer(STATE, suggestion("您好~", id="s2"))
    )
    sidebar.say("在吗")
    expect(sidebar.draft).to_have_value("亲，在的~")
    sidebar.button("新会话").click()
    expect(sidebar.draft).to_have_count(0)
    sidebar.say("你好")
    expect(sidebar.draft).to_have_value("您好~")
    assert service.asked[1] == {"shop": "demo", "turns": [{"role": "customer", "text": "你好"}]}
