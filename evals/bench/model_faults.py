"""Every fault of a model, with many conversations at once, and how the service comes through.

    python -m evals.bench.model_faults [--conversations 50] [--only cut,hangs]

Each conversation asks for goods and pieces of its own, so that its price is its canary: an answer
with another's goods or figures is mixed, one that does not come is lost, one that takes longer than
the budget and what an answer takes here when all is well is late. After each fault the model gets
well, and the service, which is never restarted, must draft again by itself. 1 when anything is
lost, mixed, late or not recovered.
"""

import argparse
import asyncio
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence

import httpx2

from evals.model_server import BEHAVIOURS, ScriptedModel

from .canaries import Asked, Came, body_of, goods, priced
from .processes import free_port, running

AT = "2026-11-05T20:30:00+08:00"
BUDGET_SECONDS = 4.0
_RECOVERED_SECONDS = 30.0
_GIVEN = {
    "GOALIE_CLOCK_AT": AT,
    "GOALIE_MODEL_DEADLINE_SECONDS": f"{BUDGET_SECONDS}",
    "GOALIE_MODEL_FIRST_TOKEN_SECONDS": "2",
    "GOALIE_MODEL_BREAKER_REST_SECONDS": "1",
    "GOALIE_PEAK_HOLD_SECONDS": "1",
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m evals.bench.model_faults", description=__doc__)
    parser.add_argument("--conversations", type=int, default=50)
    parser.add_argument("--only", default="", help="behaviours, with commas between")
    options = parser.parse_args()
    names = [name for name in options.only.split(",") if name] or list(BEHAVIOURS)
    port = free_port()
    own = f"http://127.0.0.1:{port}"
    with ScriptedModel("faithful") as model, tempfile.TemporaryDirectory() as home:
        given = {**_GIVEN, "OPENAI_BASE_URL": model.url, "GOALIE_HOME": home}
        given |= {"GOALIE_PORT": str(port), "GOALIE_ACCESS": "open"}
        with running(["-m", "service.cli", "serve"], f"{own}/healthz", given):
            sys.exit(asyncio.run(_all(model, own, names, options.conversations)))


async def _all(model: ScriptedModel, own: str, names: Sequence[str], number: int) -> int:
    limits = httpx2.Limits(max_connections=number)
    async with httpx2.AsyncClient(base_url=own, timeout=60, limits=limits) as client:
        await _at_once(client, goods(number))  # opens connections, fills memories
        calm = await _at_once(client, goods(number))
        asked = [priced(came) for came in calm]
        if len({(a.title, a.payable) for a in asked}) < number:
            raise RuntimeError("two conversations have the same canary")
        print(f"{'model':22}{'answers':>8}{'drafted':>8}{'lost':>6}{'mixed':>6}{'late':>6}", end="")
        print(f"{'median s':>10}{'longest s':>10}{'well after s':>13}  told")
        bad, own_seconds = 0, max(came.seconds for came in calm)
        for name in names:
            bad += await _fault(client, model, name, asked, BUDGET_SECONDS + own_seconds)
        return 1 if bad else 0


async def _fault(
    client: httpx2.AsyncClient,
    model: ScriptedModel,
    name: str,
    asked: Sequence[Asked],
    most_seconds: float,
) -> int:
    model.become(name)
    came = await _at_once(client, asked)
    model.become("faithful")
    well = await _recovery(client, asked[0])
    lost = sum(one.answer is None for one in came)
    mixed = sum(one.mixed for one in came)
    late = sum(one.seconds > most_seconds for one in came)
    seconds = [one.seconds for one in came]
    drafted = sum(one.drafted for one in came)
    told = Counter(str(one.answer["degraded"]) for one in came if one.answer)
    print(f"{name:22}{len(came) - lost:8}{drafted:8}{lost:6}{mixed:6}{late:6}", end="")
    print(f"{statistics.median(seconds):10.2f}{max(seconds):10.2f}", end="")
    print(f"{'never' if well is None else f'{well:.1f}':>13}  ", end="")
    print("，".join(f"{text}×{times}" for text, times in told.most_common()), flush=True)
    return lost + mixed + late + (well is None)


async def _recovery(client: httpx2.AsyncClient, asked: Asked) -> float | None:
    """Seconds until a draft comes again."""
    began = time.monotonic()
    while time.monotonic() - began < _RECOVERED_SECONDS:
        came = await _ask(client, asked)
        if came.drafted and came.answer and came.answer["mode"] == "full":
            return time.monotonic() - began
        await asyncio.sleep(0.2)
    return None


async def _at_once(client: httpx2.AsyncClient, asked: Sequence[Asked]) -> list[Came]:
    return list(await asyncio.gather(*(_ask(client, one) for one in asked)))


async def _ask(client: httpx2.AsyncClient, asked: Asked) -> Came:
    started = time.monotonic()
    try:
        answer = await client.post("/v1/suggestions", json=body_of(asked))
        answer.raise_for_status()
    except httpx2.HTTPError as error:
        print(f"{asked.sku}: {error!r}", file=sys.stderr)
        return Came(asked, time.monotonic() - started, None)
    return Came(asked, time.monotonic() - started, answer.json())


if __name__ == "__main__":
    main()
