"""The sidebar when an answer is cut, refused or not the service's."""

import pytest
from playwright.sync_api import expect

from tests.web.scripted_service import (
    STATE,
    Answer,
    ScriptedService,
    answer,
    event,
    refusal,
    suggestion,
)
from tests.web.sidebar import Sidebar

pytestmark = pytest.mark.browser


def test_a_cut_answer_keeps_what_came_and_offers_to_retry(
    sidebar: Sidebar, service: ScriptedService
) -> None:
    half = event("delta", {"id": "g1", "text": "双11到手价 1"})
    service.will(Answer().send(STATE, suggestion("亲，我帮您核一下~"), half).end())
    service.will(answer(STATE, suggestion("亲，到手 2349 元哦~")))
    sidebar.say("多少钱")
    expect(sidebar.pill).to_have_text("连接中断")
    expect(sidebar.draft).to_have_value("亲，我帮您核一下~")
    sidebar.tab("建议2…").click()
    expect(sidebar.button("未完成，不能采用")).to_be_disabled()

    sidebar.button("重试").click()
    expect(sidebar.draft).to_have_value("亲，到手 2349 元哦~")
    expect(sidebar.alert).to_have_count(0)
    assert service.asked[0]["turns"] == service.asked[1]["turns"]


def test_a_refusal_is_shown_and_the_message_can_be_taken_back(
    sidebar: Sidebar, service: ScriptedService
) -> None:
    service.will(refusal(422, "消息太长", "一条消息最多 4000 字，请分段发送。"))
    service.will(answer(STATE, suggestion("亲，在的~")))
    sidebar.say("很长的消息")
    expect(sidebar.alert).to_contain_text("消息太长")
    expect(sidebar.alert).to_contain_text("一条消息最多 4000 字，请分段发送。")
    expect(sidebar.alert.get_by_role("button", name="重试")).to_be_visible()

    sidebar.button("撤回并修改").click()
    expect(sidebar.composer).to_have_value("很长的消息")
    expect(sidebar.alert).to_have_count(0)
    sidebar.say("在吗")
    expect(sidebar.draft).to_have_value("亲，在的~")
    assert service.asked[1]["turns"] == [{"role": "customer", "text": "在吗"}]


def test_an_error_in_the_middle_of_the_stream_is_shown(
    sidebar: Sidebar, service: ScriptedService
) -> None:
    problem = {"title": "服务出错了", "detail": "请重试。", "status": 500, "code": "internal"}
    service.will(Answer().send(STATE, event("error", problem)).end())
    sidebar.say("在吗")
    expect(sidebar.alert).to_contain_text("服务出错了")


def test_an_answer_that_is_not_the_services_is_told_as_one(
    sidebar: Sidebar, service: ScriptedService
) -> None:
    service.will(Answer(502, "text/html").send(b"<h1>Bad Gateway</h1>").end())
    sidebar.say("在吗")
    expect(sidebar.alert).to_contain_text("状态码 502")
