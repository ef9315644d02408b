"""``/v1/practice``: a trainee and a simulated buyer; ``/v1/evals/practice``: how trainees do."""

import secrets
from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Path, Query

from evals.checks.shelf import Shelf
from evals.practice.buyers import BUYERS
from evals.practice.errors import UnknownPractice
from evals.practice.progress import progress
from evals.practice.session import Practice, Wanted, begun, played, replied
from evals.practice.store import Practices
from evals.practice.texts import texts
from service.access.keys import Caller
from service.access.roles import MAY, Right
from service.api.deps import GivenCaller, GivenDesk, named
from service.conversations.ids import new_id
from service.desk import Desk

from .practice_schemas import (
    BuyerOut,
    BuyersOut,
    PracticeIn,
    PracticeOut,
    PracticeReply,
    TraineesOut,
)
from .practice_views import practice_out, trainee_out

SEEDS = 1_000_000

Shop = Annotated[str, Query(min_length=1, max_length=64)]
Id = Annotated[str, Path(max_length=64)]

router = APIRouter(prefix="/v1/practice", tags=["practice"])
reports = APIRouter(prefix="/v1/evals/practice", tags=["evals"])


@router.get("/buyers")
def buyers(shop: Shop, desk: GivenDesk) -> BuyersOut:
    """The kinds of buyers; one that this shop has nothing to build from is not there."""
    of = desk.shops.get(shop)
    known = [id for id in BUYERS if played(of, id, 0, desk.clock()) is not None]
    every = [BuyerOut(id=id, name=texts().name_of(id), about=texts().about(id)) for id in known]
    return BuyersOut(buyers=every)


@router.post("")
def begin(body: PracticeIn, desk: GivenDesk, caller: GivenCaller) -> PracticeOut:
    """A buyer who has just written; without a ``seed`` a new one."""
    shop = desk.shops.get(body.shop)
    seed = secrets.randbelow(SEEDS) if body.seed is None else body.seed
    wanted = Wanted(named(caller, body.trainee), body.buyer, seed)
    practice = begun(new_id("p"), shop, wanted, desk.clock(), desk.wall())
    _practices(desk).add(practice)
    return practice_out(practice, desk.wall())


@router.get("/{practice_id}")
def show(practice_id: Id, shop: Shop, desk: GivenDesk, caller: GivenCaller) -> PracticeOut:
    """One practice: the trainee's own, or any for who teaches."""
    practice = _practices(desk).get(desk.shops.get(shop).id, practice_id)
    _own(practice, caller)
    return practice_out(practice, desk.wall())


@router.post("/{practice_id}/replies")
def reply(
    practice_id: Id, body: PracticeReply, desk: GivenDesk, caller: GivenCaller
) -> PracticeOut:
    """What the trainee answers: judged at once, and the buyer writes again or goes."""
    shop = desk.shops.get(body.shop)
    shelf = Shelf.of(desk.knowledge.pinned(shop.id).live.snapshot.passages)
    now = desk.wall()

    def answered(practice: Practice) -> Practice:
        _own(practice, caller)
        return replied(practice, shop, shelf, body.text, now, handed_over=body.handed_over)

    return practice_out(_practices(desk).change(shop.id, practice_id, answered), now)


@reports.get("")
def trainees(shop: Shop, desk: GivenDesk) -> TraineesOut:
    """How each trainee does; who is right least often stands first."""
    of = desk.shops.get(shop)
    every = _practices(desk).all(of.id)
    return TraineesOut(trainees=[trainee_out(one) for one in progress(every)])


def _practices(desk: Desk) -> Practices:
    return Practices(desk.settings.home)


def _own(practice: Practice, caller: Caller) -> None:
    """Raises ``UnknownPractice`` for a colleague's."""
    if Right.TEACH not in MAY[caller.role] and practice.trainee != caller.name:
        raise UnknownPractice("没有这次练习：请重新开始一次")


ROUTERS: Sequence[tuple[APIRouter, Right]] = [(router, Right.SERVE), (reports, Right.TEACH)]
