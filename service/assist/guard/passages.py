"""Trusted texts as facts: what a cited passage or an approved script states may be retold."""

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from .facts import APPROXIMATE, EACH, TERM, TOTAL, Fact, Role
from .naming import words_beside
from .reading import Kind, Mention, read
from .sentences import sentences

_ROW = re.compile(r"[^：；。\n]{1,12}：([^：；。\n]{2,12})；")
_DENIED = re.compile(r"(?:不用|不必|不需要|无需|不是|并非)(?:等|等到|到)?$")
"""不用等到11号零点 states no time."""

_ROLES = {Kind.COUNT: Role.COUNT, Kind.MEASURE: Role.MEASURE, Kind.RATE: Role.RATE}


def facts_of_text(text: str, source: str, subject: str = "") -> tuple[Fact, ...]:
    """Every number of a trusted text in the role in which it is written there.

    For manuals, policies, approved scripts and rulebook descriptions; never for what a customer
    wrote. An amount whose wording gives no role becomes ``OTHER_AMOUNT``. ``subject`` is the
    promotion or SKU that the text describes (times keep their phase as subject).
    """
    row = _ROW.match(text)
    label = row[1] if row else ""
    return tuple(
        fact
        for sentence in sentences(text)
        for fact in _of_sentence(sentence, source, subject, label)
    )


def _of_sentence(sentence: str, source: str, subject: str, label: str) -> Iterator[Fact]:
    """The two figures of a pair (满300减50) get it as their subject, if they have no other;
    ``label`` is the first cell of a table's row."""
    text, mentions = (reading := read(sentence)).text, reading.mentions
    for index, mention in enumerate(mentions):
        following = mentions[index + 1] if index + 1 < len(mentions) else None
        first = mentions[index - 1] if mention.paired else mention
        second = mention if mention.paired else following
        pair = text[first.start : second.end] if second and second.paired else ""
        name = label + words_beside(text, mention.start, mention.end)
        if mention.moment is not None and _DENIED.search(text, 0, mention.start):
            continue
        for fact in _facts(mention, source, subject or pair):
            yield replace(fact, name=name)


def _facts(mention: Mention, source: str, subject: str) -> Iterator[Fact]:
    if mention.moment is not None and not mention.accepts:
        yield Fact(Role.TIME, mention.moment, mention.side, source, mention.phase)
    if mention.value is None:
        return
    if mention.kind in _ROLES:
        yield Fact(_ROLES[mention.kind], mention.value, mention.unit, source, subject)
    else:
        fen = _fen(mention.value)
        yield Fact(_amount_role(mention), fen, _unit(mention), source, subject)


def _unit(mention: Mention) -> str:
    if mention.fuzzy:
        return APPROXIMATE
    if mention.term:
        return TERM
    return EACH if mention.each else TOTAL


def _amount_role(mention: Mention) -> Role:
    """The role the wording gives; where it allows several, the one every wording allows."""
    if len(mention.accepts) == 1:
        return next(iter(mention.accepts))
    if not mention.accepts or Role.OTHER_AMOUNT in mention.accepts:
        return Role.OTHER_AMOUNT
    return mention.role or Role.OTHER_AMOUNT


def _fen(yuan: Fraction) -> int | Fraction:
    fen = yuan * 100
    return int(fen) if fen.denominator == 1 else fen
