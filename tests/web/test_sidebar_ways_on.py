"""What an agent can do where there is no draft, and with a price beside the one shown."""

import re

import pytest
from playwright.sync_api import expect

from tests.web.scripted_service import STATE, ScriptedService, answer, event, suggestion
from tests.web.sidebar import Sidebar
from tests.web.states import (
    HANDOFF,
    HIT,
    QUOTE,
    STATE_EVENT,
    UNSURE,
    blocked,
    done,
    handoff,
    no_answer,
)

pytestmark = pytest.mark.browser


def test_a_blocked_draft_leads_to_an_approved_script(
    sidebar: Sidebar, service: ScriptedService
) -> None:
    service.hits = [HIT | {"kind": "document", "text": "手册"}, HIT]
    blocked(sidebar, service)
    sidebar.button("合规话术").click()
    expect(sidebar.draft).to_have_value(HIT["text"])


def test_a_blocked_draft_can_be_asked_for_in_other_words(
    sidebar: Sidebar, service: ScriptedService
) -> None:
    blocked(sidebar, service)
    service.will(answer(STATE, suggestion("亲，以活动页为准哦~", id="s2")))
    sidebar.button("换个说法").click()
    expect(sidebar.draft).to_have_value("亲，以活动页为准哦~")


def test_an_appeal_against_a_block_reaches_the_service_once(
    sidebar: Sidebar, service: ScriptedService
) -> None:
    blocked(sidebar, service)
    with sidebar.page.expect_response("**/feedback"):
        sidebar.button("申诉误拦").click()
    expect(sidebar.button("已申诉")).to_be_disabled()
    service.heard(1)
    assert service.feedback == [("s1", {"event": "rejected", "reason": "误拦"})]


def test_what_nobody_knows_goes_to_a_specialist_with_a_summary_and_back(
    sidebar: Sidebar, service: ScriptedService
) -> None:
    no_answer(sidebar, service)
    sidebar.button("转专员").click()
    expect(sidebar.pill).to_have_text("已转人工")
    expect(sidebar.button("复制摘要")).to_be_visible()
    fields = ("code", "to", "reason", "summary")
    assert service.handed_over == [{"shop": "demo"} | {name: UNSURE[name] for name in fields}]
    sidebar.button("撤回").click()
    expect(sidebar.pill).to_have_text("无可靠答案")


def test_what_somebody_has_taken_meanwhile_is_not_taken_back(
    sidebar: Sidebar, service: ScriptedService
) -> None:
    handoff(sidebar, service)
    service.takers = ["小李"]
    sidebar.button("撤回").click()
    expect(sidebar.notice).to_have_text("小李 已经接待，不能撤回")
    expect(sidebar.pill).to_have_text("已转人工")


def test_a_handoff_that_the_agent_keeps_goes_into_no_queue(
    sidebar: Sidebar, service: ScriptedService
) -> None:
    service.will(answer(STATE_EVENT, event("handoff", {"handoff": HANDOFF})))
    sidebar.say("再减100我就付")
    sidebar.button("不转").click()
    expect(sidebar.page.get_by_text("该转 价格专员组")).to_have_count(0)
    assert service.handed_over == []


def test_a_customer_nobody_can_answer_is_calmed_without_a_promise(
    sidebar: Sidebar, service: ScriptedService
) -> None:
    no_answer(sidebar, service)
    sidebar.button("先安抚").click()
    expect(sidebar.draft).to_have_value(HANDOFF["message"])


def test_missing_knowledge_is_copied_as_an_entry_for_the_trainer(
    sidebar: Sidebar, service: ScriptedService
) -> None:
    no_answer(sidebar, service)
    sidebar.button("新建知识").click()
    expect(sidebar.notice).to_contain_text("知识条目已复制")
    sidebar.composer.press("Control+V")
    expect(sidebar.composer).to_have_value("问题：尾款能分期吗\n适用商品：\n回复：")


def test_a_handoff_can_be_taken_back(sidebar: Sidebar, service: ScriptedService) -> None:
    handoff(sidebar, service)
    sidebar.button("撤回").click()
    expect(sidebar.pill).not_to_have_text("已转人工")
    expect(sidebar.page.get_by_text("已转 价格专员组")).to_have_count(0)


def test_one_more_is_priced_by_the_calculator_and_taken_as_the_reply(
    sidebar: Sidebar, service: ScriptedService
) -> None:
    after = QUOTE | {"payable": "6747.00", "explanation": "静悦空调×3；到手合计6747元。"}
    service.what_if = {"before": QUOTE, "after": after, "difference": "2199.00"}
    done(sidebar, service)
    sidebar.button("加一件").click()
    expect(sidebar.price).to_contain_text("到手合计 ¥6747.00")
    sidebar.button("用作回复").click()
    expect(sidebar.draft).to_have_value("亲，如果再加一件，静悦空调×3；到手合计6747元。")
    (asked,) = service.supposed
    assert asked["lines"] == [{"sku": "HF-KFR35-JY", "quantity": 2}]
    assert asked["coupons"] == ["C2000"]
    assert asked["changes"] == [{"kind": "add", "line": {"sku": "HF-KFR35-JY"}}]


def test_without_coupons_means_all_that_the_buyer_holds(
    sidebar: Sidebar, service: ScriptedService
) -> None:
    service.what_if = {"before": QUOTE, "after": QUOTE, "difference": "150.00"}
    done(sidebar, service)
    sidebar.button("不用券").click()
    expect(sidebar.button("用作回复")).to_be_visible()
    assert service.supposed[0]["changes"] == [{"kind": "without_coupon", "coupon": "C2000"}]


def test_a_comparison_with_another_price_than_the_one_shown_is_not_told(
    sidebar: Sidebar, service: ScriptedService
) -> None:
    other = QUOTE | {"payable": "1.00"}
    service.what_if = {"before": other, "after": other, "difference": "0.00"}
    done(sidebar, service)
    sidebar.button("加一件").click()
    expect(sidebar.price).to_contain_text("现在的条件不能这样比较")
    expect(sidebar.button("用作回复")).to_have_count(0)


def test_the_real_calculator_answers_one_more(demo: Sidebar) -> None:
    demo.say("静悦1.5匹空调到手多少钱")
    demo.button("加一件").click()
    expect(demo.button("用作回复")).to_be_visible()
    demo.button("用作回复").click()
    expect(demo.draft).to_have_value(re.compile("^亲，如果再加一件，静悦.*×2"))


def test_an_answer_without_a_price_has_no_what_if(
    sidebar: Sidebar, service: ScriptedService
) -> None:
    service.will(answer(STATE, suggestion("亲，在的~")))
    sidebar.say("在吗")
    expect(sidebar.draft).to_have_value("亲，在的~")
    expect(sidebar.button("加一件")).to_have_count(0)
