"""Candidates without a model: the price, the approved script, the manual's own words, a question.

Each is a complete answer by itself; this is what runs when no model is configured or it is late.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from knowledge.calibrations import calibration_for
from knowledge.types import Hit
from service.assist.ground import Evidence
from service.assist.ground.citations import of_hit, of_quote
from service.conversations.state import Intent
from service.pricing import Quote

from ..suggestion import Citation, Confidence, SuggestionKind
from .extract import nearest_sentences
from .price_reply import price_reply
from .slots import PRICE_SLOTS, closed, filled, slots_of

SURE = calibration_for("hashed").customer_bot
"""The search score from which an answer counts as sure, so that no person need look at it; fitted
and measured by ``python -m evals.answering``."""

MEDIUM, KNOWN = 0.5, 0.35
"""Search scores from which an answer counts as likely, or known at all: agents see it and judge."""

MAX_CANDIDATES = 3
MAX_CHOICES = 5


@dataclass(frozen=True, slots=True)
class Candidate:
    """A text with its sources, before the guard has seen it. ``trusted`` are the texts it may
    retell: approved scripts and cited passages, as (text, place)."""

    text: str
    kind: SuggestionKind
    confidence: Confidence
    citations: tuple[Citation, ...] = ()
    quote: Quote | None = None
    trusted: tuple[tuple[str, str], ...] = ()


def candidates(evidence: Evidence, sure: float = SURE) -> list[Candidate]:
    """Up to three, best first; empty if nothing reliable is known. ``sure`` as ``SURE``."""
    state = evidence.state
    if state.intent is Intent.PRICE and state.choices:
        return [_choice(evidence)]
    if state.intent is Intent.PRICE and not state.basket:
        known = [*_scripts(evidence, sure)]
        return known[:1] or [_which_product(evidence)]
    found: list[Candidate] = []
    if state.intent is Intent.PRICE and evidence.quote is not None:
        found.append(_price(evidence, evidence.quote))
    if evidence.no_price:
        found.append(_no_price(evidence))
    found.extend(_scripts(evidence, sure))
    if state.intent is not Intent.PRICE:
        found.extend(_documents(evidence, sure))
        found.sort(key=lambda candidate: _ORDER[candidate.confidence])
    return _different(found)[:MAX_CANDIDATES]


_ORDER = {Confidence.HIGH: 0, Confidence.MEDIUM: 1, Confidence.LOW: 2}


def _price(evidence: Evidence, quote: Quote) -> Candidate:
    return Candidate(
        price_reply(evidence, quote),
        SuggestionKind.PRICE,
        Confidence(quote.confidence.value),
        of_quote(quote, evidence.shop, evidence.rulebook),
        quote,
    )


def _no_price(evidence: Evidence) -> Candidate:
    greeting = evidence.shop.profile.voice.greeting
    text = f"{greeting}，这个价格我先帮您核实清楚再回复您哦~"
    return Candidate(text, SuggestionKind.ASK, Confidence.LOW)


def _scripts(evidence: Evidence, sure: float) -> Iterator[Candidate]:
    for hit in evidence.scripts:
        if hit.score < KNOWN:
            continue
        asks_price = bool(slots_of(hit.passage.answer) & PRICE_SLOTS)
        if evidence.state.intent is Intent.PRICE and evidence.quote and not asks_price:
            # Beside a worked-out price a general script would only blur it.
            continue
        text = filled(hit.passage.answer, evidence)
        if text is None:
            continue
        quote = evidence.quote if asks_price else None
        sources = [replace(of_hit(hit, evidence.version), snippet=text)]
        if quote is not None:
            sources.extend(of_quote(quote, evidence.shop, evidence.rulebook))
        sources.extend(_support(evidence))
        yield Candidate(
            text,
            SuggestionKind.SCRIPT,
            confidence_of(hit.score, sure),
            tuple(sources),
            quote,
            ((closed(hit.passage.answer), hit.passage.place.label()),),
        )


def _support(evidence: Evidence) -> Iterator[Citation]:
    """The manual's passage beside a script about the same product."""
    if evidence.state.basket and evidence.documents:
        best = evidence.documents[0]
        if best.passage.skus and best.score >= MEDIUM:
            yield of_hit(best, evidence.version)


def _documents(evidence: Evidence, sure: float) -> Iterator[Candidate]:
    for hit in evidence.documents[:1]:
        if hit.score < KNOWN:
            continue
        quoted = nearest_sentences(evidence.state.text, hit.passage.text)
        greeting = evidence.shop.profile.voice.greeting
        yield Candidate(
            f"{greeting}，{_source_words(hit)}：{quoted}",
            SuggestionKind.SCRIPT,
            confidence_of(hit.score, sure),
            (of_hit(hit, evidence.version),),
            trusted=((hit.passage.text, hit.passage.place.label()),),
        )


def _source_words(hit: Hit) -> str:
    return "说明书上写的是" if hit.passage.skus else "店铺规定是"


def _choice(evidence: Evidence) -> Candidate:
    products = [
        product
        for sku in evidence.state.choices[:MAX_CHOICES]
        if (product := evidence.shop.catalogue.get(sku))
    ]
    names = "、".join(product.short for product in products)
    greeting = evidence.shop.profile.voice.greeting
    text = f"{greeting}，这几款价格不一样，您看的是哪一款呢：{names}？告诉我就帮您算~"
    return Candidate(text, SuggestionKind.ASK, Confidence.HIGH)


def _which_product(evidence: Evidence) -> Candidate:
    greeting = evidence.shop.profile.voice.greeting
    text = f"{greeting}，您看的是哪一款呢？发一下商品名称或链接，我马上帮您算~"
    return Candidate(text, SuggestionKind.ASK, Confidence.HIGH)


def _different(found: list[Candidate]) -> list[Candidate]:
    texts: set[str] = set()
    return [c for c in found if not (c.text in texts or texts.add(c.text))]  # type: ignore[func-returns-value]


def confidence_of(score: float, sure: float = SURE) -> Confidence:
    """A search score from 0 to 1 as 把握; high is what the customer bot may say by itself."""
    if score >= sure:
        return Confidence.HIGH
    return Confidence.MEDIUM if score >= MEDIUM else Confidence.LOW
