"""Every state is drawn to ``test-results/sidebar``, to be looked at; none scrolls sideways or has a
fault that axe finds, in either language."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.web.axe import faults
from tests.web.scripted_service import ScriptedService, answer
from tests.web.sidebar import Sidebar
from tests.web.states import HIT, QUESTION, QUOTE, REPLIES, STATE_EVENT, STATES, done

pytestmark = pytest.mark.browser

FOLDER = Path(__file__).parents[2] / "test-results" / "sidebar"
WIDTHS = (320, 380, 420)


def help_open(sidebar: Sidebar, service: ScriptedService) -> None:
    done(sidebar, service)
    sidebar.page.locator("main").focus()
    sidebar.page.keyboard.press("?")


def why_rejected(sidebar: Sidebar, service: ScriptedService) -> None:
    done(sidebar, service)
    sidebar.button("没用，选择原因").click()
    sidebar.draft.fill("亲，帮您核对过了~")


def searching(sidebar: Sidebar, service: ScriptedService) -> None:
    service.hits = [HIT, HIT]
    done(sidebar, service)
    sidebar.page.get_by_role("combobox", name="搜话术").fill("便宜")
    sidebar.page.get_by_role("option").first.wait_for()


def supposed(sidebar: Sidebar, service: ScriptedService) -> None:
    service.what_if = {"before": QUOTE, "after": QUOTE, "difference": "2249.00"}
    done(sidebar, service)
    sidebar.button("加一件").click()
    sidebar.button("用作回复").wait_for()


def collapsed(sidebar: Sidebar, service: ScriptedService) -> None:
    done(sidebar, service)
    sidebar.price.get_by_role("button", name="收起").click()
    sidebar.button("全部 1 条").click()
    sidebar.page.get_by_text("依据 2 条").click()


def empty(sidebar: Sidebar, service: ScriptedService) -> None:
    sidebar.page.get_by_text("演示时间").wait_for()


SHOWN: dict[str, Callable[[Sidebar, ScriptedService], None]] = STATES | {
    "empty": empty,
    "help": help_open,
    "rejecting": why_rejected,
    "searching": searching,
    "what-if": supposed,
    "collapsed": collapsed,
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("state", SHOWN)
def test_every_state_can_be_looked_at(
    sidebar: Sidebar, service: ScriptedService, state: str, scheme: str
) -> None:
    page = sidebar.page
    page.emulate_media(color_scheme="light" if scheme == "light" else "dark")
    SHOWN[state](sidebar, service)
    FOLDER.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=FOLDER / f"{state}-{scheme}.png")
    assert faults(page) == []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 760})
        assert overflowing(page) == [], width


def overflowing(page: Page) -> list[str]:
    found: list[str] = page.evaluate(
        """() => [...document.querySelectorAll('html, main, footer, section, ol, table, dialog')]
            .filter((element) => element.scrollWidth > element.clientWidth)
            .map((element) => element.tagName)"""
    )
    return found


def test_in_english_no_chinese_word_of_ours_is_left(
    browser: Browser, service: ScriptedService
) -> None:
    """What the shop and the customer wrote stays as they wrote it; here they write English."""
    service.shop |= {"name": "Hefeng", "platform": "tmall"}
    context = browser.new_context(viewport={"width": 320, "height": 760}, locale="en-GB")
    sidebar = Sidebar(context.new_page(), service.url).open()
    page = sidebar.page
    page.get_by_text("Demo clock").wait_for()
    page.locator("main").focus()
    page.keyboard.press("?")
    chinese = page.evaluate(
        r"""() => [...document.querySelectorAll('body *')]
            .filter((element) => !element.closest('.chips, noscript'))
            .flatMap((element) => [
                ...[...element.childNodes].filter((node) => node.nodeType === 3)
                    .map((node) => node.textContent),
                element.getAttribute('aria-label'), element.getAttribute('title'),
                element.getAttribute('placeholder'),
            ])
            .filter((text) => /[\u4e00-\u9fff]/.test(text ?? ''))"""
    )
    assert chinese == []
    assert page.evaluate("document.documentElement.lang") == "en"
    FOLDER.mkdir(parents=True, exist_ok=True)
    page.keyboard.press("Escape")
    service.will(answer(STATE_EVENT, *REPLIES))
    page.get_by_role("textbox", name="Customer's message").fill(QUESTION)
    page.keyboard.press("Enter")
    page.get_by_text("Model online").wait_for()
    page.screenshot(path=FOLDER / "english-320.png")
    assert overflowing(page) == []
    assert faults(page) == []
    context.close()
