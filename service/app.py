"""``create_app``: the one place that builds concrete parts."""

import asyncio
import logging
from collections.abc import AsyncIterator, Coroutine, Sequence
from contextlib import asynccontextmanager
from typing import Any

from fastapi import Depends, FastAPI

from knowledge.calibrations import calibration_for
from knowledge.encoders import encoder_named
from knowledge.errors import StoreBusy
from knowledge.index import Knowledge
from knowledge.jobs import Jobs
from knowledge.loaders import MAX_FILE_BYTES
from service import models
from service.access.audit import Audit
from service.access.keys import Keys
from service.access.rates import Rates
from service.amending import Amending
from service.api import errors, openapi
from service.api.body_limit import BodyLimit
from service.api.deps import needs
from service.api.plug_ins import Routes, plug_in_routes
from service.api.request_ids import RequestIds
from service.api.routes import ROUTERS
from service.api.routes.knowledge_files import router as uploads
from service.api.traces import traced
from service.api.watching import Watched
from service.assist.assistant import Assistant
from service.assist.guard import Ledger, check
from service.clock import Clock, fixed_clock, running_clock, system_clock
from service.conversations.forgetting import Forgetting
from service.conversations.overhearing import Overhearing
from service.conversations.repeats import Turnstile
from service.conversations.store import Store
from service.desk import Desk
from service.housekeeping import keeping_house
from service.journal import note
from service.metrics import Metrics
from service.releasing import ReleaseGate, found_gate, released
from service.rules import Rules
from service.settings import Settings
from service.shops import Shops, read_shops
from service.shops.rule_faults import judge
from service.storage.database import Database
from service.tracing import all_sent

_log = logging.getLogger(__name__)


def create_app(
    settings: Settings,
    brought: Sequence[Routes] | None = None,
    gate: ReleaseGate | None = None,
) -> FastAPI:
    """The service; what it holds open is opened when it starts and closed when it ends. ``brought``
    are other packages' routes, ``gate`` the release gate: those that are installed if left out.

    Raises ``BadShopFolder`` when a shop folder cannot be taken, ``LookupError`` where the gate is
    on and none is installed.
    """
    shops = read_shops(settings.shops)
    if gate is None and settings.release_gate:
        gate = found_gate()
    metrics = Metrics()

    app = FastAPI(
        title="Goalie 守门员",
        version="0.1.0",
        lifespan=lambda app: _desk_of(app, settings, shops, metrics, gate),
    )
    app.add_middleware(
        BodyLimit, limit=settings.max_body_bytes, larger={uploads.prefix: MAX_FILE_BYTES + 1}
    )
    app.state.gate = gate
    app.add_middleware(RequestIds)
    app.add_middleware(Watched, metrics=metrics)
    errors.install(app)
    openapi.install(app)
    routers = list(ROUTERS)
    for routes in plug_in_routes() if brought is None else brought:
        errors.install_more(app, routes.ERRORS)
        routers += routes.ROUTERS
    for router, right in routers:
        app.include_router(router, dependencies=[Depends(needs(right))] if right else [])
    if settings.traces_endpoint is not None:
        traced(app)
    return app


@asynccontextmanager
async def _desk_of(
    app: FastAPI, settings: Settings, shops: Shops, metrics: Metrics, gate: ReleaseGate | None
) -> AsyncIterator[None]:
    """Opens what the service holds while it runs, and closes it in the other order."""
    settings.home.mkdir(parents=True, exist_ok=True)
    knowledge = open_knowledge(settings)

    def release(shop: str, version: str, by: str) -> None:
        released(gate, app.state.desk, shop, version, by, reason="")

    jobs = Jobs(knowledge, lambda shop: shops.get(shop).folder, release if gate else None)
    database = await Database.open(settings.database)
    clock, watch = clock_of(settings), watch_of(settings)
    store = Store(database, watch)
    purse = models.purse_of(settings, store.spendings, watch, metrics.spent)
    peak = models.peak_of(settings)
    drafting = await asyncio.to_thread(models.drafting_of, settings, purse, peak)
    rules, forgetting = Rules(shops, knowledge), Forgetting(database)
    try:
        await asyncio.to_thread(_index_new, shops, knowledge, jobs, gated=gate is not None)
        for shop in list(shops):
            await asyncio.to_thread(rules.follow, shop.id)
        await asyncio.to_thread(check, "在吗", Ledger.of())  # reads the guard's word lists
        app.state.desk = Desk(
            settings=settings,
            clock=clock,
            watch=watch,
            shops=shops,
            knowledge=knowledge,
            rules=rules,
            jobs=jobs,
            store=store,
            metrics=metrics,
            turnstile=Turnstile(),
            forgetting=forgetting,
            keys=Keys(database, system_clock),
            audit=Audit(database),
            rates=Rates(settings.rate_per_minute),
            assistant=Assistant(knowledge, drafting, _bot_from(settings)),
            purse=purse,
            peak=peak,
            model=drafting.model.name if drafting else None,
            wall=system_clock,
        )
        house = keeping_house(forgetting, clock, settings.retention_days)
        heard = Overhearing(database, app.state.desk.bell).listening()
        amends = Amending(store.amendments, rules, shops, app.state.desk.bell, clock).following()
        async with _behind(rules.following(), house, heard, amends):
            yield
    finally:
        if drafting is not None:
            await drafting.model.close()
        await purse.written()
        await database.close()
        await asyncio.to_thread(jobs.close)
        knowledge.close()
        await asyncio.to_thread(all_sent)


@asynccontextmanager
async def _behind(*work: Coroutine[Any, Any, None]) -> AsyncIterator[None]:
    """``work`` goes on while the service runs, and ends with it."""
    tasks = [asyncio.create_task(one, name=getattr(one, "__qualname__", "work")) for one in work]
    for task in tasks:
        task.add_done_callback(_told_if_it_failed)
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def _told_if_it_failed(task: asyncio.Task[None]) -> None:
    """What should go on for ever and does not is nothing to find out by its absence."""
    if not task.cancelled() and (error := task.exception()) is not None:
        why = type(error).__name__
        note(_log, "background_work_ended", logging.ERROR, work=task.get_name(), why=why)


def open_knowledge(settings: Settings) -> Knowledge:
    """The index under ``home``, or on a Chroma server by setting."""
    encoder = encoder_named(settings.encoder, settings.encoder_endpoint)
    return Knowledge(
        settings.home,
        encoder,
        settings.chroma_url,
        vectors_share=settings.encoder_weight,
        judge=judge,
    )


def clock_of(settings: Settings) -> Clock:
    """The system's clock, or the fixed minute of the demo."""
    return fixed_clock(settings.clock_at) if settings.clock_at else system_clock


def watch_of(settings: Settings) -> Clock:
    """What happens is noted by it: the system's clock, or the demo's minute and what has passed."""
    return running_clock(settings.clock_at) if settings.clock_at else system_clock


def _index_new(shops: Shops, knowledge: Knowledge, jobs: Jobs, *, gated: bool) -> None:
    """Take in what changed in the shop folders since the last import; where a gate is to be passed
    only what was never imported. A new encoder may take long: it works beside, and the index of
    the former one answers until it is done."""
    for shop in shops:
        if gated and knowledge.ready(shop.id) and not knowledge.by_former_encoder(shop.id):
            continue
        try:
            if not knowledge.by_former_encoder(shop.id):
                knowledge.index_if_changed(shop.id, shop.folder)
                continue
        except StoreBusy:  # another replica imports; not ready until a version is there
            pass
        jobs.start(shop.id, at_start=True)


def _bot_from(settings: Settings) -> float:
    """The customer bot's threshold: by setting, or as fitted for the encoder."""
    return settings.customer_bot_threshold or calibration_for(settings.encoder).customer_bot
