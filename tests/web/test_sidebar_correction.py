"""The sidebar shows what was understood, and an agent sets it right: on the real service."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.web.axe import faults
from tests.web.sidebar import Sidebar

pytestmark = pytest.mark.browser

TWO_MISSPELT = "静月空调两台，11号晚8点买多少钱，用大额券，急"
QUIET_ONE = "禾风静悦 1.5匹新一级变频冷暖壁挂式空调 KFR-35GW/JY"
CHEAP_ONE = "禾风清风 1.5匹新三级变频冷暖壁挂式空调 KFR-35GW/QF"


def test_what_was_understood_is_shown_with_where_it_comes_from(demo: Sidebar) -> None:
    demo.say(TWO_MISSPELT)
    expect(demo.facts).to_have_text(
        [
            "活动咨询 · 售前",
            "问价",
            "着急",
            f"{QUIET_ONE}× 2推断",
            "券：店铺券 满2000减150",
            "按 2026-11-11 20:00 算",
        ]
    )
    title = re.compile("推断，第 1 条：买家「静月空调两台.*数量：买家说的")
    expect(demo.facts.nth(3)).to_have_attribute("title", title)


def test_a_wrong_basket_is_set_right_by_keyboard_and_stays_so(demo: Sidebar) -> None:
    keyboard = demo.page.keyboard
    demo.say("静悦1.5匹两台多少钱")
    expect(demo.price_row("到手合计")).to_contain_text("¥4698.00")
    keyboard.press("Alt+g")
    expect(demo.quantity(QUIET_ONE)).to_be_focused()
    keyboard.press("Tab")
    expect(demo.button(f"移除 {QUIET_ONE}")).to_be_focused()
    keyboard.press("Enter")
    expect(demo.adding).to_be_focused()
    keyboard.type("清风")
    expect(demo.page.get_by_role("option")).to_have_count(1)
    keyboard.press("Enter")
    expect(demo.quantity(CHEAP_ONE)).to_be_focused()
    keyboard.press("ArrowUp")
    keyboard.press("ArrowUp")
    expect(demo.quantity(CHEAP_ONE)).to_have_value("3")
    keyboard.press("Enter")
    expect(demo.price_row("到手合计")).to_contain_text("¥5047.00")
    expect(demo.draft).to_have_value(re.compile("5047"))
    expect(demo.correct).to_be_focused()
    expect(demo.facts.filter(has_text=CHEAP_ONE)).to_have_text(f"{CHEAP_ONE}× 3已更正")

    demo.say("用满2000减150的券呢")
    expect(demo.price_row("到手合计")).to_contain_text("¥4897.00")
    expect(demo.facts.filter(has_text="已更正")).to_have_text([f"{CHEAP_ONE}× 3已更正"])


def test_coupons_and_deposit_are_set_beside_the_basket(demo: Sidebar) -> None:
    demo.say("静悦1.5匹两台多少钱")
    demo.correct.click()
    expect(demo.form.get_by_role("group", name="买家有的券 · 2026天猫双11")).to_be_visible()
    demo.form.get_by_role("checkbox", name="店铺券 满2000减150").check()
    demo.form.get_by_role("radio", name="定金已付").check()
    demo.button("保存并重算").click()
    expect(demo.price_row("到手合计")).to_contain_text("¥4548.00")
    expect(demo.facts.filter(has_text="已更正")).to_have_text(
        ["券：店铺券 满2000减150已更正", "定金已付已更正"]
    )


def test_the_minute_that_a_price_is_for_is_set(demo: Sidebar) -> None:
    demo.say("静悦1.5匹两台多少钱")
    expect(demo.price_row("到手合计")).to_contain_text("¥4698.00")
    demo.correct.click()
    demo.form.get_by_label("按这个时间算").fill("2026-12-10T12:00")
    demo.button("保存并重算").click()
    expect(demo.price_row("官方立减12%")).to_be_visible()
    expect(demo.facts.last).to_have_text("按 2026-12-10 12:00 算已更正")
    demo.correct.click()
    coupons = demo.form.get_by_role("group", name="买家有的券 · 2026天猫双12")
    expect(coupons.get_by_role("checkbox")).to_have_count(2)


def test_what_would_be_asked_back_is_offered_to_choose(demo: Sidebar) -> None:
    demo.say("静悦多少钱")
    expect(demo.facts.filter(has_text="待确认")).to_have_text("待确认：哪款商品")
    demo.correct.click()
    demo.button(f"加入 {QUIET_ONE}").click()
    expect(demo.quantity(QUIET_ONE)).to_be_focused()
    demo.page.keyboard.press("Control+Enter")
    expect(demo.price_row("到手合计")).to_contain_text("¥2349.00")
    expect(demo.facts.filter(has_text="待确认")).to_have_count(0)


def test_what_is_set_after_a_reply_counts_from_the_next_message_on(demo: Sidebar) -> None:
    demo.say("静悦1.5匹两台多少钱")
    expect(demo.pill).to_have_text("规则模板")
    demo.button("采用并记入对话").click()
    demo.correct.click()
    demo.quantity(QUIET_ONE).fill("3")
    demo.button("保存").click()
    expect(demo.notice).to_have_text("已更正，买家再来消息时按此计算")
    expect(demo.facts.filter(has_text="已更正")).to_have_text(f"{QUIET_ONE}× 3已更正")
    demo.say("到手价多少")
    expect(demo.price_row("标价")).to_contain_text("8697.00")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_fault_in_the_form(demo: Sidebar, scheme: str) -> None:
    demo.page.emulate_media(color_scheme="light" if scheme == "light" else "dark")
    demo.say(TWO_MISSPELT)
    expect(demo.price).to_be_visible()
    demo.correct.click()
    expect(demo.form.get_by_role("checkbox").first).to_be_visible()
    assert faults(demo.page) == []
    demo.adding.fill("冰箱")
    expect(demo.page.get_by_role("option").first).to_be_visible()
    assert faults(demo.page) == []
    demo.page.get_by_role("option").first.click()
    demo.form.get_by_role("radio", name="定金已付").check()
    demo.button("保存并重算").click()
    expect(demo.facts.filter(has_text="已更正")).not_to_have_count(0)
    assert faults(demo.page) == []


@pytest.mark.parametrize("width", [320, 380, 420])
def test_the_form_never_scrolls_sideways(demo: Sidebar, page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 700})
    demo.say(TWO_MISSPELT)
    expect(demo.price).to_be_visible()
    demo.correct.click()
    demo.adding.fill("冰箱")
    expect(page.get_by_role("option").first).to_be_visible()
    overflowing = page.evaluate(
        """() => [...document.querySelectorAll('html, main, form, fieldset, .found, .basket')]
            .filter((element) => element.scrollWidth > element.clientWidth)
            .map((element) => element.className || element.tagName)"""
    )
    assert overflowing == []
