"""``GET /v1/conversations/{id}``: a stored conversation with its state and what was answered."""

from typing import Annotated, Any

from fastapi import APIRouter, Query

from service.conversations.records import correction_to

from ..deps import GivenDesk
from ..state_views import state_out
from ..views import usage_out

router = APIRouter(prefix="/v1/conversations", tags=["conversations"])


@router.get("/{conversation_id}")
async def conversation(
    conversation_id: str,
    desk: GivenDesk,
    shop: Annotated[str, Query(min_length=1, max_length=64)],
) -> dict[str, Any]:
    """Turns, the state after them, what agents set by hand, suggestions and their feedback, and
    what models have cost."""
    of = desk.shops.get(shop)
    history = await desk.store.history(of.id, conversation_id)
    return {
        "conversation_id": conversation_id,
        "created_at": history.created_at,
        "turns": [{"role": turn.role, "text": turn.text} for turn in history.turns],
        "state": state_out(history.state, of, desk.clock()),
        "corrections": list(map(correction_to, history.corrections)),
        "suggestions": history.suggestions,
        "usage": usage_out(await desk.purse.of_conversation(of.id, conversation_id)),
        "feedback": [
            {key: entry[key] for key in ("suggestion_id", "event", "text", "reason", "created_at")}
            for entry in history.feedback
        ],
    }
