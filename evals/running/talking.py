"""A case held with the assistant: its lines sent, its own replies put where the case wants them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from evals.casebook import Case

from .record import Message


class Answerer(Protocol):
    """Either way to ask: a request of ``POST /v1/suggestions`` → its answer, both as JSON."""

    async def answer(self, request: Mapping[str, Any], case: Case) -> dict[str, Any]:
        """Raises ``NotAskable`` where this case cannot be asked here, ``ServiceUnreachable``."""
        ...

    async def suggestions(self, shop: str, conversation_id: str) -> list[dict[str, Any]]:
        """All that the conversation's record has, with what the guard withheld."""
        ...


class NotAskable(Exception):
    """The case needs what this way of asking has not: it is skipped, and the report says so."""


@dataclass(frozen=True, slots=True)
class Talk:
    """What was sent, the answer to the last burst, and drafts of which nothing left."""

    turns: tuple[Message, ...]
    answer: dict[str, Any]
    withheld: tuple[dict[str, Any], ...] = ()


async def talk(case: Case, answerer: Answerer) -> Talk:
    turns: list[Message] = []
    for said in case.turns:
        if said.role == "agent" and not said.text:
            answer = await answerer.answer(_request(case, turns), case)
            replies = [s["text"] for s in answer["suggestions"]]
            turns += [Message(role="bot", text=text) for text in replies[:1]]
        else:
            turns.append(Message(role=said.role, text=said.text))
    answer = await answerer.answer(_request(case, turns), case)
    withheld: list[dict[str, Any]] = []
    if answer["degraded"]:
        recorded = await answerer.suggestions(case.shop, answer["conversation_id"])
        withheld = [each for each in recorded if not each["text"]]
    return Talk(tuple(turns), answer, tuple(withheld))


def _request(case: Case, turns: list[Message]) -> dict[str, Any]:
    request: dict[str, Any] = {
        "shop": case.shop,
        "turns": [turn.model_dump() for turn in turns],
        "at": case.at.isoformat(),
    }
    if case.page:
        request["context"] = {"sku": case.page}
    return request
