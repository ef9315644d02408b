"""A candidate through the guard: what may leave, and what was withheld and why."""

from dataclasses import replace

from .draft.price_reply import price_sentence
from .draft.scripted import Candidate
from .ground import Evidence, ledger_of
from .guard import Flag, Ledger, check, facts_of_text, sentences


def ledger_for(candidate: Candidate, evidence: Evidence) -> Ledger:
    """The evidence's facts and those of the texts the candidate may retell."""
    facts = [fact for text, place in candidate.trusted for fact in facts_of_text(text, place)]
    return ledger_of(evidence) | Ledger.of(facts)


def checked(candidate: Candidate, evidence: Evidence) -> tuple[Candidate | None, tuple[Flag, ...]]:
    """The candidate without the sentences that fail, and every flag raised.

    ``None`` if a failing sentence carried the answer: an approved text that breaks a rule is not
    sent in parts.
    """
    ledger = ledger_for(candidate, evidence)
    flags: list[Flag] = []
    kept: list[str] = []
    for sentence in sentences(candidate.text):
        verdict = check(sentence, ledger)
        flags.extend(verdict.flags)
        if not verdict.blocked:
            kept.append(sentence)
    if len(kept) < len(sentences(candidate.text)):
        return None, tuple(flags)
    return replace(candidate, text="".join(kept)), tuple(flags)


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
