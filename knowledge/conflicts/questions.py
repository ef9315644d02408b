"""Scripts that answer the same question for the same product and time."""

from collections.abc import Iterator, Sequence

from knowledge.conflicts.base import conflict, figures, meet
from knowledge.tokens import question_key
from knowledge.types import Conflict, ConflictKind, Kind, Passage

# Earlier scripts of the same question that one is compared with: a library in which one question
# stands a thousand times is told often enough.
_MOST_COMPARED = 50

_Claim = tuple[Passage, str]
"""A script, and one of its questions as it is written."""


def same_questions(passages: Sequence[Passage]) -> Iterator[Conflict]:
    """One standard question in two scripts: repeated, or answered in two ways."""
    for one, other in _pairs([[(script, script.question)] for script in _scripts(passages)]):
        texts = one[0].answer, other[0].answer
        yield conflict(_difference(*texts), other[1], one[0], other[0], texts)


def shared_questions(passages: Sequence[Passage]) -> Iterator[Conflict]:
    """A similar question in two scripts, so that a customer's words have two scripts."""
    claims = [
        [(script, text) for text in (script.question, *script.similar)]
        for script in _scripts(passages)
    ]
    told: set[tuple[str, str]] = set()
    for one, other in _pairs(claims):
        both = one[0].id, other[0].id
        same = question_key(one[0].question) == question_key(other[0].question)
        if not same and both not in told:
            told.add(both)
            texts = one[0].question, other[0].question
            yield conflict(ConflictKind.SHARED_QUESTION, other[1], one[0], other[0], texts)


def _scripts(passages: Sequence[Passage]) -> list[Passage]:
    return [passage for passage in passages if passage.kind is Kind.SCRIPT]


def _pairs(scripts: Sequence[Sequence[_Claim]]) -> Iterator[tuple[_Claim, _Claim]]:
    """For each claim the first earlier one of another script with the same question."""
    earlier: dict[str, list[_Claim]] = {}
    for claims in scripts:
        keyed = [(question_key(text), (script, text)) for script, text in claims]
        for key, claim in keyed:
            for former in earlier.get(key, ())[:_MOST_COMPARED]:
                if meet(former[0], claim[0]):
                    yield former, claim
                    break
        for key, claim in dict(keyed).items():
            earlier.setdefault(key, []).append(claim)


def _difference(one: str, other: str) -> ConflictKind:
    if question_key(one) == question_key(other):
        return ConflictKind.DUPLICATE
    if figures(one) != figures(other):
        return ConflictKind.DIFFERENT_FIGURES
    return ConflictKind.DIFFERENT_ANSWERS
