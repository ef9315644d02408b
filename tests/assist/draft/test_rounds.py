"""A reply in bounded rounds: tools may be asked for a few times, then the model has to reply."""

import time
from collections.abc import Callable
from datetime import datetime

import pytest

from evals.model_server import Asked, Behaviour, Reply, ScriptedModel, asks, says
from service.assist.draft.errors import ModelError, ModelMalformed, ModelStopped, ModelTimeout
from service.assist.draft.generated import messages_for
from service.assist.draft.messages import Exchange
from service.assist.draft.model import OpenAIModel
from service.assist.draft.prompts import FOLDER, Prompt
from service.assist.draft.rounds import Rounds
from service.assist.draft.tool_texts import ToolTexts
from service.assist.draft.tools import Toolbox
from service.assist.ground import Evidence, ground
from service.assist.privacy import Vault
from service.assist.understand import build_lexicon, understand
from service.conversations.turns import Turn
from service.shops import Shop
from tests.fakes import Shelf

ASKED = [Turn("customer", "静悦1.5匹两台多少钱")]
THREE = {"items": [{"product": "HF-KFR35-JY", "quantity": 3}]}


@pytest.fixture
def evidence(shop: Shop, in_deposit_phase: datetime) -> Evidence:
    return ground(understand(ASKED, shop, build_lexicon(shop)), shop, Shelf(), in_deposit_phase)


@pytest.fixture
def rounds(model: OpenAIModel, evidence: Evidence) -> Rounds:
    return rounds_with(model, evidence)


def rounds_with(
    model: OpenAIModel, evidence: Evidence, left: Callable[[], float] = lambda: 10
) -> Rounds:
    toolbox = Toolbox(evidence, Shelf(), ToolTexts.load(FOLDER / "tools.yaml"))
    return Rounds(model, toolbox, 2, left)


async def said(rounds: Rounds, evidence: Evidence) -> list[str | None]:
    prompt = messages_for(Prompt.load(FOLDER / "reply.md"), evidence, ASKED, "direct", Vault())
    return [piece async for piece in rounds.stream(prompt)]


async def reply(rounds: Rounds, evidence: Evidence) -> str:
    text = ""
    for piece in await said(rounds, evidence):
        text = "" if piece is None else text + piece
    return text


async def test_the_model_asks_for_a_quote_and_retells_it(
    rounds: Rounds, evidence: Evidence, server: ScriptedModel
) -> None:
    server.queue(*[asks("quote", THREE)] * 2)
    assert "静悦1.5匹 3件到手合计7047元" in await reply(rounds, evidence)
    first, second = (received.body["messages"] for received in server.requests)
    assert second[: len(first)] == first, "the second round goes on where the first ended"
    assert second[-2]["tool_calls"][0]["function"]["name"] == "quote"
    assert second[-1]["role"] == "tool"
    assert second[-1]["tool_call_id"] == second[-2]["tool_calls"][0]["id"]


async def test_words_before_a_tool_call_are_taken_back(
    rounds: Rounds, evidence: Evidence, server: ScriptedModel
) -> None:
    server.queue(*[asks("quote", {}, first="我帮您算一下。")] * 2)
    pieces = await said(rounds, evidence)
    assert pieces.count(None) == 1
    assert "我帮您" not in await reply(rounds, evidence)


async def test_a_model_that_asks_for_ever_is_stopped(
    rounds: Rounds, evidence: Evidence, server: ScriptedModel
) -> None:
    server.queue(*["asks_for_ever"] * 9)
    with pytest.raises(ModelStopped):
        await said(rounds, evidence)
    assert len(server.requests) == 3
    choices = [received.body["tool_choice"] for received in server.requests]
    assert choices == ["auto", "auto", "none"]


async def test_a_malformed_call_is_given_back_once(
    rounds: Rounds, evidence: Evidence, server: ScriptedModel
) -> None:
    server.queue(*["asks_badly_once"] * 3)
    assert "4698元" in await reply(rounds, evidence)
    assert "没有执行" in server.requests[1].body["messages"][-1]["content"]


async def test_a_call_that_is_malformed_twice_ends_it(
    rounds: Rounds, evidence: Evidence, server: ScriptedModel
) -> None:
    server.queue(*["malformed_tool_call"] * 5)
    with pytest.raises(ModelMalformed):
        await said(rounds, evidence)
    assert len(server.requests) == 2


async def test_all_rounds_share_one_deadline(
    model: OpenAIModel, evidence: Evidence, server: ScriptedModel
) -> None:
    end = time.monotonic() + 0.4
    server.queue(asks("quote", {}), "hangs")
    with pytest.raises(ModelTimeout):
        await said(rounds_with(model, evidence, lambda: end - time.monotonic()), evidence)
    assert time.monotonic() < end + 2


def knows_no_tools(status: int, told: str) -> Behaviour:
    """A server that refuses a request with tools, as several do."""

    async def act(asked: Asked, answer: Reply) -> None:
        if asked.body.get("tools"):
            await answer.whole(status, f'{{"error": {{"message": "{told}"}}}}'.encode())
        else:
            await says("亲，到手合计4698元。")(asked, answer)

    return act


@pytest.mark.parametrize(
    ("status", "told"),
    [
        (400, "this model does not support tools"),
        (500, "tools param requires --jinja flag"),
        (422, "unprocessable"),
    ],
)
async def test_a_server_that_knows_no_tools_is_asked_without_and_remembered(
    rounds: Rounds, evidence: Evidence, server: ScriptedModel, status: int, told: str
) -> None:
    server.queue(*[knows_no_tools(status, told)] * 3)
    assert await reply(rounds, evidence) == "亲，到手合计4698元。"
    assert await reply(rounds, evidence) == "亲，到手合计4698元。"
    assert ["tools" in received.body for received in server.requests] == [True, False, False]


async def test_a_request_that_fails_without_tools_too_is_no_reason_to_forget_them(
    rounds: Rounds, evidence: Evidence, server: ScriptedModel
) -> None:
    server.queue(*[refuses_all] * 2)
    with pytest.raises(ModelError):
        await said(rounds, evidence)
    await reply(rounds, evidence)
    assert "tools" in server.requests[-1].body


async def refuses_all(asked: Asked, answer: Reply) -> None:
    await answer.whole(400, b'{"error": {"message": "context too long"}}')


async def test_a_server_without_the_usage_option_is_asked_without_it(
    model: OpenAIModel, evidence: Evidence, server: ScriptedModel
) -> None:
    async def strict(asked: Asked, answer: Reply) -> None:
        if "stream_options" in asked.body:
            await answer.whole(400, b'{"error": {"message": "unknown field: stream_options"}}')
        else:
            await says("好的。")(asked, answer)

    server.queue(*[strict] * 2)
    exchange = Exchange()
    prompt = messages_for(Prompt.load(FOLDER / "reply.md"), evidence, ASKED, "direct", Vault())
    chunks = model.stream(prompt, deadline=10, exchange=exchange)
    assert "".join([chunk async for chunk in chunks]) == "好的。"
    [usage] = exchange.usages
    assert usage.estimated


async def test_tokens_are_the_servers_own_count_where_it_gives_one(
    rounds: Rounds, evidence: Evidence, server: ScriptedModel
) -> None:
    server.queue(*[asks("quote", {})] * 2)
    await reply(rounds, evidence)
    usages = rounds.exchange.usages
    assert [usage.estimated for usage in usages] == [False, False]
    assert all(usage.prompt > 500 and usage.completion for usage in usages)


async def test_a_reply_that_breaks_off_has_cost_tokens_too(
    rounds: Rounds, evidence: Evidence, server: ScriptedModel
) -> None:
    server.queue("cut")
    with pytest.raises(ModelError):
        await said(rounds, evidence)
    [usage] = rounds.exchange.usages
    assert usage.estimated
    assert usage.prompt > 500
