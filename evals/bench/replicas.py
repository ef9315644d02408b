"""One process as it is embedded, beside one and three replicas as they are grown: the same buyers,
the same requests, on the same machine.

    python -m evals.bench.replicas [--streams 300] [--requests 1500] [--pace 0.05]

Embedded is SQLite and a Chroma folder; grown are PostgreSQL and a Chroma server, and of several
replicas each is asked in turn. ``--requests`` are asked without a model, then every buyer's
message is streamed at once with a scripted one. All of it shares the machine's cores with who asks:
more replicas answer more only as far as there are more cores. Needs PostgreSQL.
"""

import argparse
import asyncio
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from socket import socket

from .canaries import Asked, goods
from .postgres import NoPostgres, Postgres, postgres
from .processes import free_port, running
from .streams import AT, LIMIT_SECONDS, canaries, p99, paced_model, streamed, throughput

REPLICAS = 3


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m evals.bench.replicas", description=__doc__)
    parser.add_argument("--streams", type=int, default=300)
    parser.add_argument("--requests", type=int, default=1_500)
    parser.add_argument("--pace", type=float, default=0.05)
    options = parser.parse_args()
    print(f"{'':28}{'lost':>6}{'mixed':>7}{'in 30 s':>9}{'p99':>9}{'a second':>10}{'ratio':>7}")
    with ExitStack() as held:
        try:
            server = held.enter_context(postgres())
        except NoPostgres as problem:
            print(problem, file=sys.stderr)
            return 2
        model = held.enter_context(paced_model(options.pace))
        buyers: Sequence[Asked] = goods(options.streams)
        bad, alone = 0, 0.0
        for name, number, grown in (
            ("one process, embedded", 1, False),
            ("one replica, grown", 1, True),
            (f"{REPLICAS} replicas, grown", REPLICAS, True),
        ):
            with _set_up(number, server if grown else None, "") as urls:
                buyers = buyers if buyers[0].payable else asyncio.run(canaries(urls[0], buyers))
                a_second = asyncio.run(throughput(urls, buyers, options.requests))
            with _set_up(number, server if grown else None, model) as urls:
                came, _ = asyncio.run(streamed(urls, buyers))
            alone = alone or a_second
            lost, mixed = sum(c.answer is None for c in came), sum(c.mixed for c in came)
            in_time = sum(c.answer is not None and c.seconds < LIMIT_SECONDS for c in came)
            slowest = p99([one.seconds for one in came])
            print(
                f"{name:28}{lost:6}{mixed:7}{in_time / len(came):9.1%}{slowest:7.2f} s"
                f"{a_second:10.0f}{a_second / alone:7.2f}"
            )
            bad += lost + mixed + len(came) - in_time
    return 1 if bad else 0


@contextmanager
def _set_up(number: int, server: Postgres | None, model: str) -> Iterator[list[str]]:
    """The addresses of as many services; with a ``server`` they share it and a Chroma server."""
    with ExitStack() as held:
        folder = Path(held.enter_context(tempfile.TemporaryDirectory(prefix="goalie-bench-")))
        settings = {"GOALIE_HOME": str(folder / "home")}
        if server is not None:
            settings["GOALIE_DATABASE_URL"] = server.new_database()
            settings["GOALIE_CHROMA_URL"] = held.enter_context(_chroma(folder))
        if model:
            settings |= {"OPENAI_BASE_URL": model, "GOALIE_MODEL": "paced"}
        yield [held.enter_context(_service(settings)) for _ in range(number)]


@contextmanager
def _service(more: Mapping[str, str]) -> Iterator[str]:
    url = f"http://127.0.0.1:{(port := free_port())}"
    settings = {
        "GOALIE_PORT": str(port),
        "GOALIE_ACCESS": "open",
        "GOALIE_CLOCK_AT": AT,
        "GOALIE_PEAK_MODE": "full",
        "GOALIE_RATE_PER_MINUTE": "0",
        "GOALIE_MODEL_DEADLINE_SECONDS": "20",
        "GOALIE_MODEL_FIRST_TOKEN_SECONDS": "10",
    } | dict(more)
    with running(["-m", "service.cli", "serve"], f"{url}/readyz", settings):
        yield url


@contextmanager
def _chroma(folder: Path) -> Iterator[str]:
    """A real ``chroma run``."""
    port, there = free_port(), folder / "chroma"
    there.mkdir()
    command = [str(Path(sys.executable).with_name("chroma")), "run", "--path", str(there)]
    with (there / "log").open("w") as log:
        process = subprocess.Popen(  # noqa: S603 - Chroma's own program
            [*command, "--host", "127.0.0.1", "--port", str(port)],
            cwd=there,
            stdout=log,
            stderr=log,
        )
    try:
        while not _listens(port):
            if process.poll() is not None:
                raise RuntimeError((there / "log").read_text())
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.kill()
        process.wait()


def _listens(port: int) -> bool:
    with socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


if __name__ == "__main__":
    sys.exit(main())
