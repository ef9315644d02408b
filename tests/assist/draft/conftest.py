"""A scripted model over real HTTP on loopback, and the door to it with budgets for tests."""

from collections.abc import AsyncIterator, Iterator

import pytest
from evals.model_server import ScriptedModel
from pydantic import SecretStr
from service.assist.draft.model import OpenAIModel


@pytest.fixture(scope="session")
def _running() -> Iterator[ScriptedModel]:
    with ScriptedModel() as server:
        yield server


@pytest.fixture
def server(_running: ScriptedModel) -> ScriptedModel:
    """The scripted model, with nothing queued and nothing remembered."""
    _running.reset()
    return _running


@pytest.fixture
async def model(server: ScriptedModel) -> AsyncIterator[OpenAIModel]:
    """The door under test: at most 0.1 s of silence, one more attempt."""
    door = OpenAIModel(
        base_url=server.url,
        api_key=SecretStr("test-key"),
        name="goalie-test",
        first_token_seconds=0.1,
        max_tokens=200,
    )
    yield door
    await door.close()
