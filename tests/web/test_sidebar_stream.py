"""The sidebar while an answer streams, on a service that writes byte by byte."""

import pytest
from playwright.sync_api import expect

from tests.web.scripted_service import (
    DONE,
    STATE,
    Answer,
    ScriptedService,
    event,
    suggestion,
)
from tests.web.sidebar import Sidebar

pytestmark = pytest.mark.browser


def test_the_script_is_usable_while_the_model_still_writes(
    sidebar: Sidebar, service: ScriptedService
) -> None:
    stream = Answer().send(STATE, suggestion("亲，尾款 2249 元哦~"))
    service.will(stream)
    sidebar.say("尾款多少")
    expect(sidebar.pill).to_have_text("生成中")
    expect(sidebar.draft).to_have_value("亲，尾款 2249 元哦~")
    expect(sidebar.button("采用并记入对话")).to_be_enabled()

    stream.send(event("delta", {"id": "g1", "text": "亲，帮您算好了。"}))
    sidebar.tab("建议2…").click()
    expect(sidebar.draft).to_have_value("亲，帮您算好了。")
    expect(sidebar.button("校验中…")).to_be_disabled()
    expect(sidebar.button("复制")).to_be_disabled()

    whole = suggestion("亲，帮您算好了。尾款 2249 元。", id="g1", kind="generated")
    stream.send(whole, DONE).end()
    expect(sidebar.pill).to_have_text("模型在线")
    expect(sidebar.draft).to_have_value("亲，帮您算好了。尾款 2249 元。")
    expect(sidebar.button("采用并记入对话")).to_be_enabled()


def test_a_character_cut_between_two_chunks_stays_whole(
    sidebar: Sidebar, service: ScriptedService
) -> None:
    encoded = suggestion("亲，禾风静悦两台到手 4698 元\u2028尾款另付")
    middle = encoded.index("禾".encode()) + 1
    stream = Answer().send(STATE, suggestion("请稍等"), encoded[:middle])
    service.will(stream)
    sidebar.say("多少钱")
    expect(sidebar.draft).to_have_value("请稍等")
    stream.send(encoded[middle:], DONE).end()
    expect(sidebar.draft).to_have_value("亲，禾风静悦两台到手 4698 元\u2028尾款另付")


def test_what_a_failing_model_began_is_taken_back(
    sidebar: Sidebar, service: ScriptedService
) -> None:
    begun = event("delta", {"id": "g1", "text": "亲，到手价"})
    stream = Answer().send(STATE, suggestion("亲，请稍等~"), begun)
    service.will(stream)
    sidebar.say("多少钱")
    sidebar.tab("建议2…").click()
    expect(sidebar.draft).to_have_value("亲，到手价")
    taken_back = suggestion("", id="g1", kind="generated")
    stream.send(taken_back, event("done", {"degraded": "模型断开", "seconds": 2})).end()
    expect(sidebar.pill).to_have_text("降级·规则模板")
    expect(sidebar.draft).to_have_value("亲，请稍等~")
    expect(sidebar.page.get_by_role("tab")).to_have_count(1)
