"""Chromium, one page a test, and the scripted service."""

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from service.api.routes.pages import DIST
from tests.web.scripted_service import ScriptedService, scripted_service
from tests.web.sidebar import LAN_NAME, Sidebar

CHROMIUM = os.environ.get("GOALIE_TESTS_CHROMIUM", "/usr/bin/chromium")
"""Another one than Debian's, such as the Chromium 90 that old workbenches carry."""
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
SLOW_MACHINE_MILLISECONDS = 15_000


# Not for the session: the driver's event loop would stand in the way of asynchronous tests.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if not (DIST / "index.html").is_file():
        pytest.fail("the pages are not built: run `make web`")
    expect.set_options(timeout=SLOW_MACHINE_MILLISECONDS)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=[*QUIET, f"--host-resolver-rules=MAP {LAN_NAME} 127.0.0.1"],
        )
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page as wide as a sidebar; an uncaught error on it fails the test."""
    context = browser.new_context(viewport={"width": 380, "height": 760}, locale="zh-CN")
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    context.close()
    assert errors == []


@pytest.fixture
def desk(browser: Browser) -> Iterator[Page]:
    """A page as wide as a desk's screen; an uncaught error on it fails the test."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="zh-CN")
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    context.close()
    assert errors == []


@pytest.fixture
def service() -> Iterator[ScriptedService]:
    with scripted_service() as service:
        yield service


@pytest.fixture
def sidebar(page: Page, service: ScriptedService) -> Sidebar:
    """The page, open on the scripted service."""
    return Sidebar(page, service.url).open()


@pytest.fixture
def demo(page: Page, demo_server: str) -> Sidebar:
    """The page, open on the real service with the sample shop."""
    return Sidebar(page, demo_server).open()
