"""Which products a text speaks of, and where: names first, then what narrows them down.

Mentions side by side make one noun phrase and narrow each other: 灰色的520升冰箱, 静悦1.5匹空调,
"定金100抵200的那款空调". A mention that shares no product with the phrase before it, or stands
behind a 和 or a comma, begins another: both are meant, and nobody picks one in silence.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import IntEnum
from itertools import pairwise

from service.conversations.state import Certainty

from .lexicon import Lexicon, Skus
from .numbers import NUMBER, whole


class Kind(IntEnum):
    """What is named, the strongest first."""

    NAME = 0
    DEPOSIT = 1
    SERIES = 2
    CATEGORY = 3
    VALUE = 4


@dataclass(frozen=True, slots=True)
class Mention:
    """``text[start:end]`` of the normalised text names ``skus``."""

    start: int
    end: int
    skus: Skus
    kind: Kind
    certainty: Certainty = Certainty.SAID


@dataclass(frozen=True, slots=True)
class Phrase:
    """Mentions of one thing; ``kind`` is the strongest of them, ``skus`` what they leave, ``spans``
    where each of them stands; ``noun`` all that its noun alone would mean."""

    start: int
    end: int
    skus: Skus
    kind: Kind
    certainty: Certainty
    spans: tuple[tuple[int, int], ...] = ()
    noun: Skus = frozenset()


_DEPOSIT = re.compile(
    rf"(?:定金|订金|预付|付)?({NUMBER})(?:元|块)?(?:抵|顶|当|膨胀到?|立减)({NUMBER})"
)
_COLOUR_IN_WORD = frozenset("定订押现资基奖罚租购本明坦洗空倒吸积落沾擦")
_TIMES = re.compile(r"x\d{1,2}")
_APART = re.compile(r"[和跟与及加、，,。？?！!；;\n]|还有|以及|或者?|还是|换|改|不是|而是|不要")
"""Between two mentions: they are two things, even if one could narrow the other."""


def phrases(text: str, lexicon: Lexicon) -> list[Phrase]:
    """The noun phrases of the normalised ``text`` in order."""
    found: list[Phrase] = []
    for mention in mentions(text, lexicon):
        last = found[-1] if found else None
        apart = not (last and last.skus & mention.skus)
        beside = last is not None and not text[last.end : mention.start].strip()
        again = (
            last is not None and text[mention.start : mention.end] in text[last.start : last.end]
        )
        if (apart or again) and _multiplies(mention, text) and (beside or _TIMES.fullmatch(text)):
            continue  # 静悦x2 is two of them and no X2
        if last and _belongs(last, mention, text):
            kind, certainty = min(last.kind, mention.kind), min_certainty(last, mention)
            spans = (*last.spans, (mention.start, mention.end))
            skus = last.skus & mention.skus
            noun = last.noun or _noun(mention)
            found[-1] = Phrase(last.start, mention.end, skus, kind, certainty, spans, noun)
        else:
            found.append(
                Phrase(
                    mention.start,
                    mention.end,
                    mention.skus,
                    mention.kind,
                    mention.certainty,
                    ((mention.start, mention.end),),
                    _noun(mention),
                )
            )
    return found


def _noun(mention: Mention) -> Skus:
    return mention.skus if mention.kind is Kind.CATEGORY else frozenset()


def _multiplies(mention: Mention, text: str) -> bool:
    return mention.kind is Kind.VALUE and bool(_TIMES.fullmatch(text, mention.start, mention.end))


def min_certainty(one: Phrase, other: Mention) -> Certainty:
    """A misspelt name beside a right one is as good as said: the two agree."""
    sure = Certainty.SAID in (one.certainty, other.certainty)
    return Certainty.SAID if sure else Certainty.INFERRED


def _belongs(phrase: Phrase, mention: Mention, text: str) -> bool:
    if not phrase.skus & mention.skus:
        return False
    if mention.kind is Kind.NAME and phrase.kind is Kind.NAME:
        return False
    return not _APART.search(text, phrase.end, mention.start)


def mentions(text: str, lexicon: Lexicon) -> list[Mention]:
    """Every name, deposit, series, noun and value, in order; what lies inside a stronger or
    longer one does not count."""
    exact = _without_overlaps(_exact(text, lexicon))
    guessed = lexicon.misspelt.mentions(text, exact)
    kept = [m for m in exact if not any(g.start <= m.start and m.end <= g.end for g in guessed)]
    found = [*kept, *guessed] or list(lexicon.described.mentions(text))
    return sorted(found, key=lambda mention: mention.start)


def _exact(text: str, lexicon: Lexicon) -> Iterator[Mention]:
    groups = (
        (Kind.NAME, lexicon.names),
        (Kind.SERIES, lexicon.series),
        (Kind.CATEGORY, lexicon.categories),
        (Kind.VALUE, lexicon.values),
    )
    for kind, group in groups:
        for start, word, skus in group.found(text):
            if not _inside_a_code(text, start, start + len(word)):
                yield Mention(start, start + len(word), skus, kind)
    for match in _DEPOSIT.finditer(text):
        deposit, worth = whole(match[1]), whole(match[2])
        if deposit is not None and worth is not None:
            named = lexicon.deposits.get((deposit * 100, worth * 100))
            if named:
                yield Mention(match.start(), match.end(), named, Kind.DEPOSIT)


def _inside_a_code(text: str, start: int, end: int) -> bool:
    """``x2`` in ``max20`` and 5l in 25l are parts of something else."""
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    first, last = text[start], text[end - 1]
    cut_front = _same_run(before, first)
    digit_before = first.isdigit() and before in ".点"
    cut_back = _same_run(last, after)
    if last == "的" and before in _COLOUR_IN_WORD:
        return True  # 定金的, 明白的
    numeral = first in "一二两三四五六七八九十百" and before in "一二两三四五六七八九十百点第"
    half = last == "匹" and after == "半"  # 静悦一匹半 is no 静悦一匹
    return cut_front or cut_back or digit_before or numeral or half


def _same_run(one: str, next_: str) -> bool:
    """Two letters or two digits side by side are of one word; jingyue1.5匹 has two."""
    pair = one + next_
    return pair.isascii() and (pair.isdigit() or pair.isalpha())


def _without_overlaps(found: Iterator[Mention]) -> list[Mention]:
    kept: list[Mention] = []
    for mention in sorted(found, key=lambda m: (m.kind, m.start - m.end, m.start)):
        if all(mention.end <= other.start or other.end <= mention.start for other in kept):
            kept.append(mention)
    return kept


def told_apart(text: str, lexicon: Lexicon, among: Skus) -> Skus:
    """Those of ``among`` whose names share most with the text, counting only what not all of
    them share ("燃气的" between two water heaters); empty if nothing tells them apart."""
    pairs = pairs_of(text)
    short = text if len(text) <= 6 else ""
    letters = {word for word in short if word not in _PARTICLES and not word.isdigit()}
    return (
        _sharing(pairs, lexicon.spoken, among)
        or _sharing(letters, lexicon.spoken, among)
        or _sharing({pair for pair in pairs if pair.isalpha()}, lexicon.marks, among)
    )


def pairs_of(text: str) -> set[str]:
    return {a + b for a, b in pairwise(text)}


def marked(text: str, lexicon: Lexicon, among: Skus) -> Skus:
    """The same by two characters side by side at least: 热水器要燃气的."""
    return _sharing(pairs_of(text), lexicon.spoken, among) if len(among) > 1 else frozenset()


_PARTICLES = frozenset("的了吧呢要就那这个款台种是我还选拿买想看下号一")


def _sharing(pairs: set[str], told: Mapping[str, str], among: Skus) -> Skus:
    shared = {sku: {pair for pair in pairs if pair in told[sku]} for sku in among}
    common = frozenset.intersection(*(frozenset(found) for found in shared.values()))
    most = max(len(found - common) for found in shared.values())
    return frozenset(s for s, found in shared.items() if most and len(found - common) == most)


def narrowed(phrase: Phrase, among: Skus) -> Phrase:
    """The phrase within ``among``, if it means any of them."""
    return replace(phrase, skus=phrase.skus & among or phrase.skus)
