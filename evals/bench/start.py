"""How soon ``goalie demo`` is ready, beside a bare FastAPI application, and what it holds.

python -m evals.bench.start [--runs 3]

Seconds from the start of the process to the first answer of ``/readyz``, at the median of the runs
after the first, which indexes the sample shop; the memory is the process's own (RSS) then.
"""

import argparse
import tempfile
import time
from pathlib import Path
from statistics import median

import httpx2

from .processes import free_port, running

QUESTION = {"shop": "demo", "turns": [{"role": "customer", "text": "能开发票吗"}]}
_STATUS = "VmRSS"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m evals.bench.start", description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory(prefix="goalie-bench-") as home:
        answer = Path(home) / "answer.json"
        first, _ = _demo(home, answer)
        ours = [_demo(home) for _ in range(runs)]
        bare = [_bare(answer) for _ in range(runs)]
    bare_seconds, bare_memory = median(s for s, _ in bare), median(m for _, m in bare)
    seconds, memory = median(s for s, _ in ours), median(m for _, m in ours)
    print(f"{'bare application, ready after':40}{bare_seconds:8.2f}   s")
    print(f"{'demo, ready after (target 3)':40}{seconds:8.2f}   s")
    print(f"{'demo with its first import':40}{first:8.2f}   s")
    print(f"{'memory of the bare application':40}{bare_memory:8.0f}   MB")
    print(f"{'memory of the demo (target 200)':40}{memory:8.0f}   MB")


def _demo(home: str, answer: Path | None = None) -> tuple[float, float]:
    """Seconds and MB; one answer of it is kept in ``answer``, for the bare application to give."""
    url = f"http://127.0.0.1:{(port := free_port())}"
    settings = {"GOALIE_HOME": home, "GOALIE_PORT": str(port)}
    started = time.perf_counter()
    with running(["-m", "service.cli", "demo"], f"{url}/readyz", settings) as pid:
        took, memory = time.perf_counter() - started, _resident_mb(pid)
        if answer is not None:
            answer.write_bytes(httpx2.post(f"{url}/v1/suggestions", json=QUESTION).content)
        return took, memory


def _bare(answer: Path) -> tuple[float, float]:
    port = free_port()
    started = time.perf_counter()
    arguments = ["-m", "evals.bench.bare", str(answer), str(port)]
    with running(arguments, f"http://127.0.0.1:{port}/openapi.json") as pid:
        return time.perf_counter() - started, _resident_mb(pid)


def _resident_mb(pid: int) -> float:
    lines = Path(f"/proc/{pid}/status").read_text("ascii").splitlines()
    return next(int(line.split()[1]) / 1_000 for line in lines if line.startswith(_STATUS))


if __name__ == "__main__":
    main()
