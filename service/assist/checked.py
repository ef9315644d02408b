"""A candidate through the guard: what may leave, and what was withheld and why."""

from .draft.candidate import Candidate
from .draft.price_reply import price_sentence
from .ground import Evidence, retelling
from .guard import Flag, Ledger, check, sentences


def checked(candidate: Candidate, ledger: Ledger) -> tuple[Candidate | None, tuple[Flag, ...]]:
    """The candidate if every sentence of it may leave, else ``None``; and every flag raised.

    ``ledger`` holds the evidence's facts; what the candidate retells is added.
    A text that breaks a rule in one sentence is not sent in parts: the rest may lean on it.
    """
    ledger = ledger | retelling(candidate.trusted)
    verdicts = [check(sentence, ledger) for sentence in sentences(candidate.text)]
    flags = tuple(flag for verdict in verdicts for flag in verdict.flags)
    blocked = any(verdict.blocked for verdict in verdicts)
    return (None if blocked else candidate), flags


class Gate:
    """The guard for a reply that streams: a sentence leaves as soon as it passes.

    A sentence with a wrong figure is replaced once by the calculator's own; any other failing
    sentence is withheld.
    """

    def __init__(self, evidence: Evidence, ledger: Ledger) -> None:
        self._evidence = evidence
        self._ledger = ledger
        self._replaced = False
        self.flags: list[Flag] = []
        self.passed: list[str] = []

    def admit(self, sentence: str) -> str:
        """What may leave in the place of ``sentence``; empty if nothing."""
        verdict = check(sentence, self._ledger)
        self.flags.extend(verdict.flags)
        text = self._instead(verdict.flags) if verdict.blocked else sentence
        if text:
            self.passed.append(text)
        return text

    def _instead(self, flags: tuple[Flag, ...]) -> str:
        about_price = any(flag.code.startswith(("number.", "claim.")) for flag in flags)
        if not about_price or self._replaced or self._evidence.quote is None:
            return ""
        self._replaced = True
        return price_sentence(self._evidence.quote)
