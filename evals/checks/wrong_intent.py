"""What the buyer is after was understood, each question of the burst in order."""

from collections.abc import Iterator

from evals.casebook.cells import INTENTS

from .reply import Reply

_NAMES = {intent.value: name for name, intent in INTENTS.items()}


def applies(reply: Reply) -> bool:
    return bool(reply.case.intents)


def faults(reply: Reply) -> Iterator[str]:
    state = reply.state
    got = [question["intent"] for question in state["questions"]] or [state["intent"]]
    wanted = [intent.value for intent in reply.case.intents]
    if got != wanted:
        yield f"应听成{_named(wanted)}，听成了{_named(got)}"


def _named(intents: list[str]) -> str:
    return "「" + "、".join(_NAMES.get(intent, intent) for intent in intents) + "」"


CHECK = applies, faults
