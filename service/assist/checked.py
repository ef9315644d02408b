"""A candidate through the guard: what may leave, and what was withheld and why."""

from .draft.candidate import Candidate
from .ground import figures_in, retelling
from .guard import Flag, Ledger, ReplyCheck, sentences


def checked(candidate: Candidate, ledger: Ledger) -> tuple[Candidate | None, tuple[Flag, ...]]:
    """The candidate if every sentence of it may leave, else ``None``; and every flag raised.

    ``ledger`` holds the evidence's facts; what the candidate retells is added.
    A text that breaks a rule in one sentence is not sent in parts: the rest may lean on it.
    """
    ledger = ledger | retelling(candidate.trusted) | figures_in(candidate.figures)
    reply = ReplyCheck()
    verdicts = [reply.check(sentence, ledger) for sentence in sentences(candidate.text)]
    flags = tuple(flag for verdict in verdicts for flag in verdict.flags)
    blocked = any(verdict.blocked for verdict in verdicts)
    return (None if blocked else candidate), flags
