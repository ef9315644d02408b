"""The sidebar by keyboard, with and without an input method."""

import pytest
from playwright.sync_api import expect

from tests.web.scripted_service import STATE, Answer, ScriptedService, answer, event, suggestion
from tests.web.sidebar import Sidebar

pytestmark = pytest.mark.browser


def test_enter_that_ends_a_composition_does_not_send(
    sidebar: Sidebar, service: ScriptedService
) -> None:
    service.will(answer(STATE, suggestion("亲，在的~")))
    sidebar.composer.focus()
    input_method = sidebar.page.context.new_cdp_session(sidebar.page)
    composing = {"text": "zai'ma", "selectionStart": 6, "selectionEnd": 6}
    input_method.send("Input.imeSetComposition", composing)
    expect(sidebar.composer).to_have_value("zai'ma")
    # The input method takes the key, so it types nothing; the page is told of it all the same.
    input_method.send("Input.dispatchKeyEvent", {"type": "rawKeyDown", "key": "Enter"})
    # Some input methods report the key code 229 and nothing else.
    sidebar.composer.evaluate(
        """(field) => field.dispatchEvent(
            new KeyboardEvent('keydown', { key: 'Enter', keyCode: 229, bubbles: true }))"""
    )
    input_method.send("Input.insertText", {"text": "在吗"})
    expect(sidebar.composer).to_have_value("在吗")
    sidebar.page.keyboard.press("Enter")
    expect(sidebar.draft).to_have_value("亲，在的~")
    assert [turn["text"] for asked in service.asked for turn in asked["turns"]] == ["在吗"]


def test_shift_enter_makes_a_line(sidebar: Sidebar, service: ScriptedService) -> None:
    service.will(answer(STATE, suggestion("亲，在的~")))
    sidebar.composer.press_sequentially("在吗")
    sidebar.composer.press("Shift+Enter")
    sidebar.composer.press_sequentially("要两台")
    sidebar.composer.press("Enter")
    expect(sidebar.draft).to_have_value("亲，在的~")
    assert service.asked[0]["turns"] == [{"role": "customer", "text": "在吗\n要两台"}]


def test_escape_stops_and_nothing_unfinished_can_be_used(
    sidebar: Sidebar, service: ScriptedService
) -> None:
    stream = Answer().send(STATE, event("delta", {"id": "g1", "text": "亲，"}))
    service.will(stream)
    sidebar.say("在吗")
    expect(sidebar.draft).to_have_value("亲，")
    sidebar.page.keyboard.press("Escape")
    expect(sidebar.notice).to_have_text("已停止生成")
    expect(sidebar.button("未完成，不能采用")).to_be_disabled()
    stream.end()


def test_suggestions_are_chosen_adopted_and_rated_by_keys(
    sidebar: Sidebar, service: ScriptedService
) -> None:
    service.will(answer(STATE, suggestion("第一条"), suggestion("第二条", id="s2")))
    sidebar.say("在吗")
    expect(sidebar.pill).to_have_text("模型在线")
    sidebar.page.keyboard.press("Alt+2")
    expect(sidebar.draft).to_have_value("第二条")
    sidebar.page.keyboard.press("Alt+ArrowUp")
    expect(sidebar.button("有用")).to_have_attribute("aria-pressed", "true")
    sidebar.page.keyboard.press("Alt+ArrowDown")
    expect(sidebar.button("规则过期")).to_be_visible()
    sidebar.page.keyboard.press("Control+Enter")
    expect(sidebar.button("已记入对话")).to_be_visible()


def test_without_a_workbench_nothing_is_inserted_or_sent(
    sidebar: Sidebar, service: ScriptedService
) -> None:
    service.will(answer(STATE, suggestion("亲，在的~")))
    sidebar.say("在吗")
    expect(sidebar.pill).to_have_text("模型在线")
    expect(sidebar.button("插入")).to_have_count(0)
    expect(sidebar.button("发送")).to_have_count(0)
    sidebar.draft.press("Control+Shift+Enter")
    expect(sidebar.button("采用并记入对话")).to_be_enabled()
    assert service.heard(1) == ["displayed"]


def test_keys_belong_to_the_input_method_while_it_composes(
    sidebar: Sidebar, service: ScriptedService
) -> None:
    service.will(answer(STATE, suggestion("第一条"), suggestion("第二条", id="s2")))
    sidebar.say("在吗")
    expect(sidebar.pill).to_have_text("模型在线")
    sidebar.draft.evaluate(
        """(field) => [{ key: 'Enter', ctrlKey: true }, { key: '2', code: 'Digit2', altKey: true }]
            .forEach((key) => field.dispatchEvent(new KeyboardEvent(
                'keydown', { ...key, isComposing: true, bubbles: true })))"""
    )
    expect(sidebar.draft).to_have_value("第一条")
    expect(sidebar.button("采用并记入对话")).to_be_enabled()


def test_question_mark_lists_the_keys_and_escape_closes_the_list(sidebar: Sidebar) -> None:
    expect(sidebar.page.get_by_text("演示时间")).to_be_visible()
    sidebar.page.keyboard.press("?")
    dialog = sidebar.page.get_by_role("dialog", name="快捷键")
    expect(dialog).to_contain_text("Ctrl+Enter")
    sidebar.page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    sidebar.page.keyboard.press("?")
    expect(dialog).to_be_visible()


def test_a_slash_in_the_message_is_a_slash(sidebar: Sidebar) -> None:
    sidebar.composer.press_sequentially("1/2?")
    expect(sidebar.composer).to_have_value("1/2?")
    expect(sidebar.composer).to_be_focused()
