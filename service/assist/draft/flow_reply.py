"""The next words of the service flow, and where they stand among what else was found."""

from collections.abc import Sequence

from service.assist.flows import Standing
from service.assist.ground import Evidence
from service.conversations.state import Intent

from ..suggestion import Citation, Confidence, SuggestionKind
from ..understand.questions import asks
from .candidate import Candidate
from .slots import closed, filled


def with_flow(evidence: Evidence, found: Sequence[Candidate], most: int) -> list[Candidate]:
    """``found`` and the flow's next words among them, ``most`` in all: first where the burst only
    tells what the flow asked for, or where nothing surer was found; else last."""
    flow = evidence.flow
    candidate = next_words(evidence, flow) if flow else None
    if candidate is None or flow is None:
        return list(found[:most])
    if _leads(evidence, flow, found):
        return [candidate, *found][:most]
    return [*found[: most - 1], candidate]


def next_words(evidence: Evidence, flow: Standing) -> Candidate | None:
    """What the flow asks or says next; ``None`` where it has nothing to say, a person asks from
    here on, or the burst is talk that tells nothing (好的)."""
    if evidence.state.intent is Intent.CHAT and not flow.told:
        return None
    if flow.due is not None and flow.missing:
        return None
    text = filled(flow.words, evidence)
    if not text:
        return None
    voice = evidence.shop.profile.voice
    place = f"{flow.flow.name} {flow.number}/{flow.of}"
    document = evidence.shop.flows.file_of(flow.flow.scene)
    return Candidate(
        f"{voice.greeting}，{text}",
        SuggestionKind.ASK if flow.missing else SuggestionKind.SCRIPT,
        # Who tells what was asked for goes along; a flow that has just begun is a guess at the
        # scene, and no customer is asked for photos on a guess.
        Confidence.HIGH if flow.told and not flow.began else Confidence.MEDIUM,
        (Citation(document, place, text, version=evidence.version),),
        figures=((closed(flow.words), place),),
        of_flow=True,
    )


def _leads(evidence: Evidence, flow: Standing, found: Sequence[Candidate]) -> bool:
    if flow.told and not flow.began and not _asks(evidence):
        return True
    return all(candidate.confidence is Confidence.LOW for candidate in found)


def _asks(evidence: Evidence) -> bool:
    """Whether the burst asks anything: an order number and 视频发了 do not."""
    told = (Intent.QUESTION, Intent.CHAT)
    return any(q.intent not in told or asks(q.text) for q in evidence.state.questions)
