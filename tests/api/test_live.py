"""``GET /v1/live`` over the real service: what happens at the desk is told as it happens."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from service.live.spans import Window
from tests.api.test_bad_input import problem
from tests.fakes import running


@pytest.fixture
def http(tmp_path: Path) -> Iterator[httpx.Client]:
    with (
        running(tmp_path / "home") as address,
        httpx.Client(base_url=address, timeout=30) as client,
    ):
        yield client


def asked(http: httpx.Client, *turns: tuple[str, str], **more: Any) -> dict[str, Any]:
    said = [{"role": role, "text": text} for role, text in turns]
    response = http.post("/v1/suggestions", json={"shop": "demo", "turns": said} | more)
    assert response.status_code == 200, response.text
    told: dict[str, Any] = response.json()
    return told


def live(http: httpx.Client, window: Window) -> dict[str, Any]:
    """Each window is asked for once in a test: an answer is told again for two seconds."""
    response = http.get("/v1/live", params={"shop": "demo", "window": window})
    assert response.status_code == 200, response.text
    told: dict[str, Any] = response.json()
    return told


def test_messages_replies_and_those_who_wait_are_counted_as_they_come(http: httpx.Client) -> None:
    quiet = live(http, "hour")
    assert (quiet["conversations"], quiet["answered"]["share"]) == (0, None)
    assert quiet["waiting"] == {"buyers": 0, "longest_seconds": 0}

    first = asked(http, ("customer", "静悦1.5匹到手多少钱"))
    chosen = first["suggestions"][0]["id"]
    for event in ("displayed", "copied"):
        http.post(f"/v1/suggestions/{chosen}/feedback", json={"event": event})
    asked(http, ("customer", "我要投诉"))
    told = live(http, "shift")
    assert (told["conversations"], told["messages"], told["handed_over"]) == (2, 2, 1)
    assert told["answered"] | {"standard_seconds": 0} == {
        "standard_seconds": 0,
        "share": 1.0,
        "within": 1,
        "counted": 1,
        "untimed": 0,
    }
    assert told["waiting"]["buyers"] == 1
    assert {(scene["id"], scene["count"]) for scene in told["scenes"]} == {
        ("promotion", 1),
        ("complaint", 1),
    }
    assert (told["adoption"]["displayed"], told["adoption"]["copied"]) == (1, 1)

    # The whole conversation again, with what the agent wrote: the first question had its reply.
    asked(
        http,
        ("customer", "静悦1.5匹到手多少钱"),
        ("agent", "亲，2349元"),
        ("customer", "噪音大吗"),
        conversation_id=first["conversation_id"],
    )
    day = live(http, "day")
    assert (day["conversations"], day["messages"], day["waiting"]["buyers"]) == (2, 3, 2)
    assert (day["answered"]["counted"], day["answered"]["untimed"]) == (1, 0)


def test_a_buyer_whose_only_new_message_is_sent_is_one_who_had_a_reply(http: httpx.Client) -> None:
    first = asked(http, ("customer", "静悦1.5匹噪音大吗"))
    asked(http, ("customer", "那多少钱"), conversation_id=first["conversation_id"])
    told = live(http, "hour")
    assert (told["conversations"], told["messages"]) == (1, 2)
    assert (told["waiting"]["buyers"], told["answered"]["untimed"]) == (1, 1)


def test_the_bot_behind_the_openai_protocol_replies_at_once(http: httpx.Client) -> None:
    def ask(text: str) -> None:
        body = {"model": "goalie/demo", "messages": [{"role": "user", "content": text}]}
        assert http.post("/v1/chat/completions", json=body).status_code == 200

    ask("静悦1.5匹到手多少钱")
    ask("我要投诉")
    told = live(http, "hour")
    assert (told["answered"]["counted"], told["answered"]["within"]) == (1, 1)
    assert told["waiting"]["buyers"] == 1  # for a person


def test_the_curves_come_from_the_shops_traffic_files(http: httpx.Client) -> None:
    curves = live(http, "day")["curves"]
    assert (curves["piece_minutes"], len(curves["points"])) == (30, 48)
    assert (curves["has_last_year"], curves["has_forecast"]) == (True, True)
    evening = curves["points"][41]
    assert evening["at"] == "2026-11-05T20:30:00+08:00"
    assert 0 < evening["last_year"] < evening["forecast"]
    assert curves["points"][40]["this_year"] == 0
    assert curves["points"][42]["this_year"] is None


def test_another_shops_desk_is_not_seen_and_an_unknown_window_is_refused(
    http: httpx.Client,
) -> None:
    assert problem(http.get("/v1/live", params={"shop": "nobody"}))["code"] == "unknown_shop"
    refused = http.get("/v1/live", params={"shop": "demo", "window": "year"})
    assert problem(refused)["code"] == "invalid_request"
