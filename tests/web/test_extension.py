"""The side-panel extension in Chromium, beside our own workbenches.

Headless Chromium has no side panel to open, so its page is opened in a tab and told which tab holds
the workbench; the scripts and messages are those of the panel.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect, sync_playwright

from service.api.routes.pages import DIST
from tests.web.conftest import CHROMIUM, QUIET
from tests.web.scripted_service import STATE, ScriptedService, answer, suggestion
from tests.web.sidebar import Sidebar
from tests.web.workbenches import KINDS, Workbench, workbench_server

pytestmark = pytest.mark.browser

EXTENSION = DIST / "extension"


@pytest.fixture
def chromium(tmp_path: Path) -> Iterator[BrowserContext]:
    with sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(
            str(tmp_path / "profile"),
            executable_path=CHROMIUM,
            headless=True,
            ignore_default_args=["--disable-extensions"],
            args=[
                *QUIET,
                "--headless=new",
                f"--disable-extensions-except={EXTENSION}",
                f"--load-extension={EXTENSION}",
                "--disable-features=DisableLoadExtensionCommandLineSwitch",
            ],
            locale="zh-CN",
        )
        yield context
        context.close()


def panel_for(context: BrowserContext, workbench: Page, service: str) -> Sidebar:
    """The panel's page for the tab of this workbench."""
    worker = next(iter(context.service_workers), None) or context.wait_for_event("serviceworker")
    identity = worker.url.split("/")[2]
    tab = worker.evaluate(
        "async (url) => (await chrome.tabs.query({})).find((tab) => tab.url === url)?.id",
        workbench.url,
    )
    page = context.new_page()
    page.set_viewport_size({"width": 380, "height": 760})
    page.goto(f"chrome-extension://{identity}/panel.html?tab={tab}&service={service}")
    return Sidebar(page, service)


@pytest.mark.parametrize("kind", KINDS)
def test_the_side_panel_follows_the_workbench_and_inserts_into_it(
    chromium: BrowserContext, service: ScriptedService, kind: str
) -> None:
    service.will(answer(STATE, suggestion("亲，到手 2349 元哦~\n尾款另付")))
    with workbench_server() as origin:
        workbench = Workbench(chromium.new_page(), origin, kind).open()
        panel = panel_for(chromium, workbench.page, service.url)
        workbench.says("customer", "多少钱")
        expect(panel.draft).to_have_value("亲，到手 2349 元哦~\n尾款另付")
        panel.button("插入").click()
        expect(panel.notice).to_have_text("已插入")
        expect(workbench.model).to_have_text("亲，到手 2349 元哦~ 尾款另付")
        expect(workbench.lines).to_have_count(1)
        assert service.heard(2) == ["displayed", "inserted"]
