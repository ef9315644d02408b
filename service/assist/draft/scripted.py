"""Candidates without a model: what was worked out, the approved script, the manual's own words, a
question back.

Each is a complete answer by itself; this is what runs when no model is configured or it is late.
Several questions in one burst are answered in one message.
"""

from collections.abc import Iterable, Iterator, Sequence

from service.assist.ground import Evidence
from service.assist.ground.citations import of_quote
from service.assist.ground.evidence import several
from service.assist.ground.worked import Choices, Unpriced, Worked, quotes_of
from service.conversations.state import Intent
from service.pricing import Quote
from service.shops.profile import Voice

from ..suggestion import Citation, Confidence, SuggestionKind
from . import asks
from .candidate import Candidate
from .chat_replies import chatted
from .fact_reply import for_question as fact_for_question
from .fact_reply import from_facts, only_advice, unanswered
from .flow_reply import with_flow
from .passages import for_question, from_documents, from_scripts
from .worked_replies import told

MAX_CANDIDATES = 3
LONGEST = 420
"""Characters that several answers in one message may have together."""


def candidates(evidence: Evidence) -> list[Candidate]:
    """Up to three, best first; empty if nothing reliable is known."""
    return with_flow(evidence, _candidates(evidence), MAX_CANDIDATES)


def _candidates(evidence: Evidence) -> list[Candidate]:
    """Of the question itself."""
    state = evidence.state
    if state.intent is Intent.CHAT:
        return chatted(evidence)
    facts = from_facts(evidence)
    if only_advice(evidence) and (sure := _likely(from_scripts(evidence, evidence.scripts))):
        return _different([*sure, *facts])[:MAX_CANDIDATES]
    if facts and not unanswered(evidence):
        known = [*from_scripts(evidence, evidence.scripts), *from_documents(evidence)]
        return _different([*facts, *_answers(evidence), *known])[:MAX_CANDIDATES]
    back = asks.asked_back(evidence) or asks.what_comes_back(evidence)
    if back is not None:
        return [*facts, back]
    priced = state.intent in (Intent.PRICE, Intent.SCHEDULE)
    if priced and not state.basket and not evidence.worked:
        known = [*from_scripts(evidence, evidence.scripts)]
        return known[:1] or [asks.which_product(evidence)]
    found = list(_answers(evidence))
    if evidence.no_price:
        found.append(asks.no_price(evidence))
    found.extend(from_scripts(evidence, evidence.scripts))
    if state.intent is not Intent.PRICE:
        found.extend(from_documents(evidence))
        found.sort(key=_place)
    return _different(found)[:MAX_CANDIDATES]


def _likely(found: Iterable[Candidate]) -> list[Candidate]:
    return [one for one in found if one.confidence is not Confidence.LOW]


_ORDER = {Confidence.HIGH: 0, Confidence.MEDIUM: 1, Confidence.LOW: 2}


def _place(candidate: Candidate) -> tuple[bool, bool, int]:
    """Figures first, then what the shop approved for the very product, then the surest."""
    worked = candidate.kind is SuggestionKind.PRICE
    return not worked, not candidate.of_product, _ORDER[candidate.confidence]


def _answers(evidence: Evidence) -> Iterator[Candidate]:
    """What was worked out, together with the answers to the other questions of the burst."""
    worked = [w for w in evidence.worked if not isinstance(w, Unpriced | Choices)]
    parts = [text for answer in worked if (text := told(answer, evidence))]
    others = list(_others(evidence))
    if worked and parts:
        yield _joined(evidence, worked, parts, others)
        if others:
            yield _joined(evidence, worked, parts, [])
    elif len(others) > 1:
        yield _joined(evidence, [], [], others)


def _others(evidence: Evidence) -> Iterator[Candidate]:
    """An answer for each further question: the exact fact, else what was found for its words."""
    priced = [worked.question for worked in evidence.worked]
    told = {fact.question for fact in evidence.facts}
    for question in evidence.state.questions:
        if question not in priced and (fact := fact_for_question(evidence, question)):
            yield fact
    for question, hits in zip(several(evidence.state), evidence.by_question, strict=False):
        if question not in told and (found := for_question(evidence, hits)):
            yield found


def _joined(
    evidence: Evidence,
    worked: Sequence[Worked],
    parts: Sequence[str],
    others: Sequence[Candidate],
) -> Candidate:
    """One message: greeting, figures, the other answers, closing."""
    voice = evidence.shop.profile.voice
    text = "".join(parts)
    kept: list[Candidate] = []
    for other in others:
        further = _plain(other.text, voice)
        if len(text) + len(further) <= LONGEST:
            text += further if not text else f"另外，{further}"
            kept.append(other)
    priced = bool(parts) or any(other.text.endswith(voice.closing) for other in kept)
    ending = voice.closing if priced else ""
    quotes = [quote for answer in worked for quote in quotes_of(answer)]
    sources = (*_sources(evidence, quotes), *(c for other in kept for c in other.citations))
    sure = [_CONFIDENCE[quote.confidence.value] for quote in quotes]
    sure += [other.confidence for other in kept]
    return Candidate(
        f"{voice.greeting}，{text}{ending}",
        SuggestionKind.PRICE if parts else SuggestionKind.SCRIPT,
        max(sure, key=_ORDER.__getitem__, default=Confidence.HIGH),
        tuple(dict.fromkeys(sources)),
        quotes[0] if quotes else None,
        tuple(trusted for other in kept for trusted in other.trusted),
        min((other.score for other in kept if other.score is not None), default=None),
    )


_CONFIDENCE = {one.value: one for one in Confidence}


def _sources(evidence: Evidence, quotes: Sequence[Quote]) -> Iterator[Citation]:
    for quote in quotes:
        yield from of_quote(quote, evidence.shop, evidence.rulebook)


def _plain(text: str, voice: Voice) -> str:
    """An answer inside a longer message: without its greeting and closing."""
    rest = text.removeprefix(voice.greeting).lstrip("，,~ 亲").removesuffix(voice.closing)
    return rest if rest.endswith(("。", "~", "！", "!", "？", "?")) else f"{rest}。"


def _different(found: list[Candidate]) -> list[Candidate]:
    kept: dict[str, Candidate] = {}
    for candidate in found:
        kept.setdefault(candidate.text, candidate)
    return list(kept.values())
