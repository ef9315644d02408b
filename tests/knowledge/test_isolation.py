"""No file can take the process down that reads it for us."""

import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.encoders import HashedEncoder
from knowledge.index import Knowledge
from knowledge.isolation import Worker
from knowledge.isolation.limits import MEMORY_EXIT, Limits
from knowledge.isolation.process import SHARED
from tests.knowledge.shopfiles import script, write_scripts, write_text

LIMITS = Limits(memory_megabytes=200, cpu_seconds=1, wall_seconds=60)
MISBEHAVING = "tests.knowledge.misbehaving"


@pytest.fixture
def worker() -> Iterator[Worker]:
    with Worker(LIMITS, MISBEHAVING) as opened:
        yield opened


def reason(worker: Worker, reader: str, path: Path = Path("a.pdf")) -> str:
    reading = worker.read(reader, path, "manuals/a.pdf", "hash")
    assert [row.outcome for row in reading.rows] == ["refused"]
    return reading.rows[0].reason


def reads(worker: Worker) -> bool:
    reading = worker.read("good", Path("b.pdf"), "manuals/b.pdf", "hash")
    return [row.outcome for row in reading.rows] == ["taken"]


@pytest.mark.parametrize(
    ("hostile", "told"),
    [
        ("crashes", "崩溃"),
        ("exits", "崩溃"),
        ("exits as if idle", "崩溃"),
        ("loops", "1 秒还没有读完"),
        ("eats", "内存超过上限 200 MB"),
        ("eats behind Python", "内存超过上限 200 MB"),
        ("falls", "嵌套"),
        ("writes", "OSError"),
    ],
)
def test_a_hostile_file_is_refused_with_the_reason_and_the_next_one_is_read(
    worker: Worker, tmp_path: Path, hostile: str, told: str
) -> None:
    assert reads(worker)
    assert told in reason(worker, hostile, tmp_path / "a.pdf")
    assert reads(worker)


def test_a_process_that_does_nothing_any_more_is_given_up() -> None:
    with Worker(Limits(wall_seconds=0.3), MISBEHAVING) as worker:
        assert "没有读完" in reason(worker, "never wakes")
        assert reads(worker)


def test_one_process_reads_many_files(worker: Worker) -> None:
    assert reads(worker)
    first = worker.pid
    assert reads(worker)
    assert worker.pid == first is not None


def test_one_process_reads_many_files_also_where_ours_is_large(worker: Worker) -> None:
    ours = bytearray(b"x") * (Limits().keep_megabytes * 1024 * 1024)
    assert reads(worker)
    assert worker.pid is not None
    assert len(ours) > 0


def test_what_a_library_prints_is_no_reply(worker: Worker) -> None:
    reading = worker.read("talks", Path("a.pdf"), "manuals/a.pdf", "hash")
    assert [row.reason for row in reading.rows] == ["a.pdf"]
    assert reads(worker)


def test_the_reading_process_is_told_no_keys(
    worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "secret")
    assert "KEY" not in reason(worker, "tells its environment")


def test_an_idle_process_ends_by_itself_and_is_started_again() -> None:
    with Worker(Limits(idle_seconds=0.05), MISBEHAVING) as worker:
        assert reads(worker)
        assert worker.pid is not None
        os.waitid(os.P_PID, worker.pid, os.WEXITED | os.WNOWAIT)
        assert reads(worker)


def test_where_the_system_does_not_hold_it_the_process_watches_its_own_size() -> None:
    watching = (
        "from knowledge.isolation.limits import Limits, watch_size\n"
        "watch_size(Limits(memory_megabytes=60))\n"
        "eaten = []\n"
        "while len(eaten) < 4000: eaten.append(bytearray(b'x' * 1024 * 1024))\n"
    )
    ended = subprocess.run([sys.executable, "-c", watching], check=False)
    assert ended.returncode == MEMORY_EXIT


PARENT = f"""
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored where tests run behind a shell
from pathlib import Path
from threading import Thread
from knowledge.isolation import Worker
worker = Worker(readers={MISBEHAVING!r})
worker.read("good", Path("a"), "manuals/a", "")
print(worker.pid, flush=True)
worker.read("loops", Path("a"), "manuals/a", "")
"""


@pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="only Linux tells the end of any process")
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_the_reading_process_does_not_outlive_ours(how: signal.Signals) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", PARENT], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as parent:
        assert parent.stdout is not None
        child = os.pidfd_open(int(parent.stdout.readline()))
        try:
            parent.send_signal(how)
            ended, _, _ = select.select([child], [], [], 30)
            assert ended
        finally:
            os.close(child)


def test_an_import_goes_on_past_a_file_that_cannot_be_read(folder: Path, home: Path) -> None:
    write_text(folder / "manuals/a.pdf", "%PDF-1.7 damaged")
    write_text(folder / "manuals/b.md", "# 保修\n\n六年。\n")
    write_scripts(folder / "scripts/c.xlsx", script("A1", "在吗"))
    with Knowledge(home, HashedEncoder()) as knowledge:
        report = knowledge.index("shop", folder)
    assert [row.outcome for row in report.rows] == ["refused", "taken", "taken"]


def test_files_that_are_known_start_no_process(folder: Path, home: Path) -> None:
    write_text(folder / "manuals/b.md", "# 保修\n\n六年。\n")
    with Knowledge(home, HashedEncoder()) as knowledge:
        knowledge.index("shop", folder)
        SHARED.close()
        knowledge.index("shop", folder)
    assert SHARED.pid is None
