"""Candidates from what was found: the approved script with its slots filled, the manual's words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice, pairwise

from knowledge.types import Hit
from service.assist.ground import Evidence
from service.assist.ground.citations import of_hit, of_quote
from service.conversations.state import Intent
from service.pricing import Quote

from ..suggestion import Citation, SuggestionKind
from .candidate import HIGH, KNOWN, MEDIUM, Candidate, confidence_of
from .extract import nearest_sentences
from .slots import PRICE_SLOTS, closed, filled, slots_of

MOST_OF_A_NAME = 2
"""Pairs of characters that a line may share with the name of the goods alone."""

_HAN_PAIR = re.compile(r"(?![哪什怎吗呢的了么我你]|.[哪什怎吗呢的了么我你])[\u4e00-\u9fff]{2}")
"""Two characters that say something."""


def from_scripts(evidence: Evidence, hits: Sequence[Hit]) -> Iterator[Candidate]:
    """Scripts that are known well enough and whose slots can be filled."""
    for hit in hits:
        if hit.score < KNOWN:
            continue
        asks_price = bool(slots_of(hit.passage.answer) & PRICE_SLOTS)
        if evidence.state.intent is Intent.PRICE and evidence.quote and not asks_price:
            # Beside a worked-out price a general script would only blur it.
            continue
        if candidate := _from_script(evidence, hit, asks_price=asks_price):
            yield candidate


def for_question(evidence: Evidence, hits: Sequence[Hit]) -> Candidate | None:
    """The best answer to one of several questions, from a script or else a document."""
    for hit in hits:
        if hit.score < KNOWN:
            continue
        if not hit.passage.answer:
            if quoted := _quoted(evidence, hit):
                return quoted
            continue
        if not slots_of(hit.passage.answer) & PRICE_SLOTS:
            found = _from_script(evidence, hit, asks_price=False)
            if found:
                return found
    return None


def from_documents(evidence: Evidence) -> Iterator[Candidate]:
    """The surest passage that holds a sentence or row to tell."""
    known = (hit for hit in evidence.documents if hit.score >= KNOWN)
    quoted = (_quoted(evidence, hit) for hit in known)
    yield from islice(filter(None, quoted), 1)


def _from_script(evidence: Evidence, hit: Hit, *, asks_price: bool) -> Candidate | None:
    text = filled(hit.passage.answer, evidence)
    quote = evidence.quote if asks_price else None
    if text is None or (quote is not None and not _named(quote, text)):
        return None
    sources = [replace(of_hit(hit, evidence.version), snippet=text)]
    if quote is not None:
        sources.extend(of_quote(quote, evidence.shop, evidence.rulebook))
    sources.extend(_support(evidence))
    return Candidate(
        text,
        SuggestionKind.SCRIPT,
        confidence_of(hit.score),
        tuple(sources),
        quote,
        ((closed(hit.passage.answer), hit.passage.place.label()),),
        hit.score,
        bool(hit.passage.skus),
    )


def _named(quote: Quote, text: str) -> bool:
    """Whether the text says what its figures are for, so that a wrong basket is seen."""
    lines = [line.line for line in quote.lines]
    return all(re.search(f"{re.escape(one.title)} ?{one.quantity}件", text) for one in lines)


def _quoted(evidence: Evidence, hit: Hit) -> Candidate | None:
    state = evidence.state
    skus = {item.sku for item in state.basket} or set(state.choices)
    quoted = nearest_sentences(state.text, hit.passage.text, skus=skus)
    trouble = evidence.shop.aspects.trouble(state.text)
    weak = hit.score < HIGH and not _speaks_of(evidence, quoted)
    if not quoted or weak or (trouble and hit.score < MEDIUM):
        return None
    greeting = evidence.shop.profile.voice.greeting
    return Candidate(
        f"{greeting}，{_source_words(hit)}：{quoted}",
        SuggestionKind.SCRIPT,
        confidence_of(hit.score),
        (of_hit(hit, evidence.version),),
        trusted=((hit.passage.text, hit.passage.place.label()),),
        score=hit.score,
    )


def _speaks_of(evidence: Evidence, quoted: str) -> bool:
    """Whether a line the search is not sure of says what was asked, and not only the goods' name:
    nobody is helped by 拖地：水箱加清水 who asks 哪款好."""
    state = evidence.state
    own = [q for q in state.questions if q.intent is Intent.QUESTION]
    bare = _pairs("，".join(question.core or question.text for question in own))
    whole = _pairs("，".join(question.text for question in own) or state.text)
    return (
        any(pair in quoted for pair in bare)
        or sum(pair in quoted for pair in whole) > MOST_OF_A_NAME
    )


def _pairs(words: str) -> set[str]:
    return {pair for pair in map("".join, pairwise(words)) if _HAN_PAIR.fullmatch(pair)}


def _support(evidence: Evidence) -> Iterator[Citation]:
    """The manual's passage beside a script about the same product."""
    if evidence.state.basket and evidence.documents:
        best = evidence.documents[0]
        if best.passage.skus and best.score >= MEDIUM:
            yield of_hit(best, evidence.version)


def _source_words(hit: Hit) -> str:
    return "说明书上写的是" if hit.passage.skus else "店铺规定是"
