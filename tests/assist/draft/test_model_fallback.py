"""A second model behind the first: asked when the first fails, or as well when it is silent."""

import asyncio
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import aclosing

import pytest

from evals.model_server import ScriptedModel, says
from service.assist.draft.errors import ModelCut, ModelRefused, ModelTimeout
from service.assist.draft.fallback import FallbackModel
from service.assist.draft.messages import Exchange, Message
from tests.assist.draft.conftest import door_to

PROMPT = [Message("user", "在吗")]


@pytest.fixture(scope="module")
def _second() -> Iterator[ScriptedModel]:
    with ScriptedModel(says("我是第二个。")) as served:
        yield served


@pytest.fixture
def second(_second: ScriptedModel) -> ScriptedModel:
    _second.reset()
    return _second


@pytest.fixture
async def models(server: ScriptedModel, second: ScriptedModel) -> AsyncIterator[FallbackModel]:
    both = FallbackModel(
        door_to(server.url, first_token_seconds=10),
        door_to(second.url, first_token_seconds=10),
        hedge_seconds=0.2,
    )
    yield both
    await both.close()


async def reply(model: FallbackModel, exchange: Exchange, deadline: float = 10) -> str:
    chunks = model.stream(PROMPT, deadline=deadline, exchange=exchange)
    return "".join([chunk async for chunk in chunks])


async def test_while_the_first_answers_the_second_is_not_asked(
    models: FallbackModel, server: ScriptedModel, second: ScriptedModel
) -> None:
    server.queue(says("我是第一个。"))
    assert await reply(models, Exchange()) == "我是第一个。"
    assert second.requests == []


@pytest.mark.parametrize("fault", ["server_error", "html", "empty", "unauthorised", "filtered"])
async def test_the_second_answers_when_the_first_fails_before_a_word(
    models: FallbackModel, server: ScriptedModel, fault: str
) -> None:
    server.queue(*[says("") if fault == "filtered" else fault] * 2)
    assert await reply(models, Exchange()) == "我是第二个。"


async def test_the_second_is_asked_as_well_when_the_first_is_silent_and_the_first_is_cancelled(
    models: FallbackModel, server: ScriptedModel
) -> None:
    server.queue("hangs")
    started = time.monotonic()
    exchange = Exchange()
    assert await reply(models, exchange) == "我是第二个。"
    assert time.monotonic() - started < 5
    assert await asyncio.to_thread(server.requests[0].left.wait, 5)
    assert len(exchange.usages) == 1


async def test_after_the_first_word_there_is_no_changing_over(
    models: FallbackModel, server: ScriptedModel, second: ScriptedModel
) -> None:
    server.queue("cut")
    with pytest.raises(ModelCut):
        await reply(models, Exchange())
    assert second.requests == []


async def test_where_both_fail_the_first_failure_is_told(
    models: FallbackModel, server: ScriptedModel, second: ScriptedModel
) -> None:
    server.queue(*["unauthorised"] * 2)
    second.queue(*["server_error"] * 2)
    with pytest.raises(ModelRefused) as refused:
        await reply(models, Exchange())
    assert refused.value.status == 401


async def test_both_share_one_deadline(
    models: FallbackModel, server: ScriptedModel, second: ScriptedModel
) -> None:
    server.queue("hangs")
    second.queue("hangs")
    started = time.monotonic()
    with pytest.raises(ModelTimeout):
        await reply(models, Exchange(), deadline=0.6)
    assert time.monotonic() - started < 5


async def test_a_reader_who_leaves_ends_both_calls(
    models: FallbackModel, server: ScriptedModel, second: ScriptedModel
) -> None:
    server.queue("hangs")
    second.queue("slow_tail")
    async with aclosing(models.stream(PROMPT, deadline=10)) as chunks:
        assert await anext(chunks)
    for served in (server, second):
        await asyncio.to_thread(_until_asked, served)
        assert await asyncio.to_thread(served.requests[0].left.wait, 5)


def _until_asked(served: ScriptedModel) -> None:
    """On a busy machine the first may hear of its call last."""
    end = time.monotonic() + 5
    while not served.requests and time.monotonic() < end:
        time.sleep(0.01)
