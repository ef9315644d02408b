"""A person takes over where one is due; a reply that says so without handing over is none."""

from collections.abc import Iterator

from evals.casebook import Action

from .reply import Reply


def applies(reply: Reply) -> bool:
    return reply.case.action is Action.HANDOFF


def faults(reply: Reply) -> Iterator[str]:
    if reply.handoff is None:
        yield f"应该转人工，回的是「{reply.first_text or '没有回复'}」"


CHECK = applies, faults
