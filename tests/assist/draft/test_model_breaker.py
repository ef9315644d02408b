"""The breaker: a model that keeps failing is left alone, and comes back by itself."""

from contextlib import aclosing

import pytest

from evals.model_server import ScriptedModel
from service.assist.draft.breaker import Breaker, BreakerModel
from service.assist.draft.errors import ModelMalformed, ModelResting, ModelStopped
from service.assist.draft.messages import Message
from service.assist.draft.model import OpenAIModel

PROMPT = [Message("user", "在吗")]


class Watch:
    """A clock that is set by hand, in seconds."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def resting_model(model: OpenAIModel, watch: Watch) -> BreakerModel:
    """Rests for 30 s after two failures in a row."""
    return BreakerModel(model, Breaker(failures=2, rest_seconds=30, clock=watch))


async def reply(model: BreakerModel) -> str:
    return "".join([chunk async for chunk in model.stream(PROMPT, deadline=10)])


async def fail(model: BreakerModel, server: ScriptedModel, times: int = 1) -> None:
    for _ in range(times):
        server.queue("html")
        with pytest.raises(ModelMalformed):
            await reply(model)


async def test_after_failures_in_a_row_the_endpoint_is_not_called(
    resting_model: BreakerModel, server: ScriptedModel, watch: Watch
) -> None:
    await fail(resting_model, server, times=2)
    watch.now += 10
    with pytest.raises(ModelResting) as resting:
        await reply(resting_model)
    assert resting.value.seconds == 20
    assert len(server.requests) == 2


async def test_a_success_between_failures_starts_the_count_anew(
    resting_model: BreakerModel, server: ScriptedModel
) -> None:
    await fail(resting_model, server)
    await reply(resting_model)
    await fail(resting_model, server)
    assert await reply(resting_model)


async def test_after_the_rest_one_call_tries_while_the_others_wait(
    resting_model: BreakerModel, server: ScriptedModel, watch: Watch
) -> None:
    await fail(resting_model, server, times=2)
    watch.now += 30
    async with aclosing(resting_model.stream(PROMPT, deadline=10)) as trial:
        await anext(trial)
        with pytest.raises(ModelResting):
            await reply(resting_model)
        assert [chunk async for chunk in trial]
    assert await reply(resting_model)


async def test_a_trial_that_fails_begins_the_rest_again(
    resting_model: BreakerModel, server: ScriptedModel, watch: Watch
) -> None:
    await fail(resting_model, server, times=2)
    watch.now += 30
    await fail(resting_model, server)
    watch.now += 29
    with pytest.raises(ModelResting):
        await reply(resting_model)


async def test_a_trial_whose_reader_went_away_does_not_close_the_door_for_ever(
    resting_model: BreakerModel, server: ScriptedModel, watch: Watch
) -> None:
    await fail(resting_model, server, times=2)
    watch.now += 30
    server.queue("slow_tail")
    async with aclosing(resting_model.stream(PROMPT, deadline=10)) as trial:
        await anext(trial)
    watch.now += 30
    assert await reply(resting_model)


async def test_a_filtered_reply_says_nothing_about_the_endpoint(
    resting_model: BreakerModel, server: ScriptedModel
) -> None:
    for _ in range(3):
        server.queue("filtered")
        with pytest.raises(ModelStopped):
            await reply(resting_model)
    assert await reply(resting_model)
