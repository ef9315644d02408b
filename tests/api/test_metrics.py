"""``/metrics``: what Prometheus reads is what happened, and nothing of any buyer."""

import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.fakes import running

QUESTION = "静悦1.5匹空调到手多少钱，我电话13800138000"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[httpx.Client]:
    with (
        running(tmp_path) as address,
        httpx.Client(base_url=address, timeout=30) as client,
    ):
        yield client


def _ask(client: httpx.Client, text: str) -> httpx.Response:
    turns = [{"role": "customer", "text": text}]
    return client.post("/v1/suggestions", json={"shop": "demo", "turns": turns})


def _figures(client: httpx.Client) -> dict[str, float]:
    lines = client.get("/metrics").raise_for_status().text.splitlines()
    return {
        name: float(value)
        for name, value in (line.rsplit(" ", 1) for line in lines if not line.startswith("#"))
    }


def test_answers_stages_votes_and_handoffs_are_counted(desk: httpx.Client) -> None:
    told = _ask(desk, QUESTION).json()
    suggestion = told["suggestions"][0]["id"]
    desk.post(f"/v1/suggestions/{suggestion}/feedback", json={"event": "copied"})
    _ask(desk, "我要投诉")
    seen = _figures(desk)
    assert seen['goalie_answers_total{mode="full",shop="demo"}'] == 2
    assert seen['goalie_answers_in_time_total{shop="demo"}'] == 2
    assert seen['goalie_handoffs_total{reason="complaint",shop="demo"}'] == 1
    assert seen['goalie_feedback_total{event="copied"}'] == 1
    assert seen['goalie_stage_seconds_count{shop="demo",stage="suggest"}'] == 2
    suggest, whole = (
        seen[f'goalie_stage_seconds_sum{{shop="demo",stage="{stage}"}}']
        for stage in ("suggest", "whole")
    )
    assert 0 < suggest <= whole < 30


def test_requests_are_told_by_their_template_and_never_by_an_id(desk: httpx.Client) -> None:
    told = _ask(desk, QUESTION).json()
    desk.get(f"/v1/conversations/{told['conversation_id']}", params={"shop": "demo"})
    desk.get("/v1/nothing/here")
    text = desk.get("/metrics").text
    assert 'route="/v1/conversations/{conversation_id}"' in text
    assert told["conversation_id"] not in text
    assert "nothing/here" not in text
    assert not re.search(r"13800138000|空调|静悦", text)


def test_where_keys_are_asked_for_prometheus_needs_its_token(tmp_path: Path) -> None:
    with (
        running(tmp_path, demo=False, metrics_token="t0p") as address,
        httpx.Client(base_url=address, timeout=30) as client,
    ):
        assert client.get("/metrics").status_code == 401
        headers = {"Authorization": "Bearer t0p"}
        assert client.get("/metrics", headers=headers).status_code == 200


def test_without_a_token_nobody_reads_the_metrics(tmp_path: Path) -> None:
    with (
        running(tmp_path, demo=False) as address,
        httpx.Client(base_url=address, timeout=30) as client,
    ):
        assert client.get("/metrics").status_code == 404
