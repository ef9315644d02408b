"""Everything around the service fails while it works: what was acknowledged is there, nobody gets
another's answer, and it goes on by itself.

Elsewhere: kill -9 of the service (``test_state_survives``), of a replica (``tests/deploy``), of
PostgreSQL and a full disk (``tests/storage/test_database_faults``), an interrupted migration
(``tests/storage/test_migrations``), a model that misbehaves (``test_model_faults``), a request sent
twice (``test_idempotency``).
"""

import asyncio
import json
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from service import app
from service.clock import system_clock
from tests.fakes import demo_settings, running, serving
from tests.knowledge.chroma_server import chroma_server, free_port

from .chatting import Agent, Customer
from .test_rules_go_live import until

ASKED = "静悦1.5匹空调到手多少钱"
NIGHT = datetime.fromisoformat("2026-11-10T21:00:00+08:00")
Json = dict[str, Any]


def ask(http: httpx.Client, text: str = ASKED) -> httpx.Response:
    turn = {"role": "customer", "text": text}
    return http.post("/v1/suggestions", json={"shop": "demo", "turns": [turn]})


def kept(http: httpx.Client, conversation: str) -> list[str]:
    told = http.get(f"/v1/conversations/{conversation}", params={"shop": "demo"})
    return [turn["text"] for turn in told.raise_for_status().json()["turns"]]


@contextmanager
def model_process(port: int) -> Iterator["subprocess.Popen[bytes]"]:
    """A scripted model in a process of its own, slow enough to be killed in the middle."""
    arguments = ["-m", "evals.model_server", "--port", str(port), "--pace", "0.1"]
    process = subprocess.Popen([sys.executable, *arguments], stdout=subprocess.DEVNULL)
    try:
        assert until(lambda: _answers(f"http://127.0.0.1:{port}/v1/models"))
        yield process
    finally:
        process.kill()
        process.wait()


def _answers(url: str) -> bool:
    try:
        return httpx.get(url, timeout=1).status_code < 500
    except httpx.TransportError:
        return False


def events(http: httpx.Client, at: str = "", then: Any = None) -> list[tuple[str, Json]]:
    """Of one streamed answer; ``then`` is called once, at the first event that is called ``at``."""
    turn = {"role": "customer", "text": ASKED}
    body = {"shop": "demo", "turns": [turn]}
    head = {"accept": "text/event-stream"}
    told: list[tuple[str, Json]] = []
    with http.stream("POST", "/v1/suggestions", json=body, headers=head) as stream:
        name = ""
        for line in stream.iter_lines():
            if line.startswith("event: "):
                name = line[7:]
                if name == at and then is not None:
                    then()
                    then = None
            elif line.startswith("data: "):
                told.append((name, json.loads(line[6:])))
    return told


def test_kill_9_of_the_model_in_the_middle_of_a_draft_leaves_a_whole_answer_and_the_next_is_drafted(
    tmp_path: Path,
) -> None:
    port = free_port()
    given: Json = {"model_breaker_rest_seconds": 0.2, "peak_hold_seconds": 0.2}
    url = f"http://127.0.0.1:{port}/v1"
    with (
        running(tmp_path, OPENAI_BASE_URL=url, **given) as base,
        httpx.Client(base_url=base, timeout=30) as http,
    ):
        with model_process(port) as model:
            killed = events(http, "delta", lambda: model.send_signal(signal.SIGKILL))
        assert killed[-1][0] == "done"
        final = [data["suggestion"] for name, data in killed if name == "suggestion"]
        usable = {one["id"]: one for one in final if one["final"] and one["text"]}
        assert any("2349" in one["text"] for one in usable.values())
        assert ask(http).status_code == 200, "while it is away"
        with model_process(port):
            drafted = lambda: "generated" in [s["kind"] for s in ask(http).json()["suggestions"]]  # noqa: E731
            assert until(drafted)


def test_kill_9_of_chroma_while_agents_ask_is_not_noticed_and_it_is_used_again(
    tmp_path: Path,
) -> None:
    there, port = tmp_path / "chroma", free_port()
    there.mkdir()
    with chroma_server(there, port) as url:
        service = running(tmp_path / "home", chroma_url=url)
        base = service.__enter__()
        http = httpx.Client(base_url=base, timeout=30)
        before = ask(http, "能开发票吗").json()["suggestions"][0]["text"]
        with ThreadPoolExecutor(4) as pool:
            asked = pool.map(lambda n: ask(http, f"能开发票吗，我是第{n}位"), range(40))
            _kill_listening(port)
            answers = list(asked)
    try:
        assert {answer.status_code for answer in answers} == {200}
        assert len({answer.json()["conversation_id"] for answer in answers}) == 40
        assert ask(http, "能开发票吗").json()["suggestions"][0]["text"] == before
        with chroma_server(there, port):
            job = http.post("/v1/knowledge/jobs", json={"shop": "demo"}).json()
            where = f"/v1/knowledge/jobs/{job['id']}"
            over = lambda: http.get(where, params={"shop": "demo"}).json()["state"] == "done"  # noqa: E731
            assert until(over)
            assert ask(http, "能开发票吗").json()["suggestions"][0]["text"] == before
    finally:
        http.close()
        service.__exit__(None, None, None)


def _kill_listening(port: int) -> None:
    """kill -9 of whoever listens there, with its children."""
    found = subprocess.run(
        ["pkill", "-9", "-f", f"chroma run .*--port {port}"], check=False, capture_output=True
    )
    assert found.returncode == 0


@contextmanager
def stalled_disk(database: Path, seconds: float) -> Iterator[None]:
    """No write gets through for so long, as when the disk does not answer."""
    held, over = threading.Event(), threading.Event()

    def stall() -> None:
        connection = sqlite3.connect(database, isolation_level=None)
        connection.execute("BEGIN IMMEDIATE")
        held.set()
        over.wait(seconds)
        connection.execute("ROLLBACK")
        connection.close()

    thread = threading.Thread(target=stall)
    thread.start()
    assert held.wait(10)
    try:
        yield
    finally:
        over.set()
        thread.join()


def test_on_a_slow_disk_everybody_is_answered_a_little_later_and_each_message_is_there_once(
    tmp_path: Path,
) -> None:
    with running(tmp_path) as base, httpx.Client(base_url=base, timeout=60) as http:
        ask(http)
        with stalled_disk(tmp_path / "goalie.sqlite", 2.0), ThreadPoolExecutor(12) as pool:
            texts = [f"{ASKED}，我是第{n}位" for n in range(24)]
            answers = list(pool.map(lambda text: ask(http, text), texts))
        assert {answer.status_code for answer in answers} == {200}
        stored = [kept(http, answer.json()["conversation_id"]) for answer in answers]
        assert stored == [[text] for text in texts]


def test_a_disk_that_does_not_answer_at_all_refuses_clearly_and_is_written_again_by_itself(
    tmp_path: Path,
) -> None:
    with running(tmp_path) as base, httpx.Client(base_url=base, timeout=60) as http:
        conversation = ask(http).json()["conversation_id"]
        with stalled_disk(tmp_path / "goalie.sqlite", 30.0):
            refused = ask(http)
            assert refused.status_code == 503
            assert refused.json()["code"] == "not_stored"
            assert kept(http, conversation) == [ASKED], "reading goes on"
        assert ask(http).status_code == 200
        assert http.get("/readyz").status_code == 200


class Jumping:
    """A machine's clock that somebody sets."""

    def __init__(self) -> None:
        self.by = timedelta()

    def __call__(self) -> datetime:
        return system_clock() + self.by


def test_a_clock_that_jumps_loses_no_message_and_prices_are_for_the_minute_that_it_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = Jumping()
    clock.by = NIGHT - system_clock()
    monkeypatch.setattr(app, "system_clock", clock)
    settings = demo_settings(tmp_path, demo=False, clock_at=None, access="open")
    with serving(app.create_app(settings)) as base, httpx.Client(base_url=base, timeout=30) as http:
        customer, agent = Customer(http), Agent(http, "小王")
        customer.says("在吗")
        on_the_night = ask(http).json()["suggestions"][0]["text"]
        customer.says("转人工")
        clock.by -= timedelta(hours=3)
        customer.says("还在吗")
        assert agent.inbox()[customer.id]["waiting_seconds"] >= 0
        clock.by += timedelta(days=40)
        customer.says("人呢")
        afterwards = ask(http).json()["suggestions"][0]["text"]
        assert customer.lines()[-1] == "customer: 人呢", "in the order in which they were written"
        told = http.get(f"/v1/conversations/{customer.id}", params={"shop": "demo"}).json()
        said = [turn["text"] for turn in told["turns"] if turn["role"] == "customer"]
        assert said == ["在吗", "转人工", "还在吗", "人呢"]
    assert "2449" in on_the_night, "the deposit's time is over: 2899-450"
    assert "2449" not in afterwards


def test_a_reader_who_leaves_in_the_middle_of_a_stream_disturbs_nobody(tmp_path: Path) -> None:
    async def leaves(client: httpx.AsyncClient) -> None:
        turn = {"role": "customer", "text": ASKED}
        body = {"shop": "demo", "turns": [turn]}
        head = {"accept": "text/event-stream"}
        async with client.stream("POST", "/v1/suggestions", json=body, headers=head) as stream:
            async for _ in stream.aiter_bytes():
                return

    async def stays(client: httpx.AsyncClient, number: int) -> Json:
        text = f"{ASKED}，我是第{number}位"
        body = {"shop": "demo", "turns": [{"role": "customer", "text": text}]}
        answer: Json = (await client.post("/v1/suggestions", json=body)).raise_for_status().json()
        return answer | {"asked": text}

    async def both(base: str) -> list[Json]:
        async with httpx.AsyncClient(base_url=base, timeout=60) as client:
            leaving = [asyncio.create_task(leaves(client)) for _ in range(30)]
            answers = await asyncio.gather(*(stays(client, number) for number in range(30)))
            await asyncio.gather(*leaving)
            return answers

    with running(tmp_path) as base, httpx.Client(base_url=base, timeout=30) as http:
        answers = asyncio.run(both(base))
        for answer in answers:
            assert kept(http, answer["conversation_id"]) == [answer["asked"]]

        def streams() -> int:
            told = http.get("/metrics").text.splitlines()
            line = next(line for line in told if line.startswith("goalie_open_requests "))
            return int(float(line.split()[1]))

        assert until(lambda: streams() <= 1, 10), "nobody's stream is kept"
