"""An agent sees who was told a price that holds no longer, says it, and it is gone."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.api.test_amendments import ASKED, CHEAPER, change, open_ones, suggested
from tests.api.test_rules_go_live import until
from tests.conftest import DEMO
from tests.fakes import running
from tests.web.desk import InboxPage

pytestmark = pytest.mark.browser


@pytest.fixture
def http(tmp_path: Path) -> Iterator[httpx.Client]:
    """A service with a shop of its own."""
    shutil.copytree(DEMO, tmp_path / "shops" / "demo")
    with (
        running(tmp_path / "home", shops=tmp_path / "shops") as address,
        httpx.Client(base_url=address, timeout=30) as client,
    ):
        yield client


def test_an_agent_copies_the_correction_says_so_and_it_is_gone(
    desk: Page, http: httpx.Client
) -> None:
    suggested(http, ASKED)
    inbox = InboxPage(desk, str(http.base_url).rstrip("/"), "小王").open()
    listed = inbox.queue.get_by_role("listitem").filter(has_text="静悦1.5匹")
    expect(listed).to_have_count(0)
    change(http, CHEAPER)
    assert until(lambda: len(open_ones(http)) == 1)
    expect(listed).to_have_count(1)
    expect(listed).to_contain_text("2349元")
    expect(listed).to_contain_text("2259元")
    listed.get_by_role("button", name="复制更正").click()
    expect(inbox.notice.filter(has_text="已复制")).to_be_visible()
    desk.screenshot(path="test-results/inbox-amendment.png")
    listed.get_by_role("button", name="已告知").click()
    expect(listed).to_have_count(0)
    assert not open_ones(http)
