"""``POST /v1/suggestions`` as server-sent events: the same answer, piece by piece."""

import json
from typing import Any

import httpx

FIRST = "定金100抵200的那款空调，两台到手多少钱，尾款什么时候付？"


def events(http: httpx.Client, text: str) -> list[tuple[str, dict[str, Any]]]:
    """The events of one answer, in order."""
    body = {"shop": "demo", "turns": [{"role": "customer", "text": text}]}
    accept = {"accept": "text/event-stream"}
    with http.stream("POST", "/v1/suggestions", json=body, headers=accept) as response:
        assert response.headers["content-type"].startswith("text/event-stream")
        frames = response.read().decode().strip().split("\n\n")
    found = []
    for frame in frames:
        name, data = frame.split("\n")
        found.append((name.removeprefix("event: "), json.loads(data.removeprefix("data: "))))
    return found


def test_the_state_comes_first_the_price_next_and_done_last(http: httpx.Client) -> None:
    told = events(http, FIRST)
    assert told[0][0] == "state"
    assert told[0][1]["state"]["products"][0]["sku"] == "HF-KFR35-JY"
    assert told[1][1]["suggestion"]["quote"]["final_payment"] == "4498.00"
    assert told[-1] == (
        "done",
        {"degraded": None, "seconds": told[-1][1]["seconds"], "mode": "full"},
    )


def test_a_handoff_is_an_event_of_its_own_with_a_message(http: httpx.Client) -> None:
    told = dict(events(http, "我要投诉"))
    assert told["handoff"]["handoff"]["to"] == "售后专员组"
    assert told["handoff"]["handoff"]["message"]


def test_a_streamed_answer_is_stored_before_its_last_event(http: httpx.Client) -> None:
    told = events(http, FIRST)
    conversation_id = told[0][1]["conversation_id"]
    more = [{"role": "agent", "text": "好的"}, {"role": "customer", "text": "再加一台呢"}]
    body = {"shop": "demo", "conversation_id": conversation_id, "turns": more}
    answer = http.post("/v1/suggestions", json=body).json()
    assert answer["state"]["products"][0]["quantity"] == 3


def test_a_wrong_request_is_a_problem_document_and_no_stream(http: httpx.Client) -> None:
    body = {"shop": "nobody", "turns": [{"role": "customer", "text": "在吗"}]}
    response = http.post("/v1/suggestions", json=body, headers={"accept": "text/event-stream"})
    assert response.status_code == 404
    assert response.headers["content-type"] == "application/problem+json"
