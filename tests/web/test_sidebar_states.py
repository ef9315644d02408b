"""The sidebar in every state of a streamed answer, on a service that says what the test wants."""

from contextlib import AbstractContextManager
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.web.scripted_service import (
    DONE,
    Answer,
    ScriptedService,
    answer,
    event,
    refusal,
    suggestion,
)
from tests.web.sidebar import LAN_NAME, Sidebar

pytestmark = pytest.mark.browser

STATE = event("state", {"conversation_id": "c1", "state": {}})
MARKUP = '<img src=x onerror="document.title=1"><b>粗</b>'


def answered_feedback(sidebar: Sidebar, kind: str) -> AbstractContextManager[object]:
    """Waits until the service has taken feedback of this kind."""
    return sidebar.page.expect_response(
        lambda response: f'"event":"{kind}"' in (response.request.post_data or "")
    )


def test_the_script_is_usable_while_the_model_still_writes(
    sidebar: Sidebar, service: ScriptedService
) -> None:
    stream = Answer().send(STATE, suggestion("亲，尾款 2249 元哦~"))
    service.will(stream)
    sidebar.say("尾款多少")
    expect(sidebar.pill).to_have_text("生成中")
    expect(sidebar.draft).to_have_value("亲，尾款 2249 元哦~")
    expect(sidebar.button("采用并记入对话")).to_be_enabled()

    stream.send(event("delta", {"id": "g1", "text": "亲，帮您算好了。"}))
    sidebar.tab("建议2…").click()
    expect(sidebar.draft).to_have_value("亲，帮您算好了。")
    expect(sidebar.button("校验中…")).to_be_disabled()
    expect(sidebar.button("复制")).to_be_disabled()

    whole = suggestion("亲，帮您算好了。尾款 2249 元。", id="g1", kind="generated")
    stream.send(whole, DONE).end()
    expect(sidebar.pill).to_have_text("模型在线")
    expect(sidebar.draft).to_have_value("亲，帮您算好了。尾款 2249 元。")
    expect(sidebar.button("采用并记入对话")).to_be_enabled()


def test_a_character_cut_between_two_chunks_stays_whole(
    sidebar: Sidebar, service: ScriptedService
) -> None:
    encoded = suggestion("亲，禾风静悦两台到手 4698 元\u2028尾款另付")
    middle = encoded.index("禾".encode()) + 1
    stream = Answer().send(STATE, suggestion("请稍等"), encoded[:middle])
    service.will(stream)
    sidebar.say("多少钱")
    expect(sidebar.draft).to_have_value("请稍等")
    stream.send(encoded[middle:], DONE).end()
    expect(sidebar.draft).to_have_value("亲，禾风静悦两台到手 4698 元\u2028尾款另付")


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


def test_a_withheld_draft_shows_the_reason_and_no_text(
    sidebar: Sidebar, service: ScriptedService
) -> None:
    flag = {
        "code": "promise",
        "span": "再减100元",
        "severity": "block",
        "message": "规则库没有这项优惠",
        "replacement": None,
    }
    service.will(answer(STATE, suggestion("", kind="generated", flags=[flag])))
    sidebar.say("再便宜点")
    expect(sidebar.pill).to_have_text("已拦截")
    expect(sidebar.page.get_by_role("list", name="风险提示")).to_contain_text("规则库没有这项优惠")
    expect(sidebar.page.get_by_text("草稿已拦截，未展示。")).to_be_visible()
    expect(sidebar.draft).to_have_count(0)
    expect(sidebar.button("复制")).to_have_count(0)


def test_what_a_failing_model_began_is_taken_back(
    sidebar: Sidebar, service: ScriptedService
) -> None:
    begun = event("delta", {"id": "g1", "text": "亲，到手价"})
    stream = Answer().send(STATE, suggestion("亲，请稍等~"), begun)
    service.will(stream)
    sidebar.say("多少钱")
    sidebar.tab("建议2…").click()
    expect(sidebar.draft).to_have_value("亲，到手价")
    taken_back = suggestion("", id="g1", kind="generated")
    stream.send(taken_back, event("done", {"degraded": "模型断开", "seconds": 2})).end()
    expect(sidebar.pill).to_have_text("降级·规则模板")
    expect(sidebar.draft).to_have_value("亲，请稍等~")
    expect(sidebar.page.get_by_role("tab")).to_have_count(1)


def test_without_an_answer_the_page_does_not_guess(
    sidebar: Sidebar, service: ScriptedService
) -> None:
    service.will(answer(STATE))
    sidebar.say("尾款能分期吗")
    expect(sidebar.pill).to_have_text("无可靠答案")
    expect(sidebar.page.get_by_text("没有可靠答案，不猜")).to_be_visible()


def test_a_degraded_answer_says_why(sidebar: Sidebar, service: ScriptedService) -> None:
    done = event("done", {"degraded": "模型超时", "seconds": 1.2})
    service.will(Answer().send(STATE, suggestion("亲，在的~"), done).end())
    sidebar.say("在吗")
    expect(sidebar.pill).to_have_text("降级·规则模板")
    expect(sidebar.page.get_by_text("1.2 秒 · 模型超时 · 建议仅供参考")).to_be_visible()


def test_text_from_outside_is_never_markup(sidebar: Sidebar, service: ScriptedService) -> None:
    citation = {
        "document": MARKUP,
        "place": MARKUP,
        "snippet": MARKUP,
        "valid_from": None,
        "valid_to": None,
        "version": "",
    }
    flag = {"code": "x", "span": MARKUP, "severity": "warn", "message": "", "replacement": MARKUP}
    handoff = {"to": MARKUP, "reason": MARKUP, "summary": [MARKUP], "message": ""}
    service.will(
        answer(
            STATE,
            suggestion(MARKUP, citations=[citation], flags=[flag]),
            event("handoff", {"handoff": handoff}),
        )
    )
    sidebar.say(MARKUP)
    expect(sidebar.latest).to_have_text(f"买家：{MARKUP}")
    expect(sidebar.draft).to_have_value(MARKUP)
    expect(sidebar.page.get_by_role("list", name="风险提示")).to_contain_text(MARKUP)
    sidebar.page.get_by_text("依据 1 条").click()
    expect(sidebar.page.locator(".snippet")).to_have_text(MARKUP)
    expect(sidebar.page.get_by_text(f"已转 {MARKUP}")).to_be_visible()
    expect(sidebar.page.locator("#page img")).to_have_count(0)
    expect(sidebar.page).not_to_have_title("1")


def test_an_edited_draft_is_not_overwritten_by_a_new_message(
    sidebar: Sidebar, service: ScriptedService
) -> None:
    service.will(answer(STATE, suggestion("亲，在的~")))
    service.will(answer(STATE, suggestion("亲，送货上门的哦~", id="s2")))
    sidebar.say("在吗")
    sidebar.draft.fill("亲，在的，请讲~")
    sidebar.say("送货上门吗")
    expect(sidebar.alert).to_contain_text("有新消息")
    expect(sidebar.draft).to_have_value("亲，在的，请讲~")
    sidebar.button("更新建议").click()
    expect(sidebar.draft).to_have_value("亲，送货上门的哦~")
    assert [turn["text"] for turn in service.asked[1]["turns"]] == ["在吗", "送货上门吗"]


def test_an_edit_can_be_undone(sidebar: Sidebar, service: ScriptedService) -> None:
    service.will(answer(STATE, suggestion("亲，在的~")))
    sidebar.say("在吗")
    sidebar.draft.fill("改坏了")
    sidebar.button("还原").click()
    expect(sidebar.draft).to_have_value("亲，在的~")


def test_the_service_hears_what_became_of_a_suggestion(
    sidebar: Sidebar, service: ScriptedService
) -> None:
    service.will(answer(STATE, suggestion("亲，在的~")))
    sidebar.say("在吗")
    expect(sidebar.pill).to_have_text("模型在线")
    sidebar.button("复制").click()
    expect(sidebar.notice).to_have_text("已复制")
    sidebar.draft.fill("亲，在的，请讲~")
    sidebar.button("采用并记入对话").click()
    expect(sidebar.button("已记入对话")).to_be_disabled()
    sidebar.button("没用，选择原因").click()
    with answered_feedback(sidebar, "rejected"):
        sidebar.button("语气不对").click()
    assert service.feedback == [
        ("s1", {"event": "displayed"}),
        ("s1", {"event": "copied", "text": "亲，在的~"}),
        ("s1", {"event": "sent", "text": "亲，在的，请讲~"}),
        ("s1", {"event": "rejected", "reason": "语气不对"}),
    ]


def test_what_happens_while_the_answer_streams_is_told_once_it_is_stored(
    sidebar: Sidebar, service: ScriptedService
) -> None:
    stream = Answer().send(STATE, suggestion("亲，在的~"))
    service.will(stream)
    sidebar.say("在吗")
    sidebar.button("采用并记入对话").click()
    expect(sidebar.button("已记入对话")).to_be_visible()
    assert service.feedback == []
    with answered_feedback(sidebar, "sent"):
        stream.send(DONE).end()
    assert [body["event"] for _, body in service.feedback] == ["displayed", "sent"]


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


def test_copying_works_on_plain_http_in_a_shops_network(
    page: Page, service: ScriptedService
) -> None:
    port = urlsplit(service.url).port
    sidebar = Sidebar(page, f"http://{LAN_NAME}:{port}").open()
    assert page.evaluate("navigator.clipboard === undefined")
    service.will(answer(STATE, suggestion("亲，到手 2349 元哦~\n尾款另付")))
    sidebar.say("多少钱")
    sidebar.button("复制").click()
    expect(sidebar.notice).to_have_text("已复制")
    sidebar.composer.press("Control+V")
    expect(sidebar.composer).to_have_value("亲，到手 2349 元哦~\n尾款另付")
