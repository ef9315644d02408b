"""Marks of a model that its server does not know: they never reach the reply."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.model_server import ScriptedModel, says
from service.assist.draft.errors import ModelMalformed, ModelStopped
from service.assist.draft.markup import Markup
from service.assist.draft.messages import Exchange, Message, Tool, ToolCall
from service.assist.draft.model import OpenAIModel

CALL = '<tool_call>\n{"name": "search", "arguments": {"query": "保修"}}\n</tool_call>'
SEARCH = Tool("search", "查资料", {"type": "object", "properties": {}})


def read(text: str, size: int) -> tuple[str, tuple[ToolCall, ...]]:
    markup = Markup()
    said = "".join(markup.feed(text[at : at + size]) for at in range(0, len(text), size))
    rest, calls = markup.end()
    return said + rest, calls


@given(st.integers(1, 9))
def test_thinking_is_no_part_of_the_reply(size: int) -> None:
    assert read("<think>\n2299-100=2199 < 2299\n</think>\n\n亲，到手2299元。", size) == (
        "亲，到手2299元。",
        (),
    )


@given(st.integers(1, 9))
def test_a_call_in_the_text_is_a_call(size: int) -> None:
    said, calls = read(f"我查一下。{CALL}\n{CALL}", size)
    assert said == "我查一下。"
    assert [(c.name, c.arguments) for c in calls] == [("search", '{"query": "保修"}')] * 2


@given(st.text(alphabet="亲<think>tol_ca/元1", min_size=1), st.integers(1, 5))
def test_other_text_is_kept(text: str, size: int) -> None:
    text = f"亲{text}"
    if "<think>" in text or "<tool_call>" in text:
        return
    assert read(text, size) == (text, ())


def test_half_a_call_is_given_to_who_reads_the_arguments() -> None:
    _, [call] = read('<tool_call>{"name": "quote", "argu', 3)
    assert (call.name, call.arguments) == ("", '{"name": "quote", "argu')


@pytest.mark.parametrize("text", ["<think>还没想完", "<think>想完了</think>\n"])
def test_thinking_alone_is_no_reply(text: str) -> None:
    with pytest.raises(ModelMalformed):
        read(text, 4)


async def test_a_call_in_the_text_that_nobody_offered_is_no_reply(
    model: OpenAIModel, server: ScriptedModel
) -> None:
    server.queue(says(CALL))
    with pytest.raises(ModelStopped):
        async for _ in model.stream([Message("user", "在吗")], deadline=10):
            pass


async def test_a_call_in_the_text_reaches_the_tools(
    model: OpenAIModel, server: ScriptedModel
) -> None:
    server.queue(says(CALL))
    exchange = Exchange(tools=(SEARCH,))
    chunks = model.stream([Message("user", "在吗")], deadline=10, exchange=exchange)
    assert [chunk async for chunk in chunks] == []
    assert [call.name for call in exchange.calls] == ["search"]
