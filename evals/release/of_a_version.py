"""A version of a shop, judged where it lies: its own rules, its own index, the service's own parts.

It runs without a model (drafts of 模型说 included), in a thread and a loop of its own, with
conversations, costs and counts that nobody keeps. The run itself is kept as any other.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from evals.casebook import Case, read_cases
from evals.checks.shelf import Shelf
from evals.reporting.page import page
from evals.running.engine import Asked, World, run_cases
from evals.running.inside import Inside
from evals.running.record import Head, Result, Run
from evals.running.run import release_of
from evals.running.store import RunStore, digest_of
from knowledge.index import Knowledge, Pinned
from service import models
from service.assist.assistant import Assistant
from service.assist.draft.prompts import FOLDER as PROMPTS
from service.clock import system_clock
from service.conversations.store import Store
from service.desk import Desk
from service.metrics import Metrics
from service.shops import Shop, Shops, read_shop
from service.storage.database import Database

from .gate import faults_of
from .ledger import Releases
from .passes import NO_MODEL, Passed
from .prompts import prompt_faults
from .suites import gate_files


class SuiteGate:
    """The service's release gate: the shop's suites, asked of the version."""

    def faults(self, desk: Desk, shop_id: str, version: str) -> Sequence[str]:
        shop = _candidate(desk, shop_id, version)
        faults = list(prompt_faults(PROMPTS))
        if files := gate_files(shop):
            cases = read_cases(files, {shop.id: shop})
            run = asyncio.run(_run(desk, shop, version, cases))
            faults += faults_of(Passed(NO_MODEL, run))
        return faults

    def note(
        self, desk: Desk, shop_id: str, version: str, faults: Sequence[str], name: str, reason: str
    ) -> None:
        release = {f"{shop_id}/version": version}
        ledger = Releases(desk.settings.home)
        ledger.note(shop_id, release, faults, version=version, name=name, reason=reason)


GATE = SuiteGate()


@dataclass(frozen=True, slots=True)
class _OneVersion:
    """A library in which the version is the active one."""

    knowledge: Knowledge
    version: str

    def pinned(self, shop_id: str) -> Pinned:
        return self.knowledge.pinned(shop_id, self.version)


def _candidate(desk: Desk, shop_id: str, version: str) -> Shop:
    """The shop by the version's rules; by those in use where it has none of its own."""
    live = desk.shops.get(shop_id)
    rules = desk.knowledge.rules(shop_id, version)
    if not (rules / "shop.yaml").exists():
        return live
    return replace(read_shop(rules), folder=live.folder)


async def _run(desk: Desk, shop: Shop, version: str, cases: Sequence[Case]) -> Run:
    folder = RunStore(desk.settings.home).new(system_clock())
    head = Head(
        id=folder.folder.name,
        started_at=system_clock(),
        suites=tuple(dict.fromkeys(str(file) for file in gate_files(shop))),
        cases=len(cases),
        digest=digest_of(cases, version),
        release=release_of({shop.id}, Shops([shop])) | {f"{shop.id}/version": version},
    )
    folder.begin(head)
    results: dict[str, Result] = {}

    def done(result: Result) -> None:
        results[result.key] = result
        folder.add(result)

    library = _OneVersion(desk.knowledge, version)
    shelf = Shelf.of(library.pinned(shop.id).live.snapshot.passages)
    asked = [Asked(case, 1) for case in cases]
    with TemporaryDirectory(prefix="goalie-gate-") as away:
        database = await Database.open(f"sqlite+aiosqlite:///{Path(away) / 'talks.sqlite'}")
        try:
            inside = _beside(desk, shop, library, database)
            await run_cases(asked, inside, World({shop.id: shop}, {shop.id: shelf}), done)
        finally:
            await database.close()
    now = system_clock()
    seconds = (now - head.started_at).total_seconds()
    ordered = tuple(results[one.key] for one in asked if one.key in results)
    run = Run(head=head, finished_at=now, seconds=seconds, results=ordered)
    folder.end(run)
    folder.report.write_text(page(run), "utf-8")
    return run


def _beside(desk: Desk, shop: Shop, library: _OneVersion, database: Database) -> Inside:
    """The service's parts with nothing that a customer's answer shares."""
    store = Store(database, desk.watch)
    purse = models.purse_of(desk.settings, store.spendings, desk.watch, lambda *_: None)
    peak = models.peak_of(desk.settings)
    alone = replace(
        desk,
        shops=Shops([shop]),
        store=store,
        metrics=Metrics(),
        purse=purse,
        peak=peak,
        assistant=Assistant(library),
    )
    return Inside.speaking_too(alone, desk.settings, library)
