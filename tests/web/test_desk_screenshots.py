"""Every state of the chat and the inbox is drawn to ``test-results``, to be looked at; none scrolls
sideways or has a fault that axe finds, in either language."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.api.chatting import Agent, Customer
from tests.fakes import running
from tests.web.axe import faults
from tests.web.desk import Chat, InboxPage, conversation_of

pytestmark = pytest.mark.browser

RESULTS = Path(__file__).parents[2] / "test-results"
ASKED = "定金100抵200的那款空调，两台到手多少钱，尾款什么时候付？"
NIGHT = datetime.fromisoformat("2026-11-06T03:00:00+08:00")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with running(tmp_path_factory.mktemp("drawn")) as address:
        yield address


@pytest.fixture(scope="module")
def night(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with running(tmp_path_factory.mktemp("night"), clock_at=NIGHT) as address:
        yield address


def empty(chat: Chat) -> None:
    expect(chat.log).to_contain_text("演示时间")


def price(chat: Chat) -> None:
    chat.say(ASKED)
    expect(chat.price).to_be_visible()
    chat.page.get_by_text("依据：").click()


def waiting(chat: Chat) -> None:
    price(chat)
    chat.button("转人工").click()
    expect(chat.handoff).to_be_visible()


def leaving(chat: Chat) -> None:
    waiting(chat)
    chat.button("留言，稍后回复我").click()
    chat.page.get_by_role("textbox", name="留言内容").fill("明天上午回复我")


def left(chat: Chat) -> None:
    leaving(chat)
    chat.button("提交留言").click()
    expect(chat.handoff).to_contain_text("已收到您的留言")


def human(chat: Chat) -> None:
    waiting(chat)
    with httpx.Client(base_url=chat.base_url) as http:
        agent, id_ = Agent(http, "小王"), conversation_of(chat.page)
        agent.does("take", id_)
        agent.does(
            "reply", id_, text="您好，我是小王。两台的安装我帮您约在同一天，您看周六可以吗？"
        )
    expect(chat.page.locator(".message.agent")).to_be_visible()


def back(chat: Chat) -> None:
    human(chat)
    with httpx.Client(base_url=chat.base_url) as http:
        Agent(http, "小王").does("return", conversation_of(chat.page))
    expect(chat.log).to_contain_text("智能客服继续为您服务")


def answering(chat: Chat) -> None:
    chat.page.route("**/v1/chat", lambda route: None)
    chat.say(ASKED)
    expect(chat.page.locator(".typing")).to_be_visible()


def not_delivered(chat: Chat) -> None:
    price(chat)
    chat.page.route("**/v1/chat**", lambda route: route.abort())
    chat.say("那三台呢")
    expect(chat.button("重发")).to_be_visible()


def no_service(chat: Chat) -> None:
    chat.page.route("**/v1/**", lambda route: route.abort())
    chat.open()
    expect(chat.page.get_by_role("alert")).to_be_visible()


STATES: dict[str, Callable[[Chat], None]] = {
    "empty": empty,
    "price": price,
    "answering": answering,
    "waiting": waiting,
    "leaving": leaving,
    "left": left,
    "human": human,
    "back": back,
    "not-delivered": not_delivered,
    "no-service": no_service,
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("state", STATES)
def test_every_state_of_the_chat_can_be_looked_at(
    page: Page, server: str, state: str, scheme: str
) -> None:
    page.emulate_media(color_scheme="light" if scheme == "light" else "dark")
    chat = Chat(page, server).open()
    STATES[state](chat)
    drawn(page, "chat", f"{state}-{scheme}", (320, 380, 420))


def test_the_chat_at_night_can_be_looked_at(page: Page, night: str) -> None:
    chat = Chat(page, night).open()
    chat.button("转人工").click()
    expect(chat.handoff).to_be_visible()
    drawn(page, "chat", "night", (320, 380, 420))


def listed(_inbox: InboxPage, _waiting: Customer) -> None:
    """As it opens."""


def looked_at(inbox: InboxPage, waiting: Customer) -> None:
    inbox.line(waiting.id).click()
    expect(inbox.said.first).to_be_visible()


def taken(inbox: InboxPage, waiting: Customer) -> None:
    inbox.take(waiting.id)
    waiting.says("再用一张满2000减150的券，两台多少")
    expect(inbox.draft).to_be_visible()


def replied(inbox: InboxPage, waiting: Customer) -> None:
    taken(inbox, waiting)
    inbox.draft.press("Control+Shift+Enter")
    expect(inbox.page.locator(".turn.agent").first).to_be_visible()


def overtaken(inbox: InboxPage, waiting: Customer) -> None:
    def first(route: Route) -> None:
        with httpx.Client(base_url=inbox.base_url) as http:
            Agent(http, "小李").does("take", waiting.id)
        route.continue_()

    inbox.page.route("**/take", first)
    inbox.take(waiting.id)
    expect(inbox.notice).to_contain_text("小李")


def lost(inbox: InboxPage, waiting: Customer) -> None:
    looked_at(inbox, waiting)
    inbox.page.route("**/v1/**", lambda route: route.abort())
    inbox.button("接待").click()
    expect(inbox.notice).to_contain_text("没有送达")


INBOX: dict[str, Callable[[InboxPage, Customer], None]] = {
    "listed": listed,
    "looked-at": looked_at,
    "taken": taken,
    "replied": replied,
    "overtaken": overtaken,
    "lost": lost,
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("state", INBOX)
def test_every_state_of_the_inbox_can_be_looked_at(
    page: Page, server: str, state: str, scheme: str
) -> None:
    page.emulate_media(color_scheme="light" if scheme == "light" else "dark")
    page.set_viewport_size({"width": 1280, "height": 760})
    with httpx.Client(base_url=server, timeout=30) as http:
        waiting = Customer(http)
        for text in (ASKED, "那一台呢", "转人工"):
            waiting.says(text)
        inbox = InboxPage(page, server, f"小王{state}{scheme}").open()
        expect(inbox.line(waiting.id)).to_be_visible()
        INBOX[state](inbox, waiting)
        drawn(page, "inbox", f"{state}-{scheme}", (1280, 900, 380))


def test_the_inbox_by_its_name_and_empty(page: Page, tmp_path: Path) -> None:
    with running(tmp_path) as address:
        page.goto(f"{address}/inbox?shop=demo")
        page.get_by_role("textbox").wait_for()
        drawn(page, "inbox", "entrance", (320, 380))
        inbox = InboxPage(page, address, "小王").open()
        expect(inbox.page.get_by_text("现在没有人等待")).to_be_visible()
        drawn(page, "inbox", "empty", (1280, 380))


def drawn(page: Page, folder: str, name: str, widths: tuple[int, ...]) -> None:
    place = RESULTS / folder
    place.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=place / f"{name}.png")
    assert faults(page) == []
    at_first = page.viewport_size
    for width in widths:
        page.set_viewport_size({"width": width, "height": 760})
        assert overflowing(page) == [], width
        if page.viewport_size != at_first:
            page.screenshot(path=place / f"{name}-{width}.png")


def overflowing(page: Page) -> list[str]:
    found: list[str] = page.evaluate(
        """() => [...document.querySelectorAll('html, body *')]
            .filter((element) => element.scrollWidth > element.clientWidth + 1
                && ['auto', 'scroll'].includes(getComputedStyle(element).overflowX))
            .map((element) => `${element.tagName}.${element.className}`)"""
    )
    wide: bool = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    return found + (["the page"] if wide else [])


CHINESE = r"""() => [...document.querySelectorAll('body *')]
    .filter((element) => !element.closest('.theirs, .chips, .message, .turn, noscript'))
    .flatMap((element) => [
        ...[...element.childNodes].filter((node) => node.nodeType === 3)
            .map((node) => node.textContent),
        element.getAttribute('aria-label'), element.getAttribute('title'),
        element.getAttribute('placeholder'),
    ])
    .filter((text) => /[\u4e00-\u9fff]/.test(text ?? ''))"""


def test_in_english_no_chinese_word_of_the_chats_own_is_left(browser: Browser, server: str) -> None:
    """What the shop wrote stays as it wrote it: its name, its groups, its questions and answers."""
    context = browser.new_context(viewport={"width": 320, "height": 760}, locale="en-GB")
    page = context.new_page()
    page.goto(f"{server}/chat/demo")
    page.get_by_role("textbox", name="Your question").fill(ASKED)
    page.keyboard.press("Enter")
    page.get_by_role("region", name="Price").wait_for()
    page.get_by_role("button", name="Talk to a person").click()
    page.get_by_text("You are next").or_(page.get_by_text("before you")).wait_for()
    chinese = [text for text in page.evaluate(CHINESE) if "人工客服组" not in text]
    assert chinese == ["禾风电器旗舰店"]
    assert page.evaluate("document.documentElement.lang") == "en"
    drawn(page, "chat", "english-320", (320,))
    context.close()


def test_in_english_no_chinese_word_of_the_inboxs_own_is_left(
    browser: Browser, server: str
) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 760}, locale="en-GB")
    page = context.new_page()
    page.goto(f"{server}/inbox?shop=demo&agent=Wang")
    page.get_by_role("heading", name="Inbox").wait_for()
    page.get_by_text("Choose a conversation").wait_for()
    assert [text for text in page.evaluate(CHINESE) if len(text) < 3] == []
    drawn(page, "inbox", "english", (1280,))
    context.close()
