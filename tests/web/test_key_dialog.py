"""The pages where access needs a key: asked for once, kept by the tab, refused in words."""

import asyncio
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from service.access.keys import Keys
from service.access.roles import Role
from service.clock import system_clock
from service.settings import Settings
from service.storage.database import Database
from tests.fakes import running
from tests.web.axe import faults
from tests.web.desk import Chat, InboxPage, conversation_of
from tests.web.sidebar import Sidebar

pytestmark = pytest.mark.browser

FOLDER = Path(__file__).parents[2] / "test-results" / "sidebar"


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """A service that wants keys, and a supervisor's key."""
    home = tmp_path_factory.mktemp("home")

    async def added() -> str:
        database = await Database.open(Settings(home=home).database)
        key = await Keys(database, system_clock).add("demo", Role.SUPERVISOR, "主管")
        await database.close()
        return key

    with running(home, demo=False) as address:
        yield address, asyncio.run(added())


def dialog(page: Page) -> Locator:
    return page.get_by_role("dialog", name="请输入钥匙")


def enter(page: Page, key: str) -> None:
    dialog(page).get_by_label("管理员发给您的钥匙").fill(key)
    dialog(page).get_by_role("button", name="进入").click()


def test_a_sidebar_without_a_key_asks_for_one_and_goes_on_with_it(
    guarded: tuple[str, str], page: Page
) -> None:
    address, key = guarded
    sidebar = Sidebar(page, address).open()
    expect(dialog(page)).to_be_visible()
    expect(dialog(page).get_by_label("管理员发给您的钥匙")).to_be_focused()
    assert faults(page) == []
    FOLDER.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=FOLDER / "key-asked.png")
    enter(page, "goalie_0_wrong")
    expect(dialog(page).get_by_role("status")).to_contain_text("没有被接受")
    page.screenshot(path=FOLDER / "key-refused.png")
    enter(page, key)
    expect(dialog(page)).to_be_hidden()
    sidebar.say("静悦1.5匹到手多少钱")
    expect(sidebar.draft).to_have_value(re.compile("元"))
    page.reload()
    sidebar.say("静悦1.5匹到手多少钱")
    expect(sidebar.draft).to_have_value(re.compile("元"))
    expect(dialog(page)).to_be_hidden()


def test_escape_does_not_leave_the_page_without_a_key(guarded: tuple[str, str], page: Page) -> None:
    Sidebar(page, guarded[0]).open()
    expect(dialog(page)).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog(page)).to_be_visible()


def test_the_console_asks_for_a_key_and_shows_the_shop_with_it(
    guarded: tuple[str, str], page: Page
) -> None:
    address, key = guarded
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(f"{address}/console?shop=demo")
    expect(dialog(page)).to_be_visible()
    enter(page, key)
    expect(dialog(page)).to_be_hidden()
    expect(page.get_by_text("禾风电器旗舰店").first).to_be_visible()


def test_a_key_is_not_there_for_the_next_tab(guarded: tuple[str, str], page: Page) -> None:
    address, key = guarded
    Sidebar(page, address).open()
    enter(page, key)
    expect(dialog(page)).to_be_hidden()
    other = page.context.new_page()
    other.goto(f"{address}/sidebar")
    expect(dialog(other)).to_be_visible()


def test_the_inbox_asks_for_a_key_goes_by_its_name_and_a_customer_is_never_asked(
    guarded: tuple[str, str], page: Page
) -> None:
    address, key = guarded
    chat = Chat(page, address).open()
    chat.button("转人工").click()
    expect(chat.handoff).to_be_visible()
    expect(dialog(page)).to_have_count(0)
    conversation = conversation_of(page)
    inbox = InboxPage(page, address, "小王").open()
    enter(page, key)
    expect(page.get_by_role("banner")).to_contain_text("主管")
    expect(page.get_by_role("banner")).not_to_contain_text("小王")
    inbox.take(conversation)
    inbox.reply.fill("您好")
    inbox.reply.press("Enter")
    expect(inbox.said.last).to_contain_text("您好")
    chat.open()
    expect(chat.messages.last).to_contain_text("您好")
