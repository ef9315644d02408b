"""``GET /v1/live``: what happens at a shop's desk, for a page that asks every few seconds."""

import asyncio
from typing import Annotated

from fastapi import APIRouter, Query

from service.desk import Desk
from service.live.figures import Figures
from service.live.spans import Window, span_of
from service.pricing import SHANGHAI
from service.shops import Shop

from ..deps import GivenDesk
from ..live_schemas import LiveOut
from ..live_views import (
    adoption_out,
    answered_out,
    cost_out,
    curves_out,
    degraded_out,
    faults_out,
    scenes_out,
    stopped_out,
    waiting_out,
)

router = APIRouter(prefix="/v1", tags=["live"])


@router.get("/live")
async def live(
    desk: GivenDesk,
    shop: Annotated[str, Query(min_length=1, max_length=64)],
    window: Annotated[
        Window, Query(description="The last hour, the last four hours, or today.")
    ] = "hour",
) -> LiveOut:
    """Replies in time, who waits, what is asked, what agents take, what was stopped, what it cost,
    and this year's curve beside last year's and the forecast. Found anew every two seconds at
    most, however many ask."""
    of = desk.shops.get(shop)
    told: LiveOut = await desk.seen.of((of.id, window), lambda: _live(desk, of, window))
    return told


async def _live(desk: Desk, shop: Shop, window: Window) -> LiveOut:
    span = span_of(window, desk.watch().astimezone(SHANGHAI))
    standard = shop.profile.handoff.first_response_seconds
    await desk.purse.written()
    minutes, waiting, cost, cap_used, traffic = await asyncio.gather(
        desk.store.board.minutes(shop.id, span.first, span.now, standard),
        desk.store.board.waiting(shop.id, span.now),
        desk.store.board.cost(shop.id, span.first, span.now),
        desk.purse.day_share(shop.id),
        desk.forecasts.of(shop.folder),
    )
    whole = Figures()
    for figures in minutes.values():
        whole.add(figures)
    return LiveOut(
        shop=shop.id,
        since=span.first,
        now=span.now,
        conversations=whole.opened,
        messages=whole.asked,
        handed_over=whole.handed_over,
        answered=answered_out(whole, standard),
        waiting=waiting_out(waiting, span),
        scenes=scenes_out(whole),
        adoption=adoption_out(whole),
        stopped=stopped_out(whole),
        degraded=degraded_out(whole),
        cost=cost_out(cost, cap_used),
        curves=curves_out(span, minutes, traffic),
        traffic_faults=faults_out(traffic),
    )
