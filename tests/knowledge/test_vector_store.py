"""Chroma, embedded and served: one owner of a folder, and a server for many."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socket import socket
from threading import Event, Thread

import numpy as np
import pytest

from knowledge.encoders import HashedEncoder, Vectors
from knowledge.errors import StoreBusy, StoreUnavailable
from knowledge.index import Knowledge
from knowledge.records import identified
from knowledge.store import Store, http_sessions, open_server
from knowledge.times import start_time
from knowledge.types import Kind, Passage, Place
from tests.knowledge.chroma_server import chroma_server, free_port
from tests.knowledge.shopfiles import NOON, script, write_scripts

OPEN = """
import sys
from pathlib import Path
from knowledge.encoders import HashedEncoder
from knowledge.errors import StoreBusy
from knowledge.index import Knowledge
try:
    Knowledge(Path(sys.argv[1]), HashedEncoder())
except StoreBusy as error:
    print(error)
"""


@pytest.fixture
def shop(folder: Path) -> Path:
    write_scripts(folder / "scripts" / "a.xlsx", script("A1", "在吗"), script("A2", "包邮吗"))
    return folder


def passage(text: str) -> Passage:
    return identified(
        Passage(
            "",
            Kind.SCRIPT,
            text,
            Place("scripts/a.xlsx", sheet="话术", row=2, headings=("一", "二")),
            "hash",
            frozenset({"HF-2", "HF-1"}),
            start_time("2026-11-01"),
            question=text,
            similar=("甲", "乙"),
        )
    )


def test_what_is_stored_comes_back_as_it_was(tmp_path: Path) -> None:
    encoder = HashedEncoder(32)
    one, two = passage("在吗"), passage("包邮吗")
    vectors = encoder.encode(["在吗", "包邮吗"])
    store = Store.embedded(tmp_path)
    store.upsert("shop", [one, two], vectors)
    store.close()

    store = Store.embedded(tmp_path)
    stored = store.get("shop", [two.id, "nobody", one.id])
    assert {id_: kept for id_, (kept, _) in stored.items()} == {one.id: one, two.id: two}
    assert np.allclose(stored[two.id][1], vectors[1], atol=1e-6)
    store.delete("shop", [one.id, "nobody"])
    assert store.ids("shop") == {two.id}
    store.drop("shop")
    assert store.ids("shop") == set()
    store.close()


def test_a_second_process_is_told_who_has_the_folder_and_what_to_do(home: Path) -> None:
    with Knowledge(home, HashedEncoder()):
        refused = subprocess.run(
            [sys.executable, "-c", OPEN, home], capture_output=True, text=True, check=True
        ).stdout
        assert str(home / "chroma") in refused
        assert str(os.getpid()) in refused
        assert "chroma run" in refused
        assert "GOALIE_CHROMA_URL" in refused
    again = subprocess.run([sys.executable, "-c", OPEN, home], capture_output=True, check=True)
    assert again.stdout == b""


def test_a_second_owner_in_the_same_process_is_refused_too(home: Path) -> None:
    with Knowledge(home, HashedEncoder()), pytest.raises(StoreBusy):
        Knowledge(home, HashedEncoder())


def test_several_processes_share_a_server(server: str, home: Path, shop: Path) -> None:
    with (
        Knowledge(home / "one", HashedEncoder(64), server) as one,
        Knowledge(home / "two", HashedEncoder(64), server) as two,
    ):
        first = one.index("demo", shop)
        second = two.index("demo", shop)
        assert first.version == second.version
        assert one.search("demo", "包邮吗", at=NOON) == two.search("demo", "包邮吗", at=NOON)
        write_scripts(shop / "scripts" / "a.xlsx", script("A1", "在吗"))
        assert two.index("demo", shop).passages == 1


def test_a_snapshot_is_built_anew_from_a_server(server: str, home: Path, shop: Path) -> None:
    with Knowledge(home, HashedEncoder(64), server) as knowledge:
        knowledge.index("rebuilt", shop)
        before = knowledge.search("rebuilt", "包邮吗", at=NOON)
    for path in home.rglob("vectors.npy"):
        path.unlink()
    with Knowledge(home, HashedEncoder(64), server) as knowledge:
        assert knowledge.search("rebuilt", "包邮吗", at=NOON) == before


def test_a_server_that_does_not_answer_is_given_up_at_the_deadline(tmp_path: Path) -> None:
    with socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        store = Store.remote(f"http://127.0.0.1:{silent.getsockname()[1]}", deadline_seconds=0.05)
        with pytest.raises(StoreUnavailable, match=r"127\.0\.0\.1"):
            store.ids("shop")


def test_every_request_to_a_server_has_the_deadline(server: str) -> None:
    client = open_server(server, 7.0)
    sessions = http_sessions(client)
    assert [session.timeout.read for session in sessions] == [7.0, 7.0]
    client.close()
    for session in sessions:
        session.close()


def test_searches_go_on_while_the_server_is_away(home: Path, shop: Path, server: str) -> None:
    with Knowledge(home, HashedEncoder(64), server) as knowledge:
        knowledge.index("away", shop)
    with Knowledge(home, HashedEncoder(64), "http://127.0.0.1:9") as knowledge:
        assert knowledge.search("away", "包邮吗", at=NOON)[0].passage.script_id == "A2"
        write_scripts(shop / "scripts" / "a.xlsx", script("A1", "在吗"))
        with pytest.raises(StoreUnavailable):
            knowledge.index("away", shop)
        assert knowledge.search("away", "包邮吗", at=NOON)[0].passage.script_id == "A2"


class DyingServer(HashedEncoder):
    """Encodes, and has the Chroma server killed once so many texts were asked for."""

    def __init__(self, dies_after: int, kill: Callable[[], None]) -> None:
        super().__init__(64)
        self.texts: list[str] = []
        self._dies_after = dies_after
        self._kill = kill

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.texts += texts
        if len(self.texts) > self._dies_after:
            self._kill()
        return super().encode(texts)


def test_a_server_that_dies_during_an_import_costs_nothing_that_was_done(
    home: Path, folder: Path, tmp_path: Path
) -> None:
    scripts = folder / "scripts"
    write_scripts(scripts / "a.xlsx", script("A1", "包邮吗"))
    there = tmp_path / "chroma"
    there.mkdir()
    port = free_port()
    running = ExitStack()
    url = running.enter_context(chroma_server(there, port))
    encoder = DyingServer(301, running.close)
    with Knowledge(home, encoder, url) as knowledge:
        version = knowledge.index("demo", folder).version
        write_scripts(scripts / "b.xlsx", *(script(f"B{n}", f"问题{n}号") for n in range(600)))
        with pytest.raises(StoreUnavailable, match=url):
            knowledge.index("demo", folder)
        assert knowledge.version("demo") == version
        assert knowledge.search("demo", "包邮吗", at=NOON)[0].passage.script_id == "A1"

    with chroma_server(there, port) as url:
        encoder = DyingServer(10_000, running.close)
        with Knowledge(home, encoder, url) as knowledge:
            assert knowledge.index("demo", folder).passages == 601
            assert knowledge.search("demo", "问题7号", at=NOON)[0].passage.script_id == "B7"
        assert 300 < len(encoder.texts) < 400


def test_a_server_that_comes_back_is_used_again(home: Path, shop: Path, tmp_path: Path) -> None:
    there = tmp_path / "chroma"
    there.mkdir()
    port = free_port()
    with Knowledge(home, HashedEncoder(64), f"http://127.0.0.1:{port}") as knowledge:
        with pytest.raises(StoreUnavailable):
            knowledge.index("demo", shop)
        with chroma_server(there, port):
            assert knowledge.index("demo", shop).passages == 2
        write_scripts(shop / "scripts" / "b.xlsx", script("B1", "几天到"))
        with pytest.raises(StoreUnavailable):
            knowledge.index("demo", shop)
        with chroma_server(there, port):
            assert knowledge.index("demo", shop).passages == 3


def test_a_server_that_answers_too_slowly_is_given_up_at_the_deadline() -> None:
    with slowed() as slow:
        store = Store.remote(slow, deadline_seconds=0.3)
        with pytest.raises(StoreUnavailable, match="127"):
            store.upsert("slow", [passage("在吗")], HashedEncoder(32).encode(["在吗"]))
        store.close()


@contextmanager
def slowed() -> Iterator[str]:
    """A server that answers heartbeats at once and everything else never."""

    class Slow(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if not self.path.endswith("heartbeat"):
                stopped.wait()
            self.send_response(200)
            self.end_headers()

        do_POST = do_GET

        def log_message(self, format: str, *args: object) -> None:
            """Says nothing."""

    stopped = Event()
    http = ThreadingHTTPServer(("127.0.0.1", 0), Slow)
    http.daemon_threads = True
    Thread(target=http.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{http.server_port}"
    finally:
        stopped.set()
        http.shutdown()
        http.server_close()


SEARCH = """
import sys
from pathlib import Path
from knowledge.encoders import HashedEncoder
from knowledge.index import Knowledge
from tests.knowledge.shopfiles import NOON
with Knowledge(Path(sys.argv[1]), HashedEncoder(64), sys.argv[2]) as knowledge:
    knowledge.index("shared", Path(sys.argv[3]))
    print(*(hit.passage.script_id for hit in knowledge.search("shared", "包邮吗", at=NOON)))
"""


def test_two_processes_import_into_one_server_at_the_same_time(
    server: str, tmp_path: Path, shop: Path
) -> None:
    write_scripts(shop / "scripts" / "b.xlsx", *(script(f"B{n}", f"问题{n}号") for n in range(300)))
    running = [
        subprocess.Popen(
            [sys.executable, "-c", SEARCH, tmp_path / name, server, shop],
            stdout=subprocess.PIPE,
            text=True,
        )
        for name in ("one", "two")
    ]
    answers = [process.communicate()[0] for process in running]
    assert [process.returncode for process in running] == [0, 0]
    assert answers[0] == answers[1]
    assert answers[0].startswith("A2")


def test_an_address_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailable, match=r"http://127\.0\.0\.1:8000"):
        Store.remote("localhost").ids("shop")
