"""A buyer's data deleted on request: a conversation, or everything of a customer."""

from typing import Annotated

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel, ConfigDict, Field

from ..deps import GivenDesk

router = APIRouter(prefix="/v1", tags=["access"])


class ForgetIn(BaseModel):
    """``customer`` as the shop signs for them (``sub``)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    shop: str = Field(min_length=1, max_length=64)
    customer: str = Field(min_length=1, max_length=120)


class ForgottenOut(BaseModel):
    """How many conversations there were."""

    conversations: int


@router.delete("/conversations/{conversation_id}", status_code=204)
async def forget_conversation(
    conversation_id: str,
    shop: Annotated[str, Query(min_length=1, max_length=64)],
    desk: GivenDesk,
) -> Response:
    """Messages, states, suggestions, feedback: gone. What they cost is kept, without them."""
    await desk.forgetting.conversation(desk.shops.get(shop).id, conversation_id)
    return Response(status_code=204)


@router.post("/customers/forget")
async def forget_customer(body: ForgetIn, desk: GivenDesk) -> ForgottenOut:
    """Every conversation of the chat with a customer."""
    shop = desk.shops.get(body.shop).id
    return ForgottenOut(conversations=await desk.forgetting.customer(shop, body.customer))
