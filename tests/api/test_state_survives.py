"""The service on SQLite and PostgreSQL: the same answers, and nothing acknowledged is lost."""

import asyncio
from pathlib import Path

import httpx
import pytest

from tests.fakes import running
from tests.postgres import Postgres

from .chatting import Agent, Customer, new_id
from .process import Process, process

QUESTION = "静悦1.5匹空调到手多少钱"


def _conversation(client: httpx.Client) -> dict[str, object]:
    """Asked, answered, rated; as it is remembered, without what is new each time."""
    turns = [{"role": "customer", "text": QUESTION}]
    told = client.post("/v1/suggestions", json={"shop": "demo", "turns": turns}).json()
    suggestion = told["suggestions"][0]
    rated = {"event": "sent", "text": "改过的回复"}
    client.post(f"/v1/suggestions/{suggestion['id']}/feedback", json=rated).raise_for_status()
    name = told["conversation_id"]
    more = {
        "shop": "demo",
        "conversation_id": name,
        "turns": [{"role": "customer", "text": "两台呢"}],
    }
    second = client.post("/v1/suggestions", json=more).json()
    kept = client.get(f"/v1/conversations/{name}", params={"shop": "demo"}).json()
    texts = [entry["text"] for entry in kept["suggestions"]]
    return {
        "answers": [suggestion["text"], second["suggestions"][0]["text"]],
        "turns": kept["turns"],
        "state": kept["state"],
        "texts": texts,
        "feedback": [(entry["event"], entry["text"]) for entry in kept["feedback"]],
        "created_at": kept["created_at"],
    }


def test_a_conversation_is_the_same_on_postgresql_as_on_sqlite(
    demo_server: str, postgres_server: Postgres, tmp_path: Path
) -> None:
    with httpx.Client(base_url=demo_server, timeout=30) as client:
        embedded = _conversation(client)
    url = postgres_server.new_database()
    with (
        running(tmp_path / "home", database_url=url) as address,
        httpx.Client(base_url=address, timeout=30) as client,
    ):
        grown = _conversation(client)
        assert client.get("/readyz").json()["database"] == "ready"
    assert grown == embedded
    assert len(embedded["turns"]) == 2  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_after_kill_9_of_the_service_each_acknowledged_message_is_there_exactly_once(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    settings = {}
    if kind == "postgresql":
        server: Postgres = request.getfixturevalue("postgres_server")
        settings = {"GOALIE_DATABASE_URL": server.new_database()}
    with process(tmp_path / "home", **settings) as service:
        acknowledged = asyncio.run(_busy_until_killed(service))
        assert acknowledged
        service.start()
        with httpx.Client(base_url=service.address, timeout=30) as client:
            for name, text in acknowledged.items():
                kept = client.get(f"/v1/conversations/{name}", params={"shop": "demo"}).json()
                assert kept["turns"] == [{"role": "customer", "text": text}]
                assert len(kept["suggestions"]) >= 1


async def _busy_until_killed(service: Process) -> dict[str, str]:
    """Eight agents ask without a pause until the service dies; what was answered, by its id."""
    answered: dict[str, str] = {}
    many = asyncio.Event()

    async def agent(number: int) -> None:
        async with httpx.AsyncClient(base_url=service.address, timeout=10) as client:
            for n in range(1000):
                text = f"{QUESTION}，第{number}位第{n}问"
                body = {"shop": "demo", "turns": [{"role": "customer", "text": text}]}
                try:
                    told = await client.post("/v1/suggestions", json=body)
                except httpx.TransportError:
                    return
                answered[told.raise_for_status().json()["conversation_id"]] = text
                if len(answered) >= 40:
                    many.set()

    async def killer() -> None:
        await many.wait()
        await asyncio.to_thread(service.kill)

    await asyncio.gather(killer(), *(agent(number) for number in range(8)))
    return answered


def test_after_kill_9_a_chat_goes_on_in_its_place_with_each_message_once(tmp_path: Path) -> None:
    with process(tmp_path / "home") as service:
        with httpx.Client(base_url=service.address, timeout=30) as http:
            customer, id_ = Customer(http), new_id()
            customer.says(QUESTION, message_id=id_)
            customer.says("转人工")
            service.kill()
        service.start()
        with httpx.Client(base_url=service.address, timeout=30) as http:
            customer.http = http
            assert customer.says(QUESTION, message_id=id_)["attendance"]["status"] == "waiting"
            roles = [line.partition(":")[0] for line in customer.lines()]
            assert roles == ["customer", "bot", "customer", "bot"]
            assert Agent(http, "小王").inbox()[customer.id]["summary"]
