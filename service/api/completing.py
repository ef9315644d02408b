"""One chat completion: the same answer as a suggestion's, and of its candidates the one to send.

Nothing can be taken back in this protocol, so a reply leaves when it is whole and has its verdict;
streamed, it comes in sentences then.
"""

from collections.abc import Iterator
from typing import Any

from service.assist.guard import Severity, sentences
from service.conversations.spending import Spent
from service.desk import Desk

from .answering import answer, asked
from .completions_schemas import CompletionRequest
from .errors import UnknownModel
from .schemas import Answer, ContextIn, SuggestionOut, SuggestionRequest
from .sse import data_only

PREFIX = "goalie/"
_NOTHING = "您好，这个问题我需要核实一下，请您稍等。"


def shop_of(desk: Desk, model: str) -> str:
    """``goalie/SHOP`` or the shop's id; ``goalie`` where there is only one. Raises UnknownModel."""
    shops = [shop.id for shop in desk.shops]
    named = model.removeprefix(PREFIX)
    if named == "goalie" and len(shops) == 1:
        return shops[0]
    if named not in shops:
        raise UnknownModel(f"没有模型 {model[:60]}：请从 GET /v1/models 里选一个")
    return named


async def completed(desk: Desk, request: CompletionRequest) -> dict[str, Any]:
    """The completion as one document. Raises as ``answering.asked`` does, and UnknownModel."""
    given, shop = request.metadata, shop_of(desk, request.model)
    conversation = given.conversation_id if given else None
    whole = await asked(
        desk,
        SuggestionRequest(
            shop=shop,
            turns=request.turns,
            conversation_id=conversation,
            context=ContextIn(sku=given.sku if given else None),
        ),
        by_bot=True,
    )
    before = await desk.purse.of_conversation(shop, conversation) if conversation else Spent()
    told = await answer(desk, whole)
    spent = await desk.purse.of_conversation(shop, told.conversation_id)
    chosen = _chosen(told)
    message = {"role": "assistant", "content": _text(told, chosen)}
    return {
        "id": f"chatcmpl-{chosen.id if chosen else told.conversation_id}",
        "object": "chat.completion",
        "created": int(desk.clock().timestamp()),
        "model": request.model,
        "choices": [{"index": 0, "message": message, "finish_reason": "stop"}],
        "usage": _usage(before, spent),
        "goalie": {
            "conversation_id": told.conversation_id,
            "suggestion_id": chosen.id if chosen else None,
            "kind": chosen.kind if chosen else "handoff",
            "unattended": bool(chosen and chosen.unattended),
            "handoff": told.handoff.model_dump(mode="json") if told.handoff else None,
            "degraded": told.degraded,
            "mode": told.mode,
        },
    }


def streamed(completion: dict[str, Any], *, usage: bool) -> Iterator[bytes]:
    """The same completion as a stream."""
    head = {key: completion[key] for key in ("id", "created", "model")}
    head["object"] = "chat.completion.chunk"
    [choice] = completion["choices"]
    yield _chunk(head, {"role": "assistant", "content": ""})
    for sentence in sentences(choice["message"]["content"]):
        yield _chunk(head, {"content": sentence})
    yield _chunk(head | {"goalie": completion["goalie"]}, {}, "stop")
    if usage:
        yield data_only(head | {"choices": [], "usage": completion["usage"]})
    yield data_only("[DONE]")


def _chosen(told: Answer) -> SuggestionOut | None:
    """Where a person takes over, what the customer is told meanwhile; else the first candidate
    of which nothing was stopped."""
    clean = [s for s in told.suggestions if all(f.severity != Severity.BLOCK for f in s.flags)]
    calming = [s for s in told.suggestions if s.kind == "handoff"]
    return next(iter(calming if told.handoff else clean), None)


def _text(told: Answer, chosen: SuggestionOut | None) -> str:
    if chosen is not None:
        return chosen.text
    return told.handoff.message if told.handoff else _NOTHING


def _usage(before: Spent, after: Spent) -> dict[str, int]:
    """What models have cost for this answer; nothing where a script answered."""
    prompt = after.prompt - before.prompt
    completion = after.completion - before.completion
    return {
        "prompt_tokens": prompt,
        "completion_tokens": completion,
        "total_tokens": prompt + completion,
    }


def _chunk(head: dict[str, Any], delta: dict[str, str], finish: str | None = None) -> bytes:
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    return data_only(head | {"choices": [choice]})
