"""What models may cost and how much is asked of them: caps, peak mode, a second model, leaving."""

import contextlib
import time
from pathlib import Path
from typing import Any

import httpx
import pytest

from evals.model_server import ScriptedModel, says
from tests.fakes import running

FIRST = "定金100抵200的那款空调，两台到手多少钱，尾款什么时候付？"
RIGHT = "亲，两台到手合计4698元。"


@pytest.fixture
def model() -> Any:
    with ScriptedModel(says(RIGHT)) as served:
        yield served


def post(base: str, text: str = FIRST, **more: Any) -> dict[str, Any]:
    body = {"shop": "demo", "turns": [{"role": "customer", "text": text}], **more}
    response = httpx.post(f"{base}/v1/suggestions", json=body, timeout=30)
    assert response.status_code == 200, response.text
    answer: dict[str, Any] = response.json()
    return answer


def kinds(answer: dict[str, Any]) -> list[str]:
    return [suggestion["kind"] for suggestion in answer["suggestions"]]


def get(base: str, path: str) -> dict[str, Any]:
    found: dict[str, Any] = httpx.get(f"{base}{path}", timeout=10).json()
    return found


def test_what_a_conversation_and_a_day_have_cost_is_told_and_outlives_a_restart(
    model: ScriptedModel, tmp_path: Path
) -> None:
    prices = {"gpt-4o-mini": {"input": "2", "cached": "0.5", "output": "8"}}
    given: dict[str, Any] = {"OPENAI_BASE_URL": model.url, "model_prices": prices}
    with running(tmp_path, **given) as base:
        conversation = post(base)["conversation_id"]
        spent = get(base, f"/v1/conversations/{conversation}?shop=demo")["usage"]
        prompt = sum(len(m["content"]) for m in model.requests[0].body["messages"])
        assert spent["calls"] == 1
        assert spent["estimated_calls"] == 0
        assert spent["completion_tokens"] == len(RIGHT)
        assert spent["prompt_tokens"] == pytest.approx(prompt, abs=2)
        micros = spent["prompt_tokens"] * 2 + len(RIGHT) * 8
        assert spent["yuan"] == f"0.{micros:06d}"
    with running(tmp_path, **given) as base:
        assert get(base, f"/v1/conversations/{conversation}?shop=demo")["usage"] == spent
        day = get(base, "/v1/usage?shop=demo")
        assert day["usage"] == spent
        assert day["models"] == {"gpt-4o-mini": spent}
        assert day["day"] == "2026-11-05"
        assert get(base, "/v1/usage?shop=demo&day=2026-11-06")["usage"]["calls"] == 0


def test_over_a_conversations_cap_the_script_answers_it_and_other_conversations_go_on(
    model: ScriptedModel, tmp_path: Path
) -> None:
    given = {"OPENAI_BASE_URL": model.url, "model_cap_conversation_tokens": 500}
    with running(tmp_path, **given) as base:
        first = post(base)
        again = post(base, "那三台呢", conversation_id=first["conversation_id"])
        other = post(base)
    assert first["degraded"] is None
    assert again["degraded"] == "本次会话的模型用量已到上限，已用规则模板"
    assert "generated" not in kinds(again)
    assert "generated" in kinds(other)


def test_over_a_shops_daily_cap_the_scripts_answer_also_after_a_restart(
    model: ScriptedModel, tmp_path: Path
) -> None:
    given = {"OPENAI_BASE_URL": model.url, "model_cap_shop_day_tokens": 500}
    with running(tmp_path, **given) as base:
        assert post(base)["degraded"] is None
        assert post(base)["degraded"] == "店铺今天的模型用量已到上限，已用规则模板"
    with running(tmp_path, **given) as base:
        answer = post(base)
        assert answer["degraded"] == "店铺今天的模型用量已到上限，已用规则模板"
        assert answer["mode"] == "script"
        assert get(base, "/v1/usage?shop=demo")["cap_used"] >= 1
    assert len(model.requests) == 1


def test_a_cap_of_zero_is_zero(model: ScriptedModel, tmp_path: Path) -> None:
    given = {"OPENAI_BASE_URL": model.url, "model_cap_shop_day_tokens": 0}
    with running(tmp_path, **given) as base:
        assert "上限" in post(base)["degraded"]
    assert model.requests == []


def test_scripts_only_by_hand(model: ScriptedModel, tmp_path: Path) -> None:
    with running(tmp_path, OPENAI_BASE_URL=model.url, peak_mode="script") as base:
        answer = post(base)
        assert get(base, "/readyz")["peak"]["mode"] == "script"
    assert answer["mode"] == "script"
    assert answer["degraded"] == "高峰模式，只用规则模板"
    assert answer["suggestions"][0]["kind"] == "price"
    assert model.requests == []


def test_lean_asks_once_without_tools_and_then_uses_the_draft_again(
    model: ScriptedModel, tmp_path: Path
) -> None:
    given = {"OPENAI_BASE_URL": model.url, "peak_mode": "lean", "model_candidates": 3}
    with running(tmp_path, **given) as base:
        first, second, other = post(base), post(base), post(base, "清风1.5匹多少钱")
    [asked, about_another] = [received.body for received in model.requests]
    assert "tools" not in asked
    assert asked != about_another
    assert first["suggestions"][0]["text"] == second["suggestions"][0]["text"] == RIGHT
    assert first["suggestions"][0]["id"] != second["suggestions"][0]["id"]
    assert RIGHT not in [suggestion["text"] for suggestion in other["suggestions"]]


def test_a_second_model_answers_when_the_first_fails(tmp_path: Path) -> None:
    with ScriptedModel("server_error") as broken, ScriptedModel(says(RIGHT)) as sound:
        given = {"model_fallback": "other", "model_fallback_base_url": sound.url}
        with running(tmp_path, OPENAI_BASE_URL=broken.url, **given) as base:
            answer = post(base)
            models = get(base, "/v1/usage?shop=demo")["models"]
    assert answer["suggestions"][0]["text"] == RIGHT
    assert answer["degraded"] is None
    assert [received.body["model"] for received in sound.requests] == ["other"]
    assert set(models) == {"other"}


@pytest.mark.parametrize("accept", ["application/json", "text/event-stream"])
def test_when_the_caller_leaves_the_call_upstream_is_cancelled_and_its_cost_booked(
    model: ScriptedModel, tmp_path: Path, accept: str
) -> None:
    model.queue("slow_tail")
    body = {"shop": "demo", "turns": [{"role": "customer", "text": FIRST}]}
    with running(tmp_path, OPENAI_BASE_URL=model.url, model_deadline_seconds=30) as base:
        with contextlib.suppress(httpx.ReadTimeout):
            httpx.post(f"{base}/v1/suggestions", json=body, headers={"accept": accept}, timeout=1)
        assert model.requests[0].left.wait(5), "the call upstream goes on"
        time.sleep(0.2)
        assert get(base, "/v1/usage?shop=demo")["usage"]["estimated_calls"] == 1


def test_every_answer_carries_the_requests_id(model: ScriptedModel, tmp_path: Path) -> None:
    with running(tmp_path) as base:
        own = httpx.get(f"{base}/healthz").headers["x-request-id"]
        given = httpx.get(f"{base}/healthz", headers={"x-request-id": "agent-7.1"}).headers
        evil = httpx.get(f"{base}/healthz", headers={"x-request-id": "a b{}"}).headers
    assert own.startswith("r_")
    assert given["x-request-id"] == "agent-7.1"
    assert evil["x-request-id"].startswith("r_")
