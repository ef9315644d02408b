"""The sidebar with each kind of answer: withheld, none, degraded, hostile."""

import pytest
from playwright.sync_api import expect

from tests.web.scripted_service import (
    STATE,
    Answer,
    ScriptedService,
    answer,
    event,
    suggestion,
)
from tests.web.sidebar import Sidebar

pytestmark = pytest.mark.browser

MARKUP = '<img src=x onerror="document.title=1"><b>粗</b>'


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


def test_an_answer_of_the_peak_mode_says_which_step(
    sidebar: Sidebar, service: ScriptedService
) -> None:
    done = event("done", {"degraded": None, "seconds": 1.2, "mode": "lean"})
    service.will(Answer().send(STATE, suggestion("亲，在的~"), done).end())
    sidebar.say("在吗")
    expect(sidebar.page.get_by_text("1.2 秒 · 高峰模式·精简 · 建议仅供参考")).to_be_visible()


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
    expect(sidebar.page.get_by_text(f"该转 {MARKUP}")).to_be_visible()
    expect(sidebar.page.locator("#page img")).to_have_count(0)
    expect(sidebar.page).not_to_have_title("1")
