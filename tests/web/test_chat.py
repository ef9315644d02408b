"""The customer's page on the real service with the sample shop."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from playwright.sync_api import Page, expect

from service.api.identity import signed
from tests.api.chatting import Agent, Customer
from tests.fakes import running
from tests.web.desk import Chat, conversation_of
from tests.web.line import line_to

pytestmark = pytest.mark.browser

TWO_AIR_CONDITIONERS = "静悦1.5匹两台到手多少钱"
KEY = "k" * 32
MARKUP = (
    "<img src=x onerror=\"document.title='1'\"><b>粗</b> https://evil.example [链接](http://x.cn)"
)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A service of this module's own: its queue is nobody else's."""
    home = tmp_path_factory.mktemp("chat")
    with running(home, customer_keys={"demo": (KEY,)}) as address:
        yield address


@pytest.fixture
def chat(page: Page, server: str) -> Chat:
    return Chat(page, server).open()


@pytest.fixture
def http(server: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server, timeout=30) as client:
        yield client


def test_that_it_is_ai_stands_there_before_anything_is_said(chat: Chat) -> None:
    expect(chat.mark).to_have_text("AI 回答，仅供参考")
    expect(chat.log).to_contain_text("我是智能客服（AI）")
    first = chat.page.get_by_role("list", name="快捷问题").get_by_role("button").first
    expect(first).to_have_text("转人工")


def test_a_price_is_shown_in_the_customers_words(chat: Chat) -> None:
    chat.say(TWO_AIR_CONDITIONERS)
    expect(chat.price).to_contain_text("到手价¥4698.00")
    expect(chat.price).to_contain_text("已省 ¥1100.00")
    coupons = chat.price.get_by_role("list", name="优惠明细").get_by_role("listitem")
    expect(coupons).to_have_text(["-¥200.00静悦1.5匹 定金100抵200", "-¥900.00跨店每满300减50"])
    expect(chat.price).to_contain_text("尾款¥4498.0011月10日 20:00 – 11月14日 24:00")
    expect(chat.price).to_contain_text("最终以结算页为准")


def test_an_answer_names_its_sources(chat: Chat) -> None:
    chat.say(TWO_AIR_CONDITIONERS)
    chat.page.get_by_text(re.compile("^依据：")).click()
    expect(chat.messages.last).to_contain_text("2026天猫双11 · 跨店每满300减50")
    expect(chat.messages.last).not_to_contain_text("promotions")


def test_a_common_question_is_asked_at_a_touch(chat: Chat) -> None:
    chat.button("尾款什么时候付").click()
    expect(chat.messages.last).to_contain_text("11月10日20:00")


def test_who_wants_a_person_is_told_the_place_and_need_not_repeat_anything(
    chat: Chat, http: httpx.Client
) -> None:
    others = [Customer(http) for _ in range(2)]
    for other in others:
        other.says("转人工")
    chat.say(TWO_AIR_CONDITIONERS)
    expect(chat.price).to_be_visible()
    chat.button("转人工").click()
    expect(chat.handoff).to_be_visible()
    lines = Agent(http, "小王").inbox().values()
    before = sum(line["status"] == "waiting" for line in lines) - 1
    expect(chat.place).to_have_text(f"前面还有 {before} 位，请稍等。")
    expect(chat.handoff).to_contain_text("您无需重复描述")
    expect(chat.mark).to_have_text("排队中 · AI 回答，仅供参考")
    expect(chat.button("转人工")).to_be_disabled()
    Agent(http, "小王").does("take", others[0].id)
    expect(chat.place).to_have_text(f"前面还有 {before - 1} 位，请稍等。")
    chat.button("取消排队").click()
    expect(chat.handoff).to_have_count(0)
    expect(chat.log).to_contain_text("已取消排队")


def test_a_message_is_left_and_told_to_be_there(chat: Chat, http: httpx.Client) -> None:
    chat.button("转人工").click()
    chat.button("留言，稍后回复我").click()
    left = chat.page.get_by_role("textbox", name="留言内容")
    expect(left).to_be_focused()
    left.fill("明天上午回复我，发票抬头要改")
    chat.button("提交留言").click()
    expect(chat.handoff).to_contain_text("已收到您的留言")
    expect(chat.messages.last).to_contain_text("明天上午回复我")
    line = Agent(http, "小王").inbox()[conversation_of(chat.page)]
    assert (line["status"], line["summary"][0]) == ("left", "留言：明天上午回复我，发票抬头要改")


def test_outside_hours_one_is_told_when_somebody_is_there(page: Page, tmp_path: Path) -> None:
    night = datetime.fromisoformat("2026-11-06T03:00:00+08:00")
    with running(tmp_path, clock_at=night) as address:
        chat = Chat(page, address).open()
        chat.button("转人工").click()
        expect(chat.place).to_have_text("11月6日 08:30 上线，您可以先留言。")
        expect(chat.handoff).to_contain_text("人工客服现在不在线")


def test_a_thumb_down_brings_a_person(chat: Chat) -> None:
    chat.say(TWO_AIR_CONDITIONERS)
    chat.button("没帮助，转人工").click()
    expect(chat.handoff).to_be_visible()
    expect(chat.button("没帮助，转人工")).to_have_attribute("aria-pressed", "true")
    chat.page.reload()
    expect(chat.button("没帮助，转人工")).to_have_attribute("aria-pressed", "true")


def test_a_thumb_up_is_kept_and_changes_nothing(chat: Chat) -> None:
    chat.say(TWO_AIR_CONDITIONERS)
    chat.button("有帮助").click()
    expect(chat.button("有帮助")).to_have_attribute("aria-pressed", "true")
    expect(chat.handoff).to_have_count(0)


def test_only_answers_are_voted_on_not_the_word_that_somebody_comes(chat: Chat) -> None:
    chat.button("转人工").click()
    expect(chat.messages.last).to_contain_text("正在为您转接")
    expect(chat.button("有帮助")).to_have_count(0)


def test_after_a_reload_the_conversation_is_there_and_goes_on(chat: Chat) -> None:
    chat.say(TWO_AIR_CONDITIONERS)
    expect(chat.price).to_be_visible()
    chat.page.reload()
    expect(chat.messages).to_have_count(2)
    chat.say("那一台呢")
    expect(chat.price.last).to_contain_text("¥2349.00")


def test_another_tab_is_another_conversation(chat: Chat, server: str) -> None:
    chat.say(TWO_AIR_CONDITIONERS)
    expect(chat.price).to_be_visible()
    other = Chat(chat.page.context.new_page(), server).open()
    expect(other.log).to_contain_text("我是智能客服")
    expect(other.messages).to_have_count(0)


def test_messages_typed_faster_than_answered_all_arrive_in_order(chat: Chat) -> None:
    for text in ("在吗", "静悦1.5匹", "两台多少钱"):
        chat.say(text)
    expect(chat.price.last).to_contain_text("¥4698.00")
    own = chat.page.locator(".message.customer .text")
    expect(own).to_have_text(["在吗", "静悦1.5匹", "两台多少钱"])


def test_enter_that_ends_a_composition_does_not_send(chat: Chat) -> None:
    chat.field.focus()
    input_method = chat.page.context.new_cdp_session(chat.page)
    composing = {"text": "zai'ma", "selectionStart": 6, "selectionEnd": 6}
    input_method.send("Input.imeSetComposition", composing)
    input_method.send("Input.dispatchKeyEvent", {"type": "rawKeyDown", "key": "Enter"})
    chat.field.evaluate(
        """(field) => field.dispatchEvent(
            new KeyboardEvent('keydown', { key: 'Enter', keyCode: 229, bubbles: true }))"""
    )
    input_method.send("Input.insertText", {"text": "在吗"})
    expect(chat.field).to_have_value("在吗")
    expect(chat.messages).to_have_count(0)
    chat.page.keyboard.press("Enter")
    expect(chat.messages.first).to_contain_text("在吗")


def test_hostile_text_stays_text_on_both_sides(chat: Chat, http: httpx.Client) -> None:
    chat.say(MARKUP)
    expect(chat.handoff).to_be_visible()
    agent = Agent(http, "<b>小王</b>")
    id_ = conversation_of(chat.page)
    agent.does("take", id_)
    agent.does("reply", id_, text=MARKUP)
    expect(chat.page.locator(".message.agent .text")).to_have_text(MARKUP)
    expect(chat.page.locator(".message.customer .text")).to_have_text(MARKUP)
    expect(chat.log).to_contain_text("人工客服 <b>小王</b> 已接入")
    expect(chat.log.locator("img, b, a")).to_have_count(0)
    expect(chat.page).not_to_have_title("1")


def test_a_cut_line_is_told_and_what_was_said_meanwhile_comes_once(
    page: Page, server: str, http: httpx.Client
) -> None:
    agent = Agent(http, "小王")
    with line_to(server) as line:
        chat = Chat(page, line.url).open()
        chat.button("转人工").click()
        expect(chat.handoff).to_be_visible()
        id_ = conversation_of(page)
        agent.does("take", id_)
        expect(chat.mark).to_have_text("人工服务中")
        line.cut()
        expect(chat.mark).to_have_text("连接中断，正在重连")
        agent.does("reply", id_, text="您好，在的")
        chat.say("有人吗")
        expect(chat.messages.last).to_contain_text("没有送达")
        line.mend()
        expect(page.get_by_text("您好，在的")).to_have_count(1)
        expect(chat.mark).to_have_text("人工服务中")
        chat.button("重发").click()
        own = page.locator(".message.customer", has_text="有人吗")
        expect(own).to_have_attribute("data-sending", "done")
    said = http.get(f"/v1/conversations/{id_}/messages", params={"shop": "demo"}).json()
    texts = [message["text"] for message in said["messages"]]
    assert texts.count("有人吗") == texts.count("您好，在的") == 1


def test_a_message_that_arrived_although_the_answer_was_lost_is_there_once(
    chat: Chat,
) -> None:
    chat.say("在吗")
    expect(chat.messages).to_have_count(2)
    chat.page.route("**/v1/chat", lambda route: (route.fetch(), route.abort()))
    with chat.page.expect_event("requestfailed"):
        chat.say(TWO_AIR_CONDITIONERS)
    chat.page.unroute("**/v1/chat")
    expect(chat.price).to_be_visible()
    expect(chat.messages).to_have_count(4)
    expect(chat.button("重发")).to_have_count(0)


def test_a_customer_whom_the_shop_signed_for_is_known_to_the_agent(
    page: Page, server: str, http: httpx.Client
) -> None:
    token = signed("C-1024", "demo", KEY, datetime.now(UTC), 600)
    chat = Chat(page, server).open(f"#token={token}")
    chat.button("转人工").click()
    expect(chat.handoff).to_be_visible()
    assert "token" not in page.url
    line = Agent(http, "小王").inbox()[conversation_of(page)]
    assert line["customer"] == "C-1024"
    assert token not in page.evaluate("JSON.stringify([sessionStorage, localStorage])")


def test_a_login_that_does_not_hold_is_told_and_one_may_go_on_without(
    page: Page, server: str
) -> None:
    token = signed("C-1024", "demo", "x" * 32, datetime.now(UTC), 600)
    chat = Chat(page, server).open(f"#token={token}")
    chat.say(TWO_AIR_CONDITIONERS)
    expect(page.get_by_role("alert")).to_contain_text("登录信息已失效")
    chat.button("不登录继续咨询").click()
    chat.say(TWO_AIR_CONDITIONERS)
    expect(chat.price).to_be_visible()


def test_nothing_is_asked_of_any_other_host(page: Page, server: str) -> None:
    hosts: set[str] = set()
    page.context.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    chat = Chat(page, server).open()
    chat.say(TWO_AIR_CONDITIONERS)
    expect(chat.price).to_be_visible()
    chat.button("转人工").click()
    expect(chat.handoff).to_be_visible()
    assert hosts == {urlsplit(server).netloc}


def test_a_chat_of_a_whole_day_keeps_a_bounded_page(chat: Chat, http: httpx.Client) -> None:
    chat.button("转人工").click()
    expect(chat.handoff).to_be_visible()
    agent, id_ = Agent(http, "小王"), conversation_of(chat.page)
    agent.does("take", id_)
    for number in range(230):
        agent.does("reply", id_, text=f"第 {number} 条")
    expect(chat.messages.last).to_contain_text("第 229 条")
    assert chat.page.locator(".log > *").count() <= 201
    expect(chat.log).to_contain_text("条已收起")


def test_a_shop_that_does_not_exist_is_told(page: Page, server: str) -> None:
    page.goto(f"{server}/chat/nosuchshop")
    expect(page.locator("body")).to_contain_text("没有这个店铺")
