"""A scripted model over real HTTP on loopback, and the door to it with budgets for tests."""

from collections.abc import AsyncIterator, Iterator

import pytest
from pydantic import SecretStr

from evals.model_server import ScriptedModel
from service.assist.draft.model import OpenAIModel


@pytest.fixture(scope="session")
def _running() -> Iterator[ScriptedModel]:
    with ScriptedModel() as server:
        yield server


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """A proxy in the developer's environment is not asked for loopback."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")


@pytest.fixture
def server(_running: ScriptedModel) -> ScriptedModel:
    """The scripted model, with nothing queued and nothing remembered."""
    _running.reset()
    return _running


@pytest.fixture
async def model(server: ScriptedModel) -> AsyncIterator[OpenAIModel]:
    """The door under test, with time enough for a busy machine."""
    door = door_to(server.url, first_token_seconds=10)
    yield door
    await door.close()


@pytest.fixture
async def impatient(server: ScriptedModel) -> AsyncIterator[OpenAIModel]:
    """The door under test, waiting 0.15 s for the first token."""
    door = door_to(server.url, first_token_seconds=0.15)
    yield door
    await door.close()


def door_to(url: str, *, first_token_seconds: float) -> OpenAIModel:
    return OpenAIModel(
        base_url=url,
        api_key=SecretStr("test-key"),
        name="goalie-test",
        first_token_seconds=first_token_seconds,
        max_tokens=200,
    )
