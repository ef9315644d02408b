"""The sidebar as a dashboard app of Chatwoot, by the messages that Chatwoot documents."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import FrameLocator, Page, expect

from tests.web.scripted_service import STATE, ScriptedService, answer, suggestion
from tests.web.workbenches import workbench_server

pytestmark = pytest.mark.browser


@pytest.fixture
def origin() -> Iterator[str]:
    with workbench_server() as origin:
        yield origin


@pytest.fixture
def chatwoot(page: Page, origin: str, service: ScriptedService) -> FrameLocator:
    service.origins = [origin]
    page.goto(f"{origin}/chatwoot.html?service={service.url}")
    return page.frame_locator("iframe")


def says(page: Page, message_type: int, content: str | None, **more: object) -> None:
    page.evaluate(
        "([type, content, more]) => says(type, content, more)", [message_type, content, more]
    )


def test_the_conversation_is_read_and_a_new_message_noticed(
    page: Page, chatwoot: FrameLocator, service: ScriptedService
) -> None:
    expect(chatwoot.get_by_role("banner")).to_contain_text("张***花")
    service.will(answer(STATE, suggestion("亲，到手 2349 元哦~")))
    says(page, 0, "静悦多少钱")
    says(page, 2, "小王 接手了会话")
    says(page, 1, "他上次要过发票", private=True)
    says(page, 0, None)
    draft = chatwoot.get_by_role("textbox", name="建议回复内容，可修改")
    expect(draft).to_have_value("亲，到手 2349 元哦~")
    assert service.asked[0]["turns"] == [{"role": "customer", "text": "静悦多少钱"}]
    assert "13800138000" not in str(service.asked)


def test_what_was_answered_there_is_part_of_the_conversation(
    page: Page, chatwoot: FrameLocator, service: ScriptedService
) -> None:
    service.will(answer(STATE, suggestion("亲，两台 4698 元哦~")))
    says(page, 3, "您好，请稍等")
    says(page, 1, "在的")
    says(page, 1, "我是机器人", sender={"type": "agent_bot"})
    says(page, 0, "两台多少钱")
    expect(chatwoot.get_by_role("textbox", name="建议回复内容，可修改")).to_have_value(
        "亲，两台 4698 元哦~"
    )
    assert [turn["role"] for turn in service.asked[0]["turns"]] == [
        "bot",
        "agent",
        "bot",
        "customer",
    ]


def test_another_conversation_begins_anew(
    page: Page, chatwoot: FrameLocator, service: ScriptedService
) -> None:
    service.will(answer(STATE, suggestion("亲，在的~")), answer(STATE, suggestion("亲，你好~")))
    says(page, 0, "在吗")
    draft = chatwoot.get_by_role("textbox", name="建议回复内容，可修改")
    expect(draft).to_have_value("亲，在的~")
    page.evaluate("opens(8)")
    expect(draft).to_have_count(0)
    says(page, 0, "你好")
    expect(draft).to_have_value("亲，你好~")
    assert service.asked[1]["turns"] == [{"role": "customer", "text": "你好"}]
    assert "conversation_id" not in service.asked[1]


def test_a_page_that_is_not_listed_is_not_asked_and_not_heard(
    page: Page, origin: str, service: ScriptedService
) -> None:
    service.origins = ["https://chatwoot.example.com"]
    page.goto(f"{origin}/chatwoot.html?service={service.url}")
    page.evaluate("tell()")
    page.wait_for_timeout(500)
    assert page.evaluate("asked") == 0
    assert service.asked == []
