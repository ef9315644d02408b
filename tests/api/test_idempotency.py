"""A request sent again under its Idempotency-Key is the same request, whatever broke meanwhile."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx

from tests.fakes import running
from tests.postgres import Postgres

ASKED: dict[str, Any] = {
    "shop": "demo",
    "turns": [{"role": "customer", "text": "静悦1.5匹空调到手多少钱"}],
}


def _asks(http: httpx.Client, key: str, **changed: Any) -> httpx.Response:
    return http.post("/v1/suggestions", json=ASKED | changed, headers={"Idempotency-Key": key})


def _turns(http: httpx.Client, conversation: str) -> int:
    kept = http.get(f"/v1/conversations/{conversation}", params={"shop": "demo"}).json()
    return len(kept["turns"])


def test_the_same_request_again_gets_the_same_answer_and_is_stored_once(http: httpx.Client) -> None:
    first, again = _asks(http, "again-1"), _asks(http, "again-1")
    assert again.json() == first.json()
    assert _turns(http, first.json()["conversation_id"]) == 1


def test_a_message_repeated_in_a_known_conversation_is_no_second_message(
    http: httpx.Client,
) -> None:
    conversation = _asks(http, "known-1").json()["conversation_id"]
    more = {"conversation_id": conversation, "turns": [{"role": "customer", "text": "两台呢"}]}
    assert _asks(http, "known-2", **more).json() == _asks(http, "known-2", **more).json()
    assert _turns(http, conversation) == 2


def test_a_key_that_was_used_for_another_request_is_a_409(http: httpx.Client) -> None:
    _asks(http, "other-1")
    refused = _asks(http, "other-1", turns=[{"role": "customer", "text": "在吗"}])
    assert (refused.status_code, refused.json()["code"]) == (409, "idempotency_key_reused")


def test_repetitions_that_come_at_once_wait_for_the_first(http: httpx.Client) -> None:
    with ThreadPoolExecutor(8) as agents:
        answers = list(agents.map(lambda _: _asks(http, "at-once").json(), range(8)))
    assert all(answer == answers[0] for answer in answers)
    assert _turns(http, answers[0]["conversation_id"]) == 1


def test_a_stream_sent_again_tells_the_same_suggestions_and_ends_as_it_did(
    http: httpx.Client,
) -> None:
    headers = {"Idempotency-Key": "stream-1", "Accept": "text/event-stream"}
    first, again = (
        http.post("/v1/suggestions", json=ASKED, headers=headers).text for _ in range(2)
    )
    frames = first.split("\n\n")
    assert again.split("\n\n")[0] == frames[0]
    assert again.split("\n\n")[-2] == frames[-2]
    assert frames[-2].startswith("event: done")
    assert [frame for frame in again.split("\n\n") if frame.startswith("event: suggestion")]


def test_a_vote_sent_again_counts_once(http: httpx.Client) -> None:
    told = _asks(http, "vote-0").json()
    where = f"/v1/suggestions/{told['suggestions'][0]['id']}/feedback"
    for _ in range(2):
        voted = http.post(where, json={"event": "copied"}, headers={"Idempotency-Key": "vote-1"})
        assert voted.status_code == 204
    kept = http.get(f"/v1/conversations/{told['conversation_id']}", params={"shop": "demo"}).json()
    assert len(kept["feedback"]) == 1


def test_another_replica_gives_the_answer_that_the_first_one_gave(
    postgres_server: Postgres, tmp_path: Path
) -> None:
    url = postgres_server.new_database()
    told = []
    for replica in ("one", "two"):
        with (
            running(tmp_path / replica, database_url=url) as address,
            httpx.Client(base_url=address, timeout=30) as client,
        ):
            told.append(_asks(client, "replicas").json())
    assert told[0] == told[1]
