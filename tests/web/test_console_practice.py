"""练习 in the console: a simulated buyer, the clock, and what the checks say of each answer."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from evals.practice.store import Practices
from evals.serving import routes
from service.pricing import yuan
from tests.fakes import running
from tests.web.console import Console, chinese_words, look

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Practices]]:
    home = tmp_path_factory.mktemp("home")
    with running(home, routes) as address:
        yield address, Practices(home)


@pytest.fixture
def console(desk: Page, service: tuple[str, Practices]) -> Console:
    return Console(desk, service[0]).open("#/practice")


def reply(console: Console, text: str) -> None:
    said = console.page.locator(".talk .line.agent")
    before = said.count()
    field = console.page.get_by_label("您的回复")
    field.fill(text)
    field.press("Enter")
    expect(said).to_have_count(before + 1)


def begin(console: Console, kind: str) -> None:
    console.section("选一位买家").get_by_role("button", name=kind).click()
    expect(console.page.get_by_role("timer")).to_contain_text("还剩")


def test_a_haggler_is_answered_in_time_and_every_fault_is_told(
    console: Console, service: tuple[str, Practices]
) -> None:
    console.page.get_by_label("操作人").fill("小王")
    expect(console.section("选一位买家")).to_be_visible()
    look(console, "practice-buyers")
    begin(console, "砍价")
    expect(console.page.get_by_label("您的回复")).to_be_focused()
    reply(console, "亲，到手1元")
    score = console.section("打分")
    expect(score).to_contain_text("1 句里 0 句全对")
    expect(score).to_contain_text("报错金额")
    [practice] = service[1].all("demo", "小王")
    case = practice.steps[0]
    assert case.payable is not None
    told = f"亲，到手{yuan(case.payable)}元"
    if case.deposit and case.final_payment:
        told += f"，定金{yuan(case.deposit)}元，尾款{yuan(case.final_payment)}元"
    reply(console, told)
    expect(score).to_contain_text("2 句里 1 句全对，2 句在 30 秒内")
    look(console, "practice-talk")
    for _ in range(2):
        reply(console, "亲，这个没办法再申请了哦，已经是活动价了")
    expect(console.page.get_by_role("status").filter(has_text="买家满意")).to_be_visible()
    look(console, "practice-served")
    console.button("换一种买家").click()
    row = console.section("学员").get_by_role("row").filter(has_text="小王")
    expect(row).to_contain_text("1/1")
    expect(row).to_contain_text("75.0%")
    look(console, "practice-trainees")


def test_a_complaint_is_handed_over_with_a_button(console: Console) -> None:
    begin(console, "投诉")
    reply(console, "非常抱歉，麻烦您拍张照片，我登记售后")
    reply(console, "这边先帮您登记核实，按售后流程处理")
    console.button("转专员").click()
    expect(console.section("打分")).to_contain_text("已转专员")
    expect(console.page.get_by_role("status").filter(has_text="买家满意")).to_be_visible()


def test_who_answers_nothing_useful_loses_the_buyer_and_may_try_again(console: Console) -> None:
    begin(console, "生气")
    for _ in range(3):
        reply(console, "哦")
    expect(console.page.get_by_role("status").filter(has_text="买家走了")).to_be_visible()
    expect(console.page.get_by_label("您的回复")).to_have_count(0)
    console.button("再来一位").click()
    expect(console.page.get_by_label("您的回复")).to_be_focused()
    expect(console.page.locator(".talk .line")).to_have_count(1)


def test_what_is_typed_is_text(console: Console) -> None:
    begin(console, "说不清")
    markup = "<img src=x onerror=document.title='run'>"
    reply(console, markup)
    expect(console.page.locator(".talk .line.agent")).to_contain_text(markup)
    expect(console.page).to_have_title(re.compile("练习"))


def test_an_enter_of_the_input_method_sends_nothing(console: Console) -> None:
    begin(console, "凑单")
    field = console.page.get_by_label("您的回复")
    field.fill("zhe")
    field.dispatch_event("keydown", {"key": "Enter", "isComposing": True, "keyCode": 229})
    expect(field).to_have_value("zhe")
    expect(console.page.locator(".talk .line")).to_have_count(1)


def test_in_english_no_chinese_word_of_the_pages_own_is_left(
    browser: Browser, service: tuple[str, Practices]
) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="en-US")
    page = context.new_page()
    Console(page, service[0]).open("#/practice", "?lang=en")
    page.get_by_role("button", name="Haggler").click()
    expect(page.get_by_role("timer")).to_contain_text("left")
    page.get_by_label("Your reply").fill("hello")
    page.get_by_label("Your reply").press("Enter")
    expect(page.get_by_role("region", name="Score")).to_contain_text("0 of 1")
    assert chinese_words(page) == []
    context.close()
