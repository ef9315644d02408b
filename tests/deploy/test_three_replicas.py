"""Three replicas as ``service/deploy`` sets them up: real nginx, PostgreSQL and Chroma server."""

import asyncio
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from service.settings import ROOT
from tests.api.process import Process, process
from tests.conftest import DEMO
from tests.knowledge.chroma_server import chroma_server, free_port
from tests.postgres import Postgres

REQUIRED = "GOALIE_TESTS_NEED_NGINX"
"""Set where a missing nginx is a fault of the machine and no reason to skip."""

CONFIG = ROOT / "service" / "deploy" / "nginx.conf"
BOOK = (DEMO / "promotions" / "double11-2026.yaml").read_text(encoding="utf-8")
CART = {
    "shop": "demo",
    "lines": [{"sku": "HF-XQG10-B", "quantity": 1}],
    "coupons": ["D11-COUPON-2000"],
}


@dataclass
class Grown:
    """The set-up: its address, and the replicas behind it."""

    address: str
    replicas: list[Process]


@contextmanager
def nginx(replicas: list[Process], folder: Path) -> Iterator[str]:
    """The shipped configuration, with this machine's ports."""
    command = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if command is None:
        assert REQUIRED not in os.environ, "install nginx: these tests need it here"
        pytest.skip("no nginx on this machine")
    config, port = CONFIG.read_text(encoding="utf-8"), free_port()
    for number, replica in enumerate(replicas, 1):
        config = config.replace(f"goalie-{number}:8350", f"127.0.0.1:{replica.port}")
    config = config.replace("listen 8080", f"listen 127.0.0.1:{port}")
    config = config.replace("/tmp/goalie-nginx", str(folder / "nginx"))  # noqa: S108
    (folder / "nginx.conf").write_text(config, encoding="utf-8")
    with (folder / "nginx.log").open("w") as log:
        running = subprocess.Popen(
            [command, "-c", folder / "nginx.conf", "-p", folder], stdout=log, stderr=log
        )
    address = f"http://127.0.0.1:{port}"
    try:
        while not _answers(address):
            assert running.poll() is None, (folder / "nginx.log").read_text()
            time.sleep(0.05)
        yield address
    finally:
        running.terminate()
        running.wait(10)


def _answers(address: str) -> bool:
    try:
        return httpx.get(f"{address}/readyz", timeout=2).status_code == 200
    except httpx.TransportError:
        return False


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory, postgres_server: Postgres) -> Iterator[Grown]:
    """All three share the home, the shop folders, the database and the Chroma server."""
    folder = tmp_path_factory.mktemp("grown")
    shutil.copytree(DEMO, folder / "shops" / "demo")
    (folder / "chroma").mkdir()
    with ExitStack() as stack:
        settings = {
            "GOALIE_CHROMA_URL": stack.enter_context(chroma_server(folder / "chroma", free_port())),
            "GOALIE_DATABASE_URL": postgres_server.new_database(),
            "GOALIE_SHOPS": str(folder / "shops"),
        }
        replicas = [stack.enter_context(process(folder / "home", **settings)) for _ in range(3)]
        yield Grown(stack.enter_context(nginx(replicas, folder)), replicas)


async def _ask(
    client: httpx.AsyncClient, key: str, text: str, conversation: str | None = None
) -> dict[str, Any]:
    """As a workbench does: sent again under the same key until it is answered."""
    body: dict[str, Any] = {"shop": "demo", "turns": [{"role": "customer", "text": text}]}
    if conversation is not None:
        body["conversation_id"] = conversation
    for _ in range(20):
        try:
            told = await client.post("/v1/suggestions", json=body, headers={"Idempotency-Key": key})
        except httpx.TransportError:
            await asyncio.sleep(0.2)
            continue
        if told.status_code < 500:
            answer: dict[str, Any] = told.raise_for_status().json()
            return answer
        await asyncio.sleep(0.2)
    raise AssertionError(f"{key} was never answered")


async def test_a_replica_dies_and_no_message_is_lost_doubled_or_mixed(grown: Grown) -> None:
    asked = asyncio.Event()
    told: dict[str, list[str]] = {}

    async def agent(number: int) -> None:
        async with httpx.AsyncClient(base_url=grown.address, timeout=30) as client:
            for n in range(4):
                first = f"静悦1.5匹到手多少钱，{number}号第{n}位"
                answer = await _ask(client, f"{number}-{n}-a", first)
                conversation = answer["conversation_id"]
                asked.set()
                await _ask(client, f"{number}-{n}-b", f"{n + 2}台呢", conversation)
                told[conversation] = [first, f"{n + 2}台呢"]

    async def killer() -> None:
        await asked.wait()
        await asyncio.to_thread(grown.replicas[0].kill)

    await asyncio.gather(killer(), *(agent(number) for number in range(10)))
    assert len(told) == 40
    async with httpx.AsyncClient(base_url=grown.address, timeout=30) as client:
        for conversation, said in told.items():
            where = f"/v1/conversations/{conversation}"
            kept = (await client.get(where, params={"shop": "demo"})).raise_for_status().json()
            turns = [turn["text"] for turn in kept["turns"] if turn["role"] == "customer"]
            assert turns == said
    await asyncio.to_thread(grown.replicas[0].start)


def _quoted(replica: Process) -> float:
    told = httpx.post(f"{replica.address}/v1/quotes", json=CART, timeout=30).raise_for_status()
    return float(told.json()["payable"])


def test_a_changed_rule_is_computed_with_by_every_replica(grown: Grown) -> None:
    before = _quoted(grown.replicas[0])
    with httpx.Client(base_url=grown.address, timeout=60, params={"shop": "demo"}) as trainer:
        changed = BOOK.replace('off: "150.00"', 'off: "250.00"', 1)
        where = "/v1/knowledge/files/promotions/double11-2026.yaml"
        trainer.put(where, content=changed.encode()).raise_for_status()
        job = trainer.post("/v1/knowledge/jobs", json={"shop": "demo"}).raise_for_status().json()
        end = time.monotonic() + 60
        while job["state"] in ("queued", "running") and time.monotonic() < end:
            time.sleep(0.1)
            job = trainer.get(f"/v1/knowledge/jobs/{job['id']}").json()
        assert job["state"] == "done", job
    end = time.monotonic() + 30
    while time.monotonic() < end:
        prices = {_quoted(replica) for replica in grown.replicas}
        if prices == {before - 100}:
            break
        time.sleep(0.1)
    assert prices == {before - 100}
