"""What becomes of a correction when the answer to it does not come, on a service that is told."""

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.web.scripted_service import (
    DONE,
    Answer,
    ScriptedService,
    answer,
    event,
    refusal,
    suggestion,
)
from tests.web.sidebar import Sidebar

pytestmark = pytest.mark.browser

NAME = "静悦空调"
TWO = {"turn": 0, "basket": {"JY": 2}}


def state(quantity: int, certainty: str = "said", **more: Any) -> bytes:
    """What was understood: so many of one product."""
    item = {"sku": "JY", "title": NAME, "quantity": quantity, "turn": 0}
    item |= {"certainty": certainty, "counted": certainty}
    understood = {"products": [item]} | more
    return event("state", {"conversation_id": "c1", "state": understood})


def set_two(sidebar: Sidebar) -> None:
    """The form says one; the agent makes it two."""
    sidebar.correct.click()
    sidebar.quantity(NAME).fill("2")
    sidebar.quantity(NAME).press("Enter")


def corrections(service: ScriptedService) -> list[Any]:
    return [asked.get("context", {}).get("correction") for asked in service.asked]


def test_one_request_carries_it_and_the_next_does_not(
    sidebar: Sidebar, service: ScriptedService
) -> None:
    service.will(answer(state(1), suggestion("一台")))
    service.will(answer(state(2, "corrected"), suggestion("两台", id="s2")))
    service.will(answer(state(2, "corrected"), suggestion("好的", id="s3")))
    sidebar.say("多少钱")
    expect(sidebar.draft).to_have_value("一台")
    set_two(sidebar)
    expect(sidebar.draft).to_have_value("两台")
    expect(sidebar.pill).to_have_text("模型在线")
    sidebar.say("好")
    expect(sidebar.draft).to_have_value("好的")
    assert corrections(service) == [None, TWO, None]
    assert service.asked[1]["conversation_id"] == "c1"


def test_it_goes_with_each_request_until_one_is_answered_to_the_end(
    sidebar: Sidebar, service: ScriptedService
) -> None:
    service.will(answer(state(1), suggestion("一台")))
    service.will(Answer().send(state(2, "corrected")).end())
    service.will(answer(state(2, "corrected"), suggestion("两台", id="s2")))
    sidebar.say("多少钱")
    expect(sidebar.draft).to_have_value("一台")
    set_two(sidebar)
    expect(sidebar.pill).to_have_text("连接中断")
    sidebar.button("重试").click()
    expect(sidebar.draft).to_have_value("两台")
    assert corrections(service) == [None, TWO, TWO]


def test_one_that_is_refused_can_be_taken_back(sidebar: Sidebar, service: ScriptedService) -> None:
    service.will(answer(state(1), suggestion("一台")))
    service.will(refusal(422, "没有这个商品", "商品表里没有 JY：请核对 correction.basket"))
    service.will(answer(state(1), suggestion("一台", id="s2")))
    sidebar.say("多少钱")
    expect(sidebar.draft).to_have_value("一台")
    set_two(sidebar)
    expect(sidebar.alert).to_contain_text("商品表里没有 JY")
    sidebar.button("撤回更正").click()
    expect(sidebar.draft).to_have_value("一台")
    expect(sidebar.alert).to_have_count(0)
    assert corrections(service) == [None, TWO, None]


def test_an_edited_draft_is_not_overwritten_by_it(
    sidebar: Sidebar, service: ScriptedService
) -> None:
    service.will(answer(state(1), suggestion("一台")))
    service.will(answer(state(2, "corrected"), suggestion("两台", id="s2")))
    sidebar.say("多少钱")
    sidebar.draft.fill("一台，亲")
    set_two(sidebar)
    expect(sidebar.alert).to_contain_text("已更正。您改过的草稿还在下面")
    expect(sidebar.draft).to_have_value("一台，亲")
    expect(sidebar.facts).to_have_text([f"{NAME}× 2已更正"])
    sidebar.button("更新建议").click()
    expect(sidebar.draft).to_have_value("两台")
    assert corrections(service) == [None, TWO]


def test_one_made_while_an_answer_streams_is_not_lost(
    sidebar: Sidebar, service: ScriptedService
) -> None:
    stream = Answer().send(state(1), suggestion("一台"))
    service.will(stream, answer(state(2, "corrected"), suggestion("两台", id="s2")))
    sidebar.say("多少钱")
    sidebar.draft.fill("一台，亲")
    set_two(sidebar)
    expect(sidebar.alert).to_contain_text("已更正")
    stream.send(DONE).end()
    expect(sidebar.pill).to_have_text("模型在线")
    sidebar.button("更新建议").click()
    expect(sidebar.draft).to_have_value("两台")
    assert corrections(service) == [None, TWO]


def test_nothing_is_asked_where_nothing_was_changed_or_the_form_was_left(
    sidebar: Sidebar, service: ScriptedService
) -> None:
    service.will(answer(state(1), suggestion("一台")))
    sidebar.say("多少钱")
    expect(sidebar.pill).to_have_text("模型在线")
    sidebar.correct.click()
    sidebar.button("保存并重算").click()
    expect(sidebar.form).to_have_count(0)
    sidebar.correct.click()
    sidebar.quantity(NAME).fill("7")
    sidebar.quantity(NAME).press("Escape")
    expect(sidebar.form).to_have_count(0)
    expect(sidebar.correct).to_be_focused()
    expect(sidebar.facts).to_have_text([f"{NAME}× 1"])
    assert len(service.asked) == 1


def test_a_quantity_that_is_none_is_not_saved(sidebar: Sidebar, service: ScriptedService) -> None:
    service.will(answer(state(1), suggestion("一台")))
    sidebar.say("多少钱")
    sidebar.correct.click()
    for wrong in ("", "0", "1.5", "10000"):
        sidebar.quantity(NAME).fill(wrong)
        sidebar.quantity(NAME).press("Enter")
        expect(sidebar.form).to_be_visible()
    assert len(service.asked) == 1


def test_what_cannot_be_priced_is_marked(sidebar: Sidebar, service: ScriptedService) -> None:
    balance = {"kind": "balance", "id": "B", "name": "红包", "worth": "50.00元"}
    more: dict[str, Any] = {
        "held": [balance | {"turn": 0, "certainty": "said"}],
        "unknown_coupons": ["满99减9"],
        "unpriced": ["政府补贴"],
        "no_coupons": True,
        "order": {"value": "123456", "turn": 0, "certainty": "said"},
    }
    service.will(answer(state(1, "assumed", **more), suggestion("一台")))
    sidebar.say("多少钱")
    expect(sidebar.facts).to_have_text(
        [
            f"{NAME}× 1推断",
            "红包 50.00元",
            "不用券",
            "没有这张券：满99减9",
            "不能算：政府补贴",
            "订单 123456",
        ]
    )
