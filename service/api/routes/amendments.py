"""``/v1/amendments``: prices that were told under rules that have changed since."""

from typing import Annotated

from fastapi import APIRouter, Query

from service.conversations.amendments import Amends

from ..amendment_schemas import AmendmentOut, AmendmentsOut, SettledIn
from ..deps import GivenCaller, GivenDesk, named
from ..inbox_views import amendment_out

router = APIRouter(prefix="/v1/amendments", tags=["conversations"])
NamedShop = Annotated[str, Query(min_length=1, max_length=64)]


@router.get("")
async def amendments(
    shop: NamedShop,
    desk: GivenDesk,
    conversation_id: Annotated[str, Query(max_length=40)] = "",
) -> AmendmentsOut:
    """What customers should still be told, oldest first; of one conversation, if it is named."""
    found = await desk.store.amendments.open(desk.shops.get(shop).id, conversation_id)
    return AmendmentsOut(amendments=[amendment_out(one) for one in found])


@router.post("/{amendment_id}")
async def settle(
    amendment_id: str, body: SettledIn, desk: GivenDesk, caller: GivenCaller
) -> AmendmentOut:
    """It was sent, or need not be. Of two agents one has it, the other is told who."""
    shop = desk.shops.get(body.shop)
    agent = named(caller, body.agent)
    settled = await desk.store.amendments.settle(
        shop.id, amendment_id, Amends(body.done), agent, desk.clock()
    )
    desk.bell.ring(f"shop {shop.id}")
    return amendment_out(settled)
