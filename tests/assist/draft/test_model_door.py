"""The door to the model, against a real server: a reply is whole, in time, or an error."""

import asyncio
import socket
from contextlib import aclosing

import pytest
from pydantic import SecretStr

from evals.model_server import Asked, Reply, ScriptedModel, refuses, says
from service.assist.draft.errors import (
    ModelCut,
    ModelError,
    ModelMalformed,
    ModelRefused,
    ModelStopped,
    ModelTimeout,
    ModelUnreachable,
)
from service.assist.draft.messages import Message
from service.assist.draft.model import Model, OpenAIModel

PROMPT = [
    Message("system", "你是客服。"),
    Message("user", "<报价>\n到手合计2299元；定金100元。\n</报价>"),
]
RETOLD = "亲，到手合计2299元；定金100元。"


async def reply(model: Model, *, deadline: float = 10) -> str:
    return "".join([chunk async for chunk in model.stream(PROMPT, deadline=deadline)])


async def test_a_reply_arrives_whole(model: OpenAIModel, server: ScriptedModel) -> None:
    assert await reply(model) == RETOLD
    [received] = server.requests
    assert received.body["model"] == "goalie-test"
    assert received.body["stream"] is True
    assert received.body["max_tokens"] == 200
    assert received.body["messages"][0] == {"role": "system", "content": "你是客服。"}
    assert received.headers["authorization"] == "Bearer test-key"


async def test_the_first_words_come_before_the_last_are_there(
    model: OpenAIModel, server: ScriptedModel
) -> None:
    server.queue("slow_tail")
    async with aclosing(model.stream(PROMPT, deadline=10)) as chunks:
        assert (await anext(chunks)).startswith("亲")


async def test_concurrent_replies_are_not_mixed(model: OpenAIModel, server: ScriptedModel) -> None:
    server.queue(*[says(f"第{number}位") for number in range(20)])
    replies = await asyncio.gather(*[reply(model) for _ in range(20)])
    assert sorted(replies) == sorted(f"第{number}位" for number in range(20))


async def test_one_connection_serves_one_reply_after_another(
    model: OpenAIModel, server: ScriptedModel
) -> None:
    for _ in range(3):
        await reply(model)
    assert len({received.client for received in server.requests}) == 1


@pytest.mark.parametrize("behaviour", ["hangs", "slow_first_token", "drip"])
async def test_a_late_first_token_is_not_waited_for(
    impatient: OpenAIModel, server: ScriptedModel, behaviour: str
) -> None:
    server.queue(behaviour)
    with pytest.raises(ModelTimeout):
        await reply(impatient)
    assert len(server.requests) < 2, "a slow model must not be asked twice"


@pytest.mark.parametrize("behaviour", ["slow_tail", "hangs", "drip", "chatters"])
async def test_nothing_outlives_the_deadline(
    model: OpenAIModel, server: ScriptedModel, behaviour: str
) -> None:
    server.queue(chatters if behaviour == "chatters" else behaviour)
    with pytest.raises(ModelTimeout):
        await reply(model, deadline=0.25)
    [received] = server.requests
    assert await asyncio.to_thread(received.left.wait, 5), "the call upstream goes on"


async def chatters(asked: Asked, answer: Reply) -> None:
    """Says little, but never lets a read wait."""
    while True:
        await answer.raw(b": still here\n\n")
        await asyncio.sleep(0.001)


async def test_a_whole_reply_does_not_wait_for_a_slow_goodbye(
    model: OpenAIModel, server: ScriptedModel
) -> None:
    server.queue("slow_goodbye")
    async with asyncio.timeout(10):
        assert await reply(model, deadline=60) == RETOLD


@pytest.mark.parametrize("behaviour", ["cut", "torn"])
async def test_a_price_cut_in_half_is_no_reply(
    model: OpenAIModel, server: ScriptedModel, behaviour: str
) -> None:
    server.queue(behaviour)
    with pytest.raises(ModelCut):
        await reply(model)
    assert len(server.requests) == 1, "half a reply must not be tried again"


@pytest.mark.parametrize(
    ("behaviour", "finish_reason"),
    [
        ("too_long", "length"),
        ("filtered", "content_filter"),
        ("malformed_tool_call", "tool_calls"),
    ],
)
async def test_a_reply_the_model_did_not_finish_is_no_reply(
    model: OpenAIModel, server: ScriptedModel, behaviour: str, finish_reason: str
) -> None:
    server.queue(behaviour)
    with pytest.raises(ModelStopped) as stopped:
        await reply(model)
    assert stopped.value.finish_reason == finish_reason


@pytest.mark.parametrize("behaviour", ["half_json", "html", "empty", "wrong_encoding", "endless"])
async def test_what_is_not_the_protocol_is_no_reply(
    model: OpenAIModel, server: ScriptedModel, behaviour: str
) -> None:
    server.queue(behaviour)
    with pytest.raises(ModelMalformed):
        await reply(model)
    assert len(server.requests) == 1


@pytest.mark.parametrize("behaviour", ["server_error", "error_in_stream"])
async def test_a_server_error_before_the_first_word_is_tried_again(
    model: OpenAIModel, server: ScriptedModel, behaviour: str
) -> None:
    server.queue(behaviour)
    assert await reply(model) == RETOLD
    assert len(server.requests) == 2


async def test_a_server_error_after_the_first_word_is_not_tried_again(
    model: OpenAIModel, server: ScriptedModel
) -> None:
    server.queue(overloaded_in_the_middle)
    async with aclosing(model.stream(PROMPT, deadline=10)) as chunks:
        assert await anext(chunks) == "亲，"
        with pytest.raises(ModelRefused):
            await anext(chunks)
    assert len(server.requests) == 1


async def overloaded_in_the_middle(asked: Asked, answer: Reply) -> None:
    await answer.say("亲，")
    await asyncio.sleep(0.05)
    await answer.event(b'{"error": {"message": "overloaded", "code": 503}}')
    await answer.end()


async def test_a_server_that_stays_broken_is_not_tried_for_ever(
    model: OpenAIModel, server: ScriptedModel
) -> None:
    server.queue(*["server_error"] * 3)
    with pytest.raises(ModelRefused) as refused:
        await reply(model)
    assert refused.value.status == 500
    assert len(server.requests) == 2


async def test_retry_after_is_waited_for_when_it_fits_the_deadline(
    model: OpenAIModel, server: ScriptedModel
) -> None:
    server.queue(refuses(429, retry_after="0.25"))
    assert await reply(model) == RETOLD
    first, second = server.requests
    assert second.at_seconds - first.at_seconds >= 0.25


async def test_retry_after_beyond_the_deadline_fails_at_once(
    model: OpenAIModel, server: ScriptedModel
) -> None:
    server.queue(refuses(429, retry_after="60"))
    with pytest.raises(ModelRefused) as refused:
        await reply(model)
    assert (refused.value.status, refused.value.retry_after_seconds) == (429, 60)
    assert refused.value.reason == "模型限流"


@pytest.mark.parametrize("status", [400, 401, 403, 404])
async def test_a_request_that_is_wrong_is_not_repeated(
    model: OpenAIModel, server: ScriptedModel, status: int
) -> None:
    server.queue(refuses(status))
    with pytest.raises(ModelRefused) as refused:
        await reply(model)
    assert refused.value.status == status
    assert len(server.requests) == 1


async def test_nobody_listening_is_an_error_in_words(unused_url: str) -> None:
    model = OpenAIModel(
        base_url=unused_url,
        api_key=SecretStr("k"),
        name="goalie-test",
        first_token_seconds=1,
        max_tokens=200,
    )
    with pytest.raises(ModelUnreachable) as unreachable:
        await reply(model)
    await model.close()
    assert unreachable.value.reason == "连不上模型服务"


@pytest.fixture
def unused_url() -> str:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port: int = listening.getsockname()[1]
    return f"http://127.0.0.1:{port}/v1"


async def test_the_call_upstream_ends_when_the_reader_stops(
    model: OpenAIModel, server: ScriptedModel
) -> None:
    server.queue("slow_tail")
    async with aclosing(model.stream(PROMPT, deadline=30)) as chunks:
        await anext(chunks)
    [received] = server.requests
    assert await asyncio.to_thread(received.left.wait, 5)


async def test_the_call_upstream_ends_when_the_reader_is_cancelled(
    model: OpenAIModel, server: ScriptedModel
) -> None:
    server.queue("slow_tail")
    all_heard = asyncio.Event()

    async def read() -> None:
        heard = ""
        async for chunk in model.stream(PROMPT, deadline=30):
            heard += chunk
            if heard == RETOLD:
                all_heard.set()

    reading = asyncio.create_task(read())
    async with asyncio.timeout(10):
        await all_heard.wait()
    reading.cancel()
    with pytest.raises(asyncio.CancelledError):
        await reading
    assert await asyncio.to_thread(server.requests[0].left.wait, 5)


@pytest.mark.parametrize("behaviour", ["slow_tail", "cut", "html", "unauthorised", "filtered"])
async def test_every_failure_has_a_reason_the_agent_can_read(
    model: OpenAIModel, server: ScriptedModel, behaviour: str
) -> None:
    server.queue(behaviour)
    with pytest.raises(ModelError) as failure:
        await reply(model, deadline=0.25)
    assert failure.value.reason.startswith("模型")
    assert "test-key" not in str(failure.value)
