"""The sidebar on the real service with the sample shop: what an agent does all day."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.web.axe import faults
from tests.web.sidebar import Sidebar

pytestmark = pytest.mark.browser

TWO_AIR_CONDITIONERS = "定金100抵200的那款空调，两台到手多少钱，尾款什么时候付？"


def test_a_price_question_shows_a_reply_the_steps_and_the_final_payment(demo: Sidebar) -> None:
    demo.say(TWO_AIR_CONDITIONERS)
    expect(demo.draft).to_have_value(re.compile("4498"))
    expect(demo.price).to_contain_text("规则引擎已核对")
    expect(demo.price_row("标价")).to_contain_text("5798.00")
    expect(demo.price_row("跨店每满300减50")).to_contain_text("-900.00")
    expect(demo.price_row("到手合计")).to_contain_text("¥4698.00")
    expect(demo.price_row("定金")).to_contain_text("¥200.00")
    expect(demo.price_row("尾款")).to_contain_text("¥4498.00")
    expect(demo.price.get_by_text("付尾款 ¥4498.00")).to_contain_text(
        "2026-11-10 20:00 至 2026-11-14"
    )


def test_the_price_collapses_to_one_line(demo: Sidebar) -> None:
    demo.say(TWO_AIR_CONDITIONERS)
    demo.price.get_by_role("button", name="收起").click()
    expect(demo.price.get_by_role("table")).to_be_hidden()
    expect(demo.price).to_contain_text("到手合计 ¥4698.00 · 尾款 ¥4498.00")


def test_a_follow_up_is_answered_from_the_conversation_so_far(demo: Sidebar) -> None:
    demo.say(TWO_AIR_CONDITIONERS)
    demo.button("采用并记入对话").click()
    demo.say("那一台呢")
    expect(demo.price_row("尾款")).to_contain_text("¥2249.00")
    demo.button("全部 3 条").click()
    expect(demo.turns).to_have_count(3)
    expect(demo.turns.nth(1)).to_contain_text("4498")
    expect(demo.turns.last).to_contain_text("那一台呢")


def test_an_answer_names_its_sources_and_how_long_they_hold(demo: Sidebar) -> None:
    demo.say("静悦1.5匹的空调噪音大不大")
    sources = demo.page.get_by_role("tabpanel").get_by_text(re.compile(r"依据 \d 条"))
    expect(sources).to_contain_text("均在有效期")
    sources.click()
    expect(demo.page.get_by_role("tabpanel")).to_contain_text("有效期：")


def test_a_complaint_goes_to_a_person_with_a_summary(demo: Sidebar) -> None:
    demo.page.get_by_role("button", name="我要投诉").click()
    expect(demo.pill).to_have_text("该转人工")
    demo.button("转专员").click()
    expect(demo.pill).to_have_text("已转人工")
    expect(demo.page.get_by_text("已转 售后专员组")).to_be_visible()
    demo.button("复制摘要").click()
    expect(demo.notice).to_have_text("已复制")


def test_the_service_flow_shows_its_step_and_what_is_still_missing(demo: Sidebar) -> None:
    flow = demo.page.locator("div.flow")
    demo.say("静悦空调坏了不制冷，我要退货")
    expect(flow).to_have_text("流程：质量退货 · 1/4 核对订单 · 还缺：订单号")
    demo.button("采用并记入对话").click()
    demo.say("订单号2839475610293847561，视频拍好发你了")
    expect(flow).to_have_text("流程：质量退货 · 2/4 收集凭证 · 还缺：照片")
    expect(flow).to_have_attribute("title", re.compile("已知：订单号、商品、故障现象、故障视频"))
    expect(demo.draft).to_have_value("亲，机身铭牌也拍一张照片，型号和序列号要看得清。")


def test_what_an_agent_may_grant_and_who_takes_over_stand_in_the_flows_line(demo: Sidebar) -> None:
    flow = demo.page.locator("div.flow")
    demo.say("有点小瑕疵，能给我打点款补偿一下吗")
    expect(flow).to_contain_text("最多可答应20.00元")
    demo.button("采用并记入对话").click()
    demo.say("补我50元吧")
    expect(flow).to_contain_text("转给售后专员组")


def test_what_nobody_knows_is_shown_as_no_reliable_answer(demo: Sidebar) -> None:
    demo.say("今天股票怎么样")
    expect(demo.pill).to_have_text("无可靠答案")


def test_a_script_is_found_and_taken_with_the_keyboard(demo: Sidebar) -> None:
    expect(demo.page.get_by_text("演示时间")).to_be_visible()
    demo.page.keyboard.press("/")
    demo.page.keyboard.type("定金")
    expect(demo.page.get_by_role("option").first).to_be_visible()
    demo.page.keyboard.press("Enter")
    expect(demo.tab("话术")).to_have_attribute("aria-selected", "true")
    expect(demo.draft).to_have_value(re.compile("定金"))


def test_the_demo_tells_its_clock(demo: Sidebar) -> None:
    notice = re.compile(r"^演示时间 \d{4}-\d\d-\d\d \d\d:\d\d · 示例店铺$")
    expect(demo.page.get_by_text(notice)).to_be_visible()


def test_a_shop_that_does_not_exist_is_told_with_a_way_to_retry(demo: Sidebar) -> None:
    demo.open("?shop=nosuchshop")
    expect(demo.alert).to_contain_text("没有这个店铺")
    expect(demo.alert.get_by_role("button", name="重试")).to_be_visible()


def test_nothing_is_asked_of_any_other_host(page: Page, demo_server: str) -> None:
    hosts: set[str] = set()
    page.context.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    demo = Sidebar(page, demo_server).open()
    demo.say(TWO_AIR_CONDITIONERS)
    expect(demo.price).to_be_visible()
    demo.button("复制").click()
    expect(demo.notice).to_have_text("已复制")
    assert hosts == {urlsplit(demo_server).netloc}


@pytest.mark.parametrize("width", [320, 380, 420])
def test_the_page_never_scrolls_sideways(demo: Sidebar, width: int) -> None:
    demo.page.set_viewport_size({"width": width, "height": 700})
    for message in (TWO_AIR_CONDITIONERS, "我要投诉", "https://example.com/" + "long" * 60):
        demo.say(message)
        expect(demo.latest).to_have_text(f"买家：{message}")
        expect(demo.pill).not_to_have_text("生成中")
        if demo.turns.count() == 0:
            demo.button("全部 1 条").click()
        overflowing = demo.page.evaluate(
            """() => [...document.querySelectorAll('html, main, footer, ol, table')]
                .filter((element) => element.scrollWidth > element.clientWidth)
                .map((element) => element.tagName)"""
        )
        assert overflowing == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_fault(demo: Sidebar, scheme: str) -> None:
    demo.page.emulate_media(color_scheme="light" if scheme == "light" else "dark")
    expect(demo.page.get_by_text("演示时间")).to_be_visible()
    assert faults(demo.page) == []
    demo.say(TWO_AIR_CONDITIONERS)
    expect(demo.price).to_be_visible()
    expect(demo.pill).not_to_have_text("生成中")
    for summary in demo.page.locator("summary").all():
        summary.click()
    demo.button("全部 1 条").click()
    demo.button("没用，选择原因").click()
    assert faults(demo.page) == []
    demo.say("我要投诉")
    expect(demo.button("复制摘要")).to_be_visible()
    assert faults(demo.page) == []
