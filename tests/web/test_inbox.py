"""The agent's inbox on the real service, with customers who write and wait."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.api.chatting import SURE, Agent, Customer
from tests.fakes import running
from tests.web.desk import Chat, InboxPage, conversation_of
from tests.web.line import line_to

pytestmark = pytest.mark.browser

MARKUP = "<img src=x onerror=\"document.title='1'\"><b>粗</b>"
WIDE = {"width": 1280, "height": 760}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A service of this module's own: its queue is nobody else's."""
    with running(tmp_path_factory.mktemp("inbox")) as address:
        yield address


@pytest.fixture
def http(server: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server, timeout=30) as client:
        yield client


@pytest.fixture
def waiting(http: httpx.Client) -> Customer:
    customer = Customer(http)
    customer.says(SURE)
    customer.says("转人工")
    return customer


@pytest.fixture
def inbox(page: Page, server: str) -> InboxPage:
    page.set_viewport_size(WIDE)  # type: ignore[arg-type]
    return InboxPage(page, server, "小王").open()


def test_who_waits_is_listed_with_the_reason_and_the_seconds(
    inbox: InboxPage, waiting: Customer
) -> None:
    line = inbox.line(waiting.id)
    expect(line).to_contain_text("买家要求人工服务")
    expect(line.get_by_role("timer")).to_have_text("2 秒")
    line.click()
    expect(inbox.summary).to_contain_text("已报价：到手合计2349元")
    expect(inbox.said).to_have_count(4)


def test_from_the_customers_page_into_the_inbox_and_back_with_the_bot_silent_between(
    inbox: InboxPage, browser: Browser, server: str
) -> None:
    context = browser.new_context(viewport={"width": 380, "height": 760}, locale="zh-CN")
    chat = Chat(context.new_page(), server).open()
    chat.say(SURE)
    expect(chat.price).to_be_visible()
    chat.button("转人工").click()
    expect(chat.handoff).to_be_visible()
    id_ = conversation_of(chat.page)

    inbox.take(id_)
    expect(chat.log).to_contain_text("人工客服 小王 已接入，智能客服不再发言")
    expect(chat.handoff).to_have_count(0)
    inbox.reply.fill("您好，我是小王，请问还有什么可以帮您？")
    inbox.reply.press("Enter")
    expect(inbox.reply).to_have_value("")
    expect(chat.page.locator(".message.agent")).to_contain_text("我是小王")

    chat.say("两台呢")
    expect(inbox.said.last).to_contain_text("两台呢")
    expect(inbox.page.get_by_role("region", name="价格拆解")).to_contain_text("4698.00")
    expect(chat.page.locator(".message.bot[data-sending]")).to_have_count(2)

    inbox.button("交还机器人").click()
    expect(chat.log).to_contain_text("智能客服继续为您服务")
    chat.say("那三台呢")
    expect(chat.price.last).to_contain_text("¥7047.00")
    context.close()


def test_a_suggestion_is_put_into_the_reply_and_sent_by_the_agent(
    inbox: InboxPage, waiting: Customer
) -> None:
    inbox.take(waiting.id)
    waiting.says("两台呢")
    inbox.draft.press("Control+Enter")
    expect(inbox.reply).to_be_focused()
    expect(inbox.reply).to_have_value(inbox.draft.input_value())
    assert waiting.lines()[-1] == "customer: 两台呢"
    inbox.reply.press("Enter")
    expect(inbox.reply).to_have_value("")
    assert "4698" in waiting.lines()[-1]
    assert waiting.lines()[-1].startswith("agent: ")


def test_what_was_suggested_and_used_is_kept_with_the_customers_conversation(
    inbox: InboxPage, waiting: Customer, http: httpx.Client
) -> None:
    inbox.take(waiting.id)
    waiting.says("两台呢")
    with inbox.page.expect_response("**/reply"):
        inbox.draft.press("Control+Shift+Enter")
    expect(inbox.said.last).to_contain_text("4698")
    told = http.get(f"/v1/conversations/{waiting.id}", params={"shop": "demo"}).json()
    assert [turn["role"] for turn in told["turns"][-2:]] == ["customer", "agent"]
    expect(inbox.page.get_by_text("重试")).to_have_count(0)


def test_who_comes_second_is_told_who_was_first(
    inbox: InboxPage, waiting: Customer, http: httpx.Client
) -> None:
    inbox.line(waiting.id).click()

    def overtaken(route: Route) -> None:
        Agent(http, "小李").does("take", waiting.id)
        route.continue_()

    inbox.page.route("**/take", overtaken)
    inbox.button("接待").click()
    expect(inbox.notice).to_have_text("小李 已经接待了这位顾客")


def test_what_somebody_else_took_leaves_the_list(
    inbox: InboxPage, waiting: Customer, http: httpx.Client
) -> None:
    inbox.line(waiting.id).click()
    expect(inbox.summary).to_be_visible()
    Agent(http, "小李").does("take", waiting.id)
    expect(inbox.line(waiting.id)).to_have_count(0)
    expect(inbox.notice).to_have_text("这个会话已经由同事接待或处理")


def test_closed_it_leaves_the_list_and_the_customer_may_go_on(
    inbox: InboxPage, waiting: Customer
) -> None:
    inbox.take(waiting.id)
    inbox.button("结束").click()
    expect(inbox.line(waiting.id)).to_have_count(0)
    assert waiting.says(SURE)["reply"]["price"]["payable"] == "2349.00"


def test_a_message_left_is_marked_as_one(inbox: InboxPage, waiting: Customer) -> None:
    waiting.post(f"/{waiting.id}/message", {"text": "明天回我"})
    expect(inbox.line(waiting.id)).to_contain_text("留言")
    inbox.line(waiting.id).click()
    expect(inbox.summary).to_contain_text("留言：明天回我")


def test_a_conversation_of_a_workbench_is_replied_to_there(
    inbox: InboxPage, http: httpx.Client
) -> None:
    turns = [{"role": "customer", "text": "我要投诉"}]
    told = http.post("/v1/suggestions", json={"shop": "demo", "turns": turns}).json()
    id_ = told["conversation_id"]
    summary = told["handoff"]["summary"]
    body = {"shop": "demo", "code": "complaint", "reason": "买家提到「投诉」", "summary": summary}
    http.post(f"/v1/conversations/{id_}/handoff", json=body)
    inbox.take(id_)
    expect(inbox.summary).to_contain_text("诉求：我要投诉")
    expect(inbox.page.get_by_text("请在那里回复顾客")).to_be_visible()
    expect(inbox.reply).to_have_count(0)


def test_enter_that_ends_a_composition_does_not_send(inbox: InboxPage, waiting: Customer) -> None:
    inbox.take(waiting.id)
    inbox.reply.fill("您好")
    inbox.reply.evaluate(
        """(field) => field.dispatchEvent(
            new KeyboardEvent('keydown', { key: 'Enter', keyCode: 229, bubbles: true }))"""
    )
    inbox.reply.press("Shift+Enter")
    expect(inbox.reply).to_have_value("您好\n")
    assert waiting.lines()[-1].startswith("bot: ")


def test_hostile_text_stays_text(inbox: InboxPage, waiting: Customer) -> None:
    inbox.take(waiting.id)
    waiting.says(MARKUP)
    expect(inbox.said.last.locator("p")).to_have_text(MARKUP)
    expect(inbox.line(waiting.id)).to_contain_text(MARKUP)
    expect(inbox.page.locator("img")).to_have_count(0)
    expect(inbox.page).not_to_have_title("1")


def test_a_cut_line_is_told_and_the_inbox_comes_back_whole(
    page: Page, server: str, waiting: Customer
) -> None:
    page.set_viewport_size(WIDE)  # type: ignore[arg-type]
    with line_to(server) as line:
        inbox = InboxPage(page, line.url, "小王").open()
        inbox.take(waiting.id)
        expect(inbox.reply).to_be_visible()
        line.cut()
        pill = page.get_by_role("banner").get_by_role("status")
        expect(pill).to_have_text("连接中断，正在重连")
        inbox.reply.fill("在的")
        inbox.reply.press("Enter")
        expect(inbox.notice).to_have_text("没有送达，请检查网络后重试")
        expect(inbox.reply).to_have_value("在的")
        waiting.says("还在吗")
        line.mend()
        expect(inbox.said.last).to_contain_text("还在吗")
        inbox.reply.press("Enter")
        expect(inbox.said.last).to_contain_text("在的")


def test_the_name_is_asked_for_once(page: Page, server: str) -> None:
    page.goto(f"{server}/inbox?shop=demo")
    page.get_by_role("textbox", name="您的名字，顾客会看到").fill("小赵")
    page.get_by_role("button", name="开始接待").click()
    expect(page.get_by_role("banner")).to_contain_text("小赵")
    page.reload()
    expect(page.get_by_role("banner")).to_contain_text("小赵")


def test_no_other_page_may_show_the_inbox_in_a_frame(tmp_path: Path) -> None:
    with running(tmp_path, embed_origins=("https://im.example.com",)) as address:
        policy = httpx.get(f"{address}/inbox").headers["content-security-policy"]
        assert policy.endswith("frame-ancestors 'self'")
        assert (
            "im.example.com" in httpx.get(f"{address}/chat/demo").headers["content-security-policy"]
        )


def test_a_reply_whose_answer_was_lost_is_sent_again_and_is_there_once(
    inbox: InboxPage, waiting: Customer
) -> None:
    inbox.take(waiting.id)

    def lost(route: Route) -> None:
        route.fetch()
        route.abort()

    inbox.page.route("**/reply", lost)
    inbox.reply.fill("您好，在的")
    inbox.reply.press("Enter")
    expect(inbox.notice).to_have_text("没有送达，请检查网络后重试")
    inbox.page.unroute("**/reply")
    inbox.reply.press("Enter")
    expect(inbox.reply).to_have_value("")
    assert waiting.lines().count("agent: 您好，在的") == 1
