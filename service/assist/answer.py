"""One answer under way: candidates through the guard, then the handoff if one is due."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from service.conversations.ids import new_id
from service.conversations.state import Intent
from service.pricing import Quote

from .cases import Cases
from .checked import checked
from .draft.candidate import Candidate
from .draft.scripted import candidates
from .draft.tools import Toolbox
from .gate import Gate
from .ground import Evidence, ledger_of
from .ground.citations import of_hit, of_quote
from .guard import Flag, instructs
from .handoff import handoff_for
from .privacy import Vault
from .suggestion import Citation, Confidence, Handoff, Suggestion, SuggestionKind


class Answering:
    """What one message's evidence leads to; ``elapsed`` tells seconds since it came in,
    ``bot_from`` is the search's confidence from which an answer needs no agent's eye."""

    def __init__(
        self, evidence: Evidence, elapsed: Callable[[], float], bot_from: float = 1.0
    ) -> None:
        self.evidence = evidence
        self._bot_from = bot_from
        self._elapsed = elapsed
        self._ledger = ledger_of(evidence)
        self.vault = Vault()
        self._answered = False
        self._follows = False
        self._withheld: tuple[Flag, ...] = ()
        self._scripts: tuple[str, ...] = ()

    def scripted(self) -> list[Suggestion]:
        """The candidates that pass the guard; empty where a person must take over at once."""
        if self.evidence.state.intent in (Intent.COMPLAINT, Intent.HUMAN):
            return []
        suggestions: list[Suggestion] = []
        for candidate in candidates(self.evidence):
            kept, flags = checked(candidate, self._ledger)
            if kept is None:
                self._withheld += flags
            else:
                self._follows = self._follows or (kept.of_flow and not suggestions)
                suggestions.append(self._suggestion(kept, flags))
        self._scripts = tuple(suggestion.text for suggestion in suggestions)
        self._answered = bool(suggestions) or self.evidence.state.intent is Intent.CHAT
        return suggestions

    def handoff(self) -> Handoff | None:
        """The handoff that is due after ``scripted``; also when nothing reliable was found."""
        return handoff_for(self.evidence, unsure=not self._answered)

    def calming(self, handoff: Handoff) -> Suggestion:
        """What the customer is told while a person comes; with what was withheld and why."""
        candidate = Candidate(handoff.message, SuggestionKind.HANDOFF, Confidence.HIGH)
        return self._suggestion(candidate, self._withheld)

    def worth_drafting(self) -> bool:
        """A question to ask back, or the next words of a flow, are complete as they are; a model
        adds nothing to them. What gives a model orders is answered from scripts alone."""
        state = self.evidence.state
        if instructs(state.text):
            return False
        asks_back = state.choices and state.intent is Intent.PRICE
        return not asks_back and not self._follows and state.intent is not Intent.CHAT

    def opened(self, angle: str, prompt: str) -> Suggestion:
        """A generated candidate before its first sentence, with what it rests on."""
        citations = tuple(of_hit(hit, self.evidence.version) for hit in self.evidence.cited())
        quote = self.evidence.quote if self.evidence.state.intent is Intent.PRICE else None
        if quote is not None:
            citations = (*self._sources(quote), *citations)
        return Suggestion(
            new_id("s"),
            "",
            SuggestionKind.GENERATED,
            Confidence.MEDIUM,
            citations,
            quote,
            final=False,
            angle=angle,
            prompt=prompt,
        )

    def gate(self, toolbox: Toolbox | None, secrets: Sequence[str] = ()) -> Gate:
        """The guard for a generated candidate: the evidence, what tools add to it, and the
        ``secrets`` that the model was told and must not tell (its instructions)."""
        voice = self.evidence.shop.profile.voice
        cases = Cases(self.evidence, self._ledger, toolbox, secrets)
        return Gate(cases, self._scripts, voice.max_characters, self.vault, voice.greeting)

    def withdrawn(self, suggestion: Suggestion) -> Suggestion:
        """Half a reply is no reply: what was shown of it is taken back."""
        return replace(suggestion, text="", final=True, seconds=self._elapsed())

    def closed(self, suggestion: Suggestion, gate: Gate, toolbox: Toolbox | None) -> Suggestion:
        """The generated candidate with its verdict."""
        return replace(
            suggestion,
            text=gate.text,
            citations=(*suggestion.citations, *self._from_tools(toolbox)),
            quote=suggestion.quote or _first_quote(toolbox),
            flags=tuple(gate.flags),
            confidence=Confidence.MEDIUM if gate.flags else Confidence.HIGH,
            seconds=self._elapsed(),
            final=True,
        )

    def _from_tools(self, toolbox: Toolbox | None) -> Iterator[Citation]:
        if toolbox is not None:
            for other in toolbox.quotes:
                yield from self._sources(other.quote)
            yield from (of_hit(hit, self.evidence.version) for hit in toolbox.hits)

    def _sources(self, quote: Quote) -> tuple[Citation, ...]:
        return of_quote(quote, self.evidence.shop, self.evidence.rulebook)

    def _suggestion(self, candidate: Candidate, flags: tuple[Flag, ...]) -> Suggestion:
        return Suggestion(
            new_id("s"),
            candidate.text,
            candidate.kind,
            candidate.confidence,
            candidate.citations,
            candidate.quote,
            flags,
            self._elapsed(),
            unattended=self._unattended(candidate, flags),
        )

    def _unattended(self, candidate: Candidate, flags: tuple[Flag, ...]) -> bool:
        """A figure that was worked out, or a passage that the search is sure of; no flag on it."""
        sure = candidate.score is None or candidate.score >= self._bot_from
        return sure and not flags and candidate.confidence is Confidence.HIGH


def _first_quote(toolbox: Toolbox | None) -> Quote | None:
    return toolbox.quotes[0].quote if toolbox and toolbox.quotes else None
