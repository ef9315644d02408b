"""The scripted model speaks the OpenAI protocol and says what it is told to."""

import json
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from evals.model_server import BEHAVIOURS, ScriptedModel, says

QUOTE = "<报价>\n到手合计2,299.00元；定金100元。\n</报价>"


@pytest.fixture(scope="module")
def running() -> Iterator[ScriptedModel]:
    with ScriptedModel() as server:
        yield server


@pytest.fixture
def client(running: ScriptedModel) -> Iterator[httpx.Client]:
    running.reset()
    with httpx.Client(base_url=running.url, timeout=5, trust_env=False) as client:
        yield client


def said(client: httpx.Client, prompt: str, *, model: str = "any") -> str:
    body = {"model": model, "messages": [{"role": "user", "content": prompt}]}
    answer: dict[str, Any] = client.post("/chat/completions", json=body).json()
    [choice] = answer["choices"]
    assert choice["finish_reason"] == "stop"
    return str(choice["message"]["content"])


def test_every_behaviour_is_a_model_in_the_list(client: httpx.Client) -> None:
    models = client.get("/models").json()["data"]
    assert [model["id"] for model in models] == list(BEHAVIOURS)


def test_the_faithful_one_retells_the_quote(client: httpx.Client) -> None:
    assert said(client, QUOTE) == "亲，到手合计2,299.00元；定金100元。"


@pytest.mark.parametrize("first", ["[1] 整机保修6年。", "[1] 问：保修多久 答：整机保修6年。"])
def test_without_a_quote_it_retells_the_evidence(client: httpx.Client, first: str) -> None:
    prompt = f"<证据>\n{first}\n[2] 其他\n</证据>\n<报价>\n（无）\n</报价>"
    assert said(client, prompt) == "亲，整机保修6年。"


def test_without_any_data_it_promises_nothing(client: httpx.Client) -> None:
    assert "核实" in said(client, "在吗")


def test_the_sloppy_one_gets_one_digit_wrong(client: httpx.Client) -> None:
    assert said(client, QUOTE, model="sloppy") == "亲，到手合计2,299.00元；定金200元。"


def test_the_adversarial_one_lures_away_with_half_the_price(client: httpx.Client) -> None:
    text = said(client, QUOTE, model="adversarial")
    assert "微信" in text
    assert "只要1149元" in text


def test_a_streamed_reply_is_the_same_text_in_pieces(client: httpx.Client) -> None:
    body: dict[str, Any] = {"stream": True, "messages": [{"role": "user", "content": QUOTE}]}
    body["stream_options"] = {"include_usage": True}
    with client.stream("POST", "/chat/completions", json=body) as answer:
        assert answer.headers["content-type"].startswith("text/event-stream")
        events = [line.removeprefix("data: ") for line in answer.iter_lines() if line]
    assert events.pop() == "[DONE]"
    chunks = [json.loads(event) for event in events]
    choices = [chunk["choices"][0] for chunk in chunks if chunk["choices"]]
    pieces = [choice["delta"].get("content", "") for choice in choices]
    assert len(pieces) > 5
    assert "".join(pieces) == "亲，到手合计2,299.00元；定金100元。"
    assert choices[-1]["finish_reason"] == "stop"
    assert chunks[-1]["usage"]["completion_tokens"] == len("".join(pieces))


def test_what_is_queued_comes_first_and_once(client: httpx.Client, running: ScriptedModel) -> None:
    running.queue(says("第一句"), says("第二句"))
    assert [said(client, QUOTE, model="sloppy") for _ in range(2)] == ["第一句", "第二句"]
    assert "200元" in said(client, QUOTE, model="sloppy")
    assert [received.body["model"] for received in running.requests] == ["sloppy"] * 3


def test_a_misspelt_behaviour_is_refused_with_the_list() -> None:
    with pytest.raises(ValueError, match="no behaviour 'faithfull'; there are adversarial"):
        ScriptedModel("faithfull")


def test_another_path_is_not_found(client: httpx.Client) -> None:
    assert client.get("/embeddings").status_code == 404


def test_it_runs_by_itself_and_prints_its_address() -> None:
    command = [sys.executable, "-m", "evals.model_server", "--behaviour", "sloppy"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        try:
            with httpx.Client(base_url=address, timeout=5, trust_env=False) as client:
                assert "200元" in said(client, QUOTE)
        finally:
            process.terminate()
