"""``run``: suites read, asked, written down, reported."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from evals.casebook import Case
from evals.checks.shelf import Shelf
from service.assist.draft.prompts import FOLDER as PROMPTS
from service.clock import system_clock
from service.settings import Settings
from service.shops import Shop, Shops

from .engine import Asked, World, run_cases
from .inside import SCRIPTED, inside
from .outside import outside
from .record import Head, Result, Run
from .store import RunFolder, RunStore, digest_of, file_digests
from .talking import Answerer

Told = Callable[[int, int], None]
"""How many results there are, of how many."""


@dataclass(frozen=True, slots=True)
class Target:
    """Whom to ask: in process with a ``model`` (empty, a scripted one's name, a URL), or a running
    ``service``."""

    model: str = ""
    service: str = ""


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be run; ``resume`` goes on with the last one of the same that was cut short,
    ``key`` is the service's."""

    cases: Sequence[Case]
    suites: Sequence[str]
    target: Target = Target()
    repeat: int = 1
    resume: bool = False
    key: str = field(default="", repr=False)


async def run(order: Order, settings: Settings, shops: Shops, told: Told) -> tuple[Run, RunFolder]:
    """Raises ``ServiceUnreachable``; what was answered until then is kept for ``resume``."""
    folder, head, before = _begun(order, settings, shops)
    results = {result.key: result for result in before}
    asked = [Asked(case, attempt) for case in order.cases for attempt in range(1, order.repeat + 1)]
    left = [one for one in asked if one.key not in results]
    started = time.perf_counter()

    def done(result: Result) -> None:
        results[result.key] = result
        folder.add(result)
        told(len(results), len(asked))

    async with _asking(order, settings, shops) as (answerer, world):
        folder.begin(head)
        told(len(results), len(asked))
        await run_cases(left, answerer, world, done)
    ordered = tuple(results[one.key] for one in asked if one.key in results)
    seconds = round(time.perf_counter() - started, 2)
    finished = Run(head=head, finished_at=system_clock(), seconds=seconds, results=ordered)
    folder.end(finished)
    return finished, folder


def run_now(order: Order, settings: Settings, shops: Shops, told: Told) -> tuple[Run, RunFolder]:
    """``run`` from where there is no loop."""
    return asyncio.run(run(order, settings, shops, told))


def _begun(
    order: Order, settings: Settings, shops: Shops
) -> tuple[RunFolder, Head, Sequence[Result]]:
    store, target = RunStore(settings.home), order.target
    release = release_of({case.shop for case in order.cases}, shops)
    digest = digest_of(order.cases, target, order.repeat, release)
    unfinished = store.unfinished(digest) if order.resume else None
    if unfinished is not None:
        return unfinished, unfinished.head(), unfinished.results()
    now = system_clock()
    folder = store.new(now)
    head = Head(
        id=folder.folder.name,
        started_at=now,
        suites=tuple(order.suites),
        model=target.model,
        service=target.service,
        repeat=order.repeat,
        cases=len(order.cases),
        digest=digest,
        release=release,
    )
    return folder, head, ()


@asynccontextmanager
async def _asking(
    order: Order, settings: Settings, shops: Shops
) -> AsyncIterator[tuple[Answerer, World]]:
    by_id = {shop.id: shop for shop in shops}
    if order.target.service:
        async with outside(order.target.service, order.key) as answerer:
            yield answerer, World(by_id, {})
        return
    async with inside(settings, order.target.model) as answerer:
        asked_of = {case.shop for case in order.cases}
        knowledge = answerer.desk.knowledge
        shelves = {
            shop: Shelf.of(knowledge.pinned(shop).live.snapshot.passages) for shop in asked_of
        }
        yield answerer, World(by_id, shelves, only_danger=order.target.model in SCRIPTED)


def release_of(shop_ids: set[str], shops: Shops) -> dict[str, str]:
    """Digests of every file that decides what is answered: shop folders and prompts."""
    found: dict[str, str] = {}
    for shop in sorted((shops.get(id) for id in shop_ids), key=lambda shop: shop.id):
        files = [f for f in sorted(shop.folder.rglob("*")) if _decides(f, shop)]
        digests = file_digests(shop.folder, files)
        found |= {f"{shop.id}/{name}": digest for name, digest in digests.items()}
    prompts = sorted(path for path in PROMPTS.iterdir() if path.is_file())
    return found | {f"prompts/{k}": v for k, v in file_digests(PROMPTS, prompts).items()}


def _decides(path: Path, shop: Shop) -> bool:
    inside = path.relative_to(shop.folder).parts[0]
    return path.is_file() and inside not in ("evals", "sources") and not path.name.startswith(".")
