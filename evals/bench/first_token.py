"""What verified streaming adds to a model's stream, beside a bare proxy in the same run.

    python -m evals.bench.first_token [--runs 20] [--pace 0.02]

The scripted model retells the quote, two characters every ``--pace`` seconds (50 pieces a second is
a usual speed). Each run asks through the bare proxy and through the service, one after the other.
Of both, the time to the first text and the time at which each sentence was whole; of the service,
the CPU a request. The relays are compared with a faster model, for their CPU alone.
"""

import argparse
import json
import statistics
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import httpx2

from service.assist.guard import sentences

from .processes import cpu_seconds, free_port, running

ASKED = "静悦1.5匹两台到手多少钱"
_UNDELAYED = 0.001
"""Seconds between pieces where only CPU counts: as fast as each still comes by itself."""

_ROUNDS = 5
AT = "2026-11-05T20:30:00+08:00"


@dataclass
class Timed:
    """Seconds since the request was sent, by the number of characters that had come."""

    text: str = ""
    came: list[tuple[int, float]] = field(default_factory=list)

    def add(self, text: str, seconds: float) -> None:
        if text:
            self.text += text
            self.came.append((len(self.text), seconds))

    @property
    def first(self) -> float:
        return self.came[0][1]

    def whole(self, length: int) -> float:
        """When ``length`` characters were there."""
        return next(seconds for characters, seconds in self.came if characters >= length)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m evals.bench.first_token", description=__doc__)
    parser.add_argument("--runs", type=int, default=20)
    parser.add_argument("--pace", type=float, default=0.02)
    options = parser.parse_args()
    model, relays, service = free_port(), free_port(), free_port()
    url = f"http://127.0.0.1:{model}/v1"
    given = {
        "OPENAI_BASE_URL": url,
        "GOALIE_MODEL": "paced",
        "GOALIE_CLOCK_AT": AT,
        "GOALIE_PORT": str(service),
        "GOALIE_MODEL_DEADLINE_SECONDS": "60",
        "GOALIE_PEAK_MODE": "full",
        "GOALIE_ACCESS": "open",
    }
    served = ["-m", "evals.model_server", "--port", str(model), "--pace", str(options.pace)]
    with (
        tempfile.TemporaryDirectory() as home,
        running(served, f"{url}/models"),
        running(["-m", "evals.bench.relays", url, str(relays)], f"http://127.0.0.1:{relays}/x"),
        running(
            ["-m", "service.cli", "serve"],
            f"http://127.0.0.1:{service}/healthz",
            given | {"GOALIE_HOME": home},
        ) as ours,
        httpx2.Client(timeout=120) as client,
    ):
        proxy, own = f"http://127.0.0.1:{relays}", f"http://127.0.0.1:{service}"
        _streams(client, proxy, own, ours, options.runs)
        print()
    _relay(options.runs)


def _streams(client: httpx2.Client, proxy: str, own: str, pid: int, runs: int) -> None:
    body = _body(_service(client, own)[1])
    _proxy(client, f"{proxy}/raw", body)
    bare: list[Timed] = []
    verified: list[Timed] = []
    before = cpu_seconds(pid)
    for _ in range(runs):
        bare.append(_proxy(client, f"{proxy}/raw", body))
        verified.append(_service(client, own)[0])
    cpu = (cpu_seconds(pid) - before) / runs
    added = [v.first - b.first for b, v in zip(bare, verified, strict=True)]
    late = [lag for b, v in zip(bare, verified, strict=True) for lag in _lags(b, v)]
    print(f"{'':34}{'median':>9}{'p95':>9}   ms")
    _row("first text, bare proxy", [b.first for b in bare])
    _row("first text, verified", [v.first for v in verified])
    _row("added to the first text", added)
    _row("added to each whole sentence", late)
    print(f"{'CPU of the service a request':34}{cpu * 1000:9.1f}   (whole answer, stored)")


def _lags(bare: Timed, verified: Timed) -> Iterator[float]:
    """How much later than by the bare proxy each sentence had come, since the first text came."""
    if verified.text != bare.text:
        raise RuntimeError(f"not the same reply: {verified.text!r}, {bare.text!r}")
    length = 0
    for sentence in sentences(bare.text):
        length += len(sentence)
        yield verified.whole(length) - bare.whole(length)


def _relay(runs: int) -> None:
    """CPU of relaying 100 pieces: raw bytes, and through the door that reads them."""
    model, relays = free_port(), free_port()
    url = f"http://127.0.0.1:{model}/v1"
    served = ["-m", "evals.model_server", "--port", str(model), "--pace", str(_UNDELAYED)]
    started = ["-m", "evals.bench.relays", url, str(relays)]
    body = _body("亲，两台到手合计4698元。" * 14)
    with (
        running(served, f"{url}/models"),
        running(started, f"http://127.0.0.1:{relays}/x") as pid,
        httpx2.Client(timeout=60) as client,
    ):
        spent = {"/raw": 0.0, "/door": 0.0}
        for number in range(-1, _ROUNDS):
            for path in spent:
                before = cpu_seconds(pid)
                for _ in range(runs):
                    with client.stream("POST", f"http://127.0.0.1:{relays}{path}", json=body) as r:
                        r.read()
                if number >= 0:  # the first round only warms up
                    spent[path] += (cpu_seconds(pid) - before) / (runs * _ROUNDS)
    print(f"{'CPU, raw relay of 100 pieces':34}{spent['/raw'] * 1000:9.2f}   ms")
    print(f"{'CPU, through the door':34}{spent['/door'] * 1000:9.2f}   ms")
    print(f"{'ratio (target 1.2)':34}{spent['/door'] / spent['/raw']:9.2f}")


def _body(quote: str) -> dict[str, Any]:
    content = f"<报价>\n{quote}\n</报价>"
    return {
        "model": "paced",
        "stream": True,
        "messages": [{"role": "user", "content": content}],
    }


def _proxy(client: httpx2.Client, url: str, body: dict[str, Any]) -> Timed:
    timed, started = Timed(), time.perf_counter()
    with client.stream("POST", url, json=body) as answer:
        for line in answer.iter_lines():
            if line.startswith("data: {"):
                choices = json.loads(line[6:])["choices"]
                text = choices[0]["delta"].get("content") or "" if choices else ""
                timed.add(text, time.perf_counter() - started)
    return timed


def _service(client: httpx2.Client, own: str) -> tuple[Timed, str]:
    """The generated candidate as it streams, and the quote in words."""
    timed, quote, started = Timed(), "", time.perf_counter()
    body = {"shop": "demo", "turns": [{"role": "customer", "text": ASKED}]}
    head = {"accept": "text/event-stream"}
    with client.stream("POST", f"{own}/v1/suggestions", json=body, headers=head) as answer:
        event = ""
        for line in answer.iter_lines():
            if line.startswith("event: "):
                event = line[7:]
            elif line.startswith("data: ") and event == "delta":
                timed.add(json.loads(line[6:])["text"], time.perf_counter() - started)
            elif line.startswith("data: ") and event == "suggestion":
                quote = quote or json.loads(line[6:])["suggestion"]["quote"]["explanation"]
    return timed, quote


def _row(name: str, seconds: list[float]) -> None:
    ordered = sorted(seconds)
    p95 = ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]
    print(f"{name:34}{statistics.median(seconds) * 1000:9.1f}{p95 * 1000:9.1f}")


if __name__ == "__main__":
    main()
