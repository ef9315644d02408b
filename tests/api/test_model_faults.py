"""Every fault of a model at once: each conversation has its own answer in time, and the model is
asked again when it is well, without a restart. ``python -m evals.bench.model_faults`` has the
figures, at 50 conversations a fault."""

import asyncio
import time
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from typing import Any

import httpx
import pytest

from evals.model_server import BEHAVIOURS, Asked, Reply, ScriptedModel
from tests.fakes import running

BUDGET_SECONDS = 2.0
GENEROUS_SECONDS = 20.0
"""For a machine that does much else; what hangs would hang for an hour."""

SKUS = ["HF-KFR35-JY", "HF-AF5", "HF-RV-X2", "HF-EH60", "HF-RC4-IH", "HF-KX38"]
GOODS = [(sku, pieces) for sku in SKUS for pieces in range(1, 6)]


@pytest.fixture
def model() -> Iterator[ScriptedModel]:
    with ScriptedModel() as served:
        yield served


async def ask(client: httpx.AsyncClient, sku: str, pieces: int) -> dict[str, Any]:
    body = {
        "shop": "demo",
        "turns": [{"role": "customer", "text": f"这个要{pieces}件，到手多少钱"}],
        "context": {"sku": sku},
    }
    response = await client.post("/v1/suggestions", json=body)
    assert response.status_code == 200, response.text
    answer: dict[str, Any] = response.json()
    return answer


async def all_at_once(base: str) -> list[dict[str, Any]]:
    async with httpx.AsyncClient(base_url=base, timeout=GENEROUS_SECONDS) as client:
        return list(await asyncio.gather(*(ask(client, *goods) for goods in GOODS)))


def generated(answer: dict[str, Any]) -> list[str]:
    return [s["text"] for s in answer["suggestions"] if s["kind"] == "generated"]


def canary(answer: dict[str, Any]) -> tuple[str, int, str]:
    [quote] = {str(s["quote"]): s["quote"] for s in answer["suggestions"] if s["quote"]}.values()
    [line] = quote["lines"]
    return line["sku"], line["quantity"], quote["payable"]


def test_through_all_faults_at_once_nothing_is_lost_or_mixed_and_drafts_come_back(
    model: ScriptedModel, tmp_path: Path
) -> None:
    faults = cycle(BEHAVIOURS.values())

    async def another_each_time(asked: Asked, reply: Reply) -> None:
        await next(faults)(asked, reply)

    given: dict[str, Any] = {
        "model_deadline_seconds": BUDGET_SECONDS,
        "model_first_token_seconds": 1.0,
        "model_breaker_rest_seconds": 0.2,
        "peak_hold_seconds": 0.2,
    }
    with running(tmp_path, OPENAI_BASE_URL=model.url, **given) as base:
        calm = asyncio.run(all_at_once(base))
        canaries = [canary(answer) for answer in calm]
        assert [(sku, pieces) for sku, pieces, _ in canaries] == GOODS
        assert len({price for _, _, price in canaries}) == len(GOODS)
        model.become(another_each_time)
        started = time.monotonic()
        stormy = asyncio.run(all_at_once(base))
        assert time.monotonic() - started < GENEROUS_SECONDS
        assert [canary(answer) for answer in stormy] == canaries
        assert len({answer["conversation_id"] for answer in calm + stormy}) == 2 * len(GOODS)
        assert any(answer["degraded"] for answer in stormy)
        model.become("faithful")
        while not generated(answer := asyncio.run(all_at_once(base))[0]):
            assert time.monotonic() - started < 2 * GENEROUS_SECONDS, answer["degraded"]
            time.sleep(0.2)
