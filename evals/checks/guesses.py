"""Where several things can be meant it asks, and says no price for one of them."""

from collections.abc import Iterator

from evals.casebook import Action

from .reply import Reply


def applies(reply: Reply) -> bool:
    return reply.case.action is Action.ASK


def faults(reply: Reply) -> Iterator[str]:
    if reply.first is None or reply.first["kind"] != "ask":
        yield f"应该反问，回的是「{reply.first_text or '没有回复'}」"
    for suggestion in reply.suggestions:
        if suggestion["quote"] is not None:
            yield f"还没问清就报了价：「{suggestion['text']}」"


CHECK = applies, faults
