"""The catalogue's own words, where a buyer asks how wide or how loud a product is."""

from collections.abc import Iterator, Sequence

from service.assist.ground import Evidence
from service.assist.ground.attributes import Told, attributes_asked
from service.conversations.state import Question

from ..suggestion import Citation, Confidence, SuggestionKind
from .candidate import Candidate


def from_catalogue(evidence: Evidence) -> Iterator[Candidate]:
    """One answer for the questions that the catalogue settles, in their order."""
    found = (attributes_asked(q, evidence.state, evidence.shop) for q in evidence.state.questions)
    told = list({one.text(): one for several in found for one in several}.values())
    if told:
        yield _said(evidence, told)


def for_question(evidence: Evidence, question: Question) -> Candidate | None:
    """The same for one of several questions."""
    told = attributes_asked(question, evidence.state, evidence.shop)
    return _said(evidence, told) if told else None


def _said(evidence: Evidence, told: Sequence[Told]) -> Candidate:
    file = evidence.shop.catalogue.file
    greeting = evidence.shop.profile.voice.greeting
    text = "；".join(one.text() for one in told)
    sources = tuple(
        Citation(file, f"{file} · 第{one.product.row}行", f"{one.product.title}：{one.text()}")
        for one in told
    )
    return Candidate(
        f"{greeting}，{text}哦~",
        SuggestionKind.SCRIPT,
        Confidence.HIGH,
        sources,
        trusted=tuple((one.text(), file) for one in told),
        of_product=True,
    )
