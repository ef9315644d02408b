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
import re
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import httpx2

from evals.model_server import BEHAVIOURS, ScriptedModel
from service.settings import ROOT
from service.shops import read_shop

from .processes import free_port, running

AT = "2026-11-05T20:30:00+08:00"
BUDGET_SECONDS = 4.0
_PAYABLE = re.compile(r"到手合计(\d+(?:\.\d+)?)元")
_RECOVERED_SECONDS = 30.0
_GIVEN = {
    "GOALIE_CLOCK_AT": AT,
    "GOALIE_MODEL_DEADLINE_SECONDS": f"{BUDGET_SECONDS}",
    "GOALIE_MODEL_FIRST_TOKEN_SECONDS": "2",
    "GOALIE_MODEL_BREAKER_REST_SECONDS": "1",
    "GOALIE_PEAK_HOLD_SECONDS": "1",
}


@dataclass(frozen=True)
class Asked:
    """One conversation's goods; ``payable`` is what they cost, told when all was well."""

    sku: str
    title: str
    quantity: int
    payable: str = ""


@dataclass(frozen=True)
class Came:
    asked: Asked
    seconds: float
    answer: dict[str, Any] | None

    @property
    def drafted(self) -> bool:
        return any(s["kind"] == "generated" for s in (self.answer or {}).get("suggestions", ()))

    @property
    def mixed(self) -> bool:
        """Another's goods or figures in what is said."""
        if self.answer is None:
            return False
        own = (self.asked.payable, [(self.asked.sku, self.asked.quantity)])
        quotes = [s["quote"] for s in self.answer["suggestions"] if s["quote"]]
        goods = [[(line["sku"], line["quantity"]) for line in q["lines"]] for q in quotes]
        told = [(q["payable"], lines) for q, lines in zip(quotes, goods, strict=True)]
        texts = "".join(s["text"] for s in self.answer["suggestions"])
        stated = {Decimal(amount) for amount in _PAYABLE.findall(texts)}
        return not told or any(one != own for one in told) or stated != {Decimal(own[0])}


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
        await _at_once(client, _goods(number))  # opens connections, fills memories
        calm = await _at_once(client, _goods(number))
        asked = [_priced(came) for came in calm]
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
    text = f"这个要{asked.quantity}件，到手多少钱"
    body = {
        "shop": "demo",
        "turns": [{"role": "customer", "text": text}],
        "context": {"sku": asked.sku},
    }
    started = time.monotonic()
    try:
        answer = await client.post("/v1/suggestions", json=body)
        answer.raise_for_status()
    except httpx2.HTTPError as error:
        print(f"{asked.sku}: {error!r}", file=sys.stderr)
        return Came(asked, time.monotonic() - started, None)
    return Came(asked, time.monotonic() - started, answer.json())


def _goods(number: int) -> list[Asked]:
    """Products and pieces, a different pair for each conversation."""
    products = list(read_shop(ROOT / "knowledge" / "shops" / "demo").catalogue)
    pairs = [(product, pieces) for pieces in range(1, 9) for product in products]
    return [Asked(product.sku, product.title, pieces) for product, pieces in pairs[:number]]


def _priced(came: Came) -> Asked:
    if came.answer is None:
        raise RuntimeError(f"{came.asked.sku} has no price even when all is well")
    quote = next(s["quote"] for s in came.answer["suggestions"] if s["quote"])
    return Asked(came.asked.sku, came.asked.title, came.asked.quantity, quote["payable"])


if __name__ == "__main__":
    main()
