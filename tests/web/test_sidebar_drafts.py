"""What an agent does with a draft in the sidebar, and what the service hears of it."""

from contextlib import AbstractContextManager
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.web.scripted_service import (
    DONE,
    STATE,
    Answer,
    ScriptedService,
    answer,
    suggestion,
)
from tests.web.sidebar import LAN_NAME, Sidebar

pytestmark = pytest.mark.browser


def answered_feedback(sidebar: Sidebar, kind: str) -> AbstractContextManager[object]:
    """Waits until the service has taken feedback of this kind."""
    return sidebar.page.expect_response(
        lambda response: f'"event":"{kind}"' in (response.request.post_data or "")
    )


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
    service.heard(5)
    assert service.feedback == [
        ("s1", {"event": "displayed"}),
        ("s1", {"event": "copied", "text": "亲，在的~"}),
        ("s1", {"event": "edited", "text": "亲，在的，请讲~"}),
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
    assert service.heard(2) == ["displayed", "sent"]


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
