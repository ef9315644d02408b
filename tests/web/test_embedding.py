"""The sidebar in the iframe of a workbench on another origin."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import FrameLocator, Locator, Page, expect

from tests.web.scripted_service import STATE, ScriptedService, answer, suggestion
from tests.web.workbenches import KINDS, Workbench, workbench_server

pytestmark = pytest.mark.browser

WIDE = {"width": 1000, "height": 760}


@pytest.fixture
def origin() -> Iterator[str]:
    with workbench_server() as origin:
        yield origin


@pytest.fixture(params=KINDS)
def workbench(
    request: pytest.FixtureRequest, page: Page, origin: str, service: ScriptedService
) -> Workbench:
    service.origins = [origin]
    page.set_viewport_size(WIDE)  # type: ignore[arg-type]
    return Workbench(page, origin, request.param).open(service.url)


def draft(inside: FrameLocator) -> Locator:
    return inside.get_by_role("textbox", name="建议回复内容，可修改")


def button(inside: FrameLocator, name: str) -> Locator:
    return inside.get_by_role("button", name=name, exact=True)


def test_a_reply_is_inserted_into_the_workbench(
    workbench: Workbench, service: ScriptedService
) -> None:
    service.will(answer(STATE, suggestion("亲，到手 2349 元哦~\n尾款另付")))
    workbench.says("customer", "多少钱")
    expect(draft(workbench.inside)).to_have_value("亲，到手 2349 元哦~\n尾款另付")
    button(workbench.inside, "插入").click()
    expect(workbench.model).to_have_text("亲，到手 2349 元哦~\n尾款另付", use_inner_text=False)
    expect(workbench.lines).to_have_count(1)
    assert service.heard(2) == ["displayed", "inserted"]


def test_ctrl_shift_enter_inserts_and_sends_because_the_agent_asked(
    workbench: Workbench, service: ScriptedService
) -> None:
    service.will(answer(STATE, suggestion("亲，在的~")))
    workbench.says("customer", "在吗")
    expect(draft(workbench.inside)).to_have_value("亲，在的~")
    draft(workbench.inside).press("Control+Shift+Enter")
    expect(workbench.lines).to_have_text(["在吗", "亲，在的~"])


def test_the_token_of_the_workbench_goes_with_each_request(
    workbench: Workbench, service: ScriptedService
) -> None:
    service.will(answer(STATE, suggestion("亲，在的~")))
    workbench.says("customer", "在吗")
    expect(draft(workbench.inside)).to_have_value("亲，在的~")
    assert service.tokens == ["Bearer short-lived"]


def test_a_burst_of_the_customer_is_asked_about_once_when_they_pause(
    workbench: Workbench, service: ScriptedService
) -> None:
    service.will(answer(STATE, suggestion("亲，在的~")))
    for text in ("在吗", "想买空调", "要两台"):
        workbench.says("customer", text)
        workbench.page.wait_for_timeout(150)
    expect(draft(workbench.inside)).to_have_value("亲，在的~")
    assert [len(asked["turns"]) for asked in service.asked] == [3]


def test_an_edited_draft_outlives_a_new_message_of_the_workbench(
    workbench: Workbench, service: ScriptedService
) -> None:
    service.will(answer(STATE, suggestion("亲，在的~")))
    workbench.says("customer", "在吗")
    expect(draft(workbench.inside)).to_have_value("亲，在的~")
    draft(workbench.inside).fill("亲，在的，请讲~")
    workbench.says("customer", "要两台")
    expect(workbench.inside.get_by_role("alert")).to_contain_text("有新消息")
    expect(draft(workbench.inside)).to_have_value("亲，在的，请讲~")


def test_another_conversation_of_the_workbench_begins_anew(
    workbench: Workbench, service: ScriptedService
) -> None:
    service.will(
        answer(STATE, suggestion("亲，在的~")), answer(STATE, suggestion("您好~", id="s2"))
    )
    workbench.says("customer", "在吗")
    expect(draft(workbench.inside)).to_have_value("亲，在的~")
    workbench.opens("other")
    expect(draft(workbench.inside)).to_have_count(0)
    workbench.says("customer", "你好")
    expect(draft(workbench.inside)).to_have_value("您好~")
    assert service.asked[1] == {"shop": "demo", "turns": [{"role": "customer", "text": "你好"}]}


def test_the_masked_buyer_stands_beside_the_platform(workbench: Workbench) -> None:
    buyer = workbench.page.locator("main").get_attribute("data-buyer")
    title = workbench.inside.get_by_role("heading", level=1)
    expect(title).to_have_text(f"天猫 · {buyer}")


def test_a_hostile_name_or_message_of_the_workbench_stays_text(
    workbench: Workbench, service: ScriptedService
) -> None:
    markup = '<img src=x onerror="document.title=1">'
    service.will(answer(STATE, suggestion(markup)))
    workbench.page.evaluate(
        "(markup) => { document.querySelector('main').dataset.buyer = markup }", markup
    )
    workbench.says("customer", markup)
    expect(workbench.inside.get_by_role("heading", level=1)).to_have_text(f"天猫 · {markup}")
    expect(workbench.inside.locator(".latest")).to_have_text(f"买家：{markup}")
    draft(workbench.inside).press("Control+Enter")
    expect(workbench.model).to_have_text(markup)
    expect(workbench.inside.locator("#page img")).to_have_count(0)
    expect(workbench.page.locator("img")).to_have_count(0)


def test_a_reply_that_could_not_be_inserted_is_copied_and_says_so(
    workbench: Workbench, service: ScriptedService
) -> None:
    service.will(answer(STATE, suggestion("亲，在的~")))
    workbench.says("customer", "在吗")
    expect(draft(workbench.inside)).to_have_value("亲，在的~")
    workbench.page.evaluate("document.querySelector('[data-reply]').remove()")
    button(workbench.inside, "插入").click()
    notice = workbench.inside.get_by_role("contentinfo").get_by_role("status").first
    expect(notice).to_have_text("没有插入成功，已复制，请粘贴")


def test_a_workbench_that_is_not_listed_cannot_show_the_sidebar(
    page: Page, origin: str, service: ScriptedService
) -> None:
    service.origins = ["https://im.example.com"]
    workbench = Workbench(page, origin, "textarea").open(service.url)
    page.wait_for_timeout(500)
    assert "sidebar" not in {
        frame.url.rpartition("/")[2].partition("?")[0] for frame in page.frames
    }
    expect(workbench.inside.get_by_role("heading", level=1)).to_have_count(0)


def test_a_message_from_an_origin_that_is_not_listed_is_not_heard(
    page: Page, origin: str, service: ScriptedService
) -> None:
    """The page would show (the header was stripped); still it must not listen."""
    service.origins = ["https://im.example.com"]
    page.route("**/sidebar**", lambda route: _without_policy(route))
    workbench = Workbench(page, origin, "textarea").open(service.url)
    expect(workbench.inside.get_by_role("heading", level=1)).to_contain_text("禾风电器")
    hello = {"type": "goalie:hello", "insert": True, "send": True}
    context = {
        "type": "goalie:context",
        "conversation": "x",
        "turns": [{"role": "customer", "text": "在吗"}],
    }
    page.evaluate(
        """(messages) => messages.forEach((message) =>
            document.querySelector('iframe').contentWindow.postMessage(message, '*'))""",
        [hello, context],
    )
    page.wait_for_timeout(1_000)
    expect(workbench.inside.get_by_text("在吗", exact=True)).to_have_count(0)
    assert service.asked == []


def _without_policy(route: object) -> None:
    response = route.fetch()  # type: ignore[attr-defined]
    kept = {k: v for k, v in response.headers.items() if k != "content-security-policy"}
    route.fulfill(response=response, headers=kept)  # type: ignore[attr-defined]
