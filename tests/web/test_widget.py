"""The chat on a shop's own page, by one line of script."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import FrameLocator, Page, expect

from service.api.identity import signed
from tests.api.chatting import Agent
from tests.fakes import running
from tests.web.axe import faults
from tests.web.workbenches import workbench_server

pytestmark = pytest.mark.browser

KEY = "k" * 32


@pytest.fixture(scope="module")
def origin() -> Iterator[str]:
    with workbench_server() as origin:
        yield origin


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, origin: str) -> Iterator[str]:
    home = tmp_path_factory.mktemp("widget")
    with running(home, embed_origins=(origin,), customer_keys={"demo": (KEY,)}) as address:
        yield address


def opened(page: Page, origin: str, server: str, more: str = "") -> FrameLocator:
    page.set_viewport_size({"width": 900, "height": 760})
    page.goto(f"{origin}/shop.html?service={server}{more}")
    page.get_by_role("button", name="联系客服").click()
    return page.frame_locator("iframe[title=在线客服]")


def ask(chat: FrameLocator, text: str) -> None:
    chat.get_by_role("textbox", name="您的问题").fill(text)
    chat.get_by_role("textbox", name="您的问题").press("Enter")


def test_the_button_opens_the_chat_and_closes_it_again_with_what_was_said(
    page: Page, origin: str, server: str
) -> None:
    chat = opened(page, origin, server)
    button = page.get_by_role("button", name="联系客服")
    expect(button).to_have_attribute("aria-expanded", "true")
    ask(chat, "静悦1.5匹到手多少钱")
    expect(chat.get_by_role("region", name="价格")).to_contain_text("¥2349.00")
    chat.get_by_role("button", name="收起客服窗口").click()
    expect(page.locator("iframe")).to_be_hidden()
    expect(button).to_be_focused()
    button.click()
    expect(chat.get_by_role("region", name="价格")).to_contain_text("¥2349.00")
    chat.get_by_role("textbox", name="您的问题").press("Escape")
    expect(page.locator("iframe")).to_be_hidden()


def test_nothing_is_fetched_for_a_customer_who_does_not_ask(
    page: Page, origin: str, server: str
) -> None:
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    page.goto(f"{origin}/shop.html?service={server}")
    expect(page.get_by_role("button", name="联系客服")).to_be_visible()
    assert [url for url in fetched if url.startswith(server)] == [f"{server}/widget.js"]
    assert faults(page) == []


def test_what_is_asked_on_a_product_page_is_about_the_product(
    page: Page, origin: str, server: str
) -> None:
    chat = opened(page, origin, server, "&sku=HF-KFR35-JY")
    ask(chat, "到手多少钱")
    expect(chat.get_by_role("region", name="价格")).to_contain_text("¥2349.00")


def test_the_shops_token_makes_its_customer_known_and_another_may_follow(
    page: Page, origin: str, server: str
) -> None:
    def token(customer: str, key: str = KEY) -> str:
        return signed(customer, "demo", key, datetime.now(UTC), 600)

    chat = opened(page, origin, server, f"&token={token('C-1024')}")
    chat.get_by_role("button", name="转人工").click()
    expect(chat.locator(".handoff")).to_be_visible()
    with httpx.Client(base_url=server) as http:
        assert "C-1024" in [line["customer"] for line in Agent(http, "王").inbox().values()]
    page.evaluate("(token) => Goalie.identify(token)", token("C-1024", "x" * 32))
    expect(chat.get_by_role("alert")).to_contain_text("登录信息已失效")
    expect(page).to_have_title("请重新登录")
    page.evaluate("(token) => Goalie.identify(token)", token("C-1024"))
    expect(chat.get_by_role("alert")).to_have_count(0)
    ask(chat, "尾款什么时候付")
    expect(chat.locator(".message.bot").last).to_contain_text("11月10日20:00")


def test_a_page_that_is_not_listed_cannot_show_the_chat(
    page: Page, origin: str, tmp_path: Path
) -> None:
    with running(tmp_path) as address:
        chat = opened(page, origin, address)
        expect(page.locator("iframe")).to_be_visible()
        expect(chat.get_by_role("textbox", name="您的问题")).to_have_count(0)


def test_on_a_telephone_the_chat_takes_the_whole_screen(
    page: Page, origin: str, server: str
) -> None:
    page.set_viewport_size({"width": 360, "height": 640})
    page.goto(f"{origin}/shop.html?service={server}")
    page.get_by_role("button", name="联系客服").click()
    box = page.locator("iframe").bounding_box()
    assert box is not None
    assert (box["width"], box["height"]) == (360, 640)
