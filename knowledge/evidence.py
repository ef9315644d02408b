"""What speaks for a hit and against it: from this its confidence is worked out.

Only the few best rows are looked at, and only through the postings, so the cost does not grow
with the shop. A script's hit is judged by its questions, a document's by its lines: that all words
of 燃气热水器有没有一氧化碳报警 stand somewhere in a passage is weak, that one sentence says them
together is strong.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from knowledge.inverted import Floats
from knowledge.postings import Postings
from knowledge.ranked_text import title
from knowledge.scopes import Rows
from knowledge.tokens import normalise
from knowledge.types import Passage
from knowledge.view import View

FEATURES = (
    "covered",  # of what is asked, how much stands in the passage; rarity as customers speak
    "together",  # … in one question of the script, or in one line of the document
    "same_question",  # covered × how much of the script's nearest question was asked
    "cosine",  # likeness in the vector lane
    "cosine_lead",  # … less that of the best other hit
    "lead",  # fused rank less that of the best other hit
    "asked",  # how much the question says: one common word, covered, proves little
    "beaten",  # a row outside product, kind or time holds the words better
    "counts",  # asks 多少/几/多大: a figure must be there, and seldom is it by chance
    "exists",  # asks 有没有…, and no question of the script does
    "other_form",  # asks 怎么/什么时候/哪里 …, and no question of the script does
    "permits",  # asks whether one may, 能退吗, and no question of the script does
    "no_product",  # nobody said which product …
    "which_product",  # … and the passage is about one
    "own_product",  # the passage is about the product asked about
)
"""One column each; all from -1 to 1, and 0 where it does not apply."""

_ASKS = tuple(
    re.compile(words)
    for words in (
        "怎|咋|如何",
        "什么|啥",
        "多少|几|多[大高宽重深]|多长(?!时)",
        "时候|几号|哪天|多久|几点|几天|何时|多长时间",
        "哪里|哪儿|[在去到往]哪",
        "谁",
        "为[什啥何]|凭[什啥]",
        "哪(?![里儿天])",
    )
)
_COUNTS = 2  # the place of 多少 in _ASKS
_EXISTS = re.compile(r"有没有|有[^了]{0,8}(?:[吗么]|[不没]$)|卖不卖|卖[^了]{0,3}(?:吗|不$)")
_A_NOT_A = re.compile(r"(.)[不没]\1")
_LINE_END = re.compile(r"[。；？！\n]")
_ENOUGH_ASKED = 1.4  # so many words nobody uses make "asked" one half
_PERMITS = re.compile(r"能|可以|可否|支持|得了|行[吗不么]|可不可以")
_NEGATES = re.compile(r"[不没无](?![吗呢啊了]|$)")


@dataclass(frozen=True, slots=True)
class Ranked:
    """What a search worked out; arrays have one value per passage of the view.

    ``words`` are those the question is about.
    """

    view: View
    text: str
    skus: frozenset[str]
    words: Sequence[str]
    cosines: Floats
    rank: Floats


@dataclass(frozen=True, slots=True)
class Evidence:
    """One row per hit: ``features`` has shape (hits, len(FEATURES)); ``likeness`` as in search.

    ``otherwise`` marks hits that speak of something else however alike they are: a number or
    Latin word of the question is missing (满300减30, E4), it denies what the script does not, or
    asks whether (能退货吗) where the script only says how (怎么退货).
    """

    features: Floats
    likeness: Floats
    is_script: NDArray[np.bool_]
    otherwise: NDArray[np.bool_]

    @classmethod
    def none(cls) -> "Evidence":
        """For no hit."""
        none = np.zeros(0, dtype=np.bool_)
        features = np.zeros((0, len(FEATURES)), dtype=np.float32)
        return cls(features, none.astype(np.float32), none, none)


def evidence_of(ranked: Ranked, best: Rows, likeness: Floats) -> Evidence:
    """The evidence for the positions in ``best``, which are in rank order; ``likeness`` as in
    search."""
    if not len(best):
        return Evidence.none()
    view = ranked.view
    passages = [view.passage(at) for at in best.tolist()]
    scripts = view.is_script(best)
    asked = _Asked(ranked, best)
    columns = np.zeros((len(FEATURES), len(best)), dtype=np.float32)
    named = dict(zip(FEATURES, columns, strict=True))
    named["covered"][:] = asked.covered
    named["cosine"][:] = ranked.cosines[best]
    named["cosine_lead"][:] = _lead(ranked.cosines, best)
    named["lead"][:] = np.clip(_lead(ranked.rank, best), -1, 1)
    enough = _ENOUGH_ASKED * view.words.unknown_rarity
    named["asked"][:] = asked.total / (asked.total + enough)
    named["beaten"][:] = asked.beaten(best)
    named["counts"][:] = _COUNTS in asks(ranked.text)
    named["exists"][:] = exists(ranked.text)
    named["no_product"][:] = not ranked.skus
    named["which_product"][:] = [not ranked.skus and bool(p.skus) for p in passages]
    named["own_product"][:] = [bool(ranked.skus & p.skus) for p in passages]
    together, nearest = asked.in_one_question() if scripts.any() else ([], [])
    forms, may, not_so = asks(ranked.text), permits(ranked.text), negates(ranked.text)
    otherwise = ~asked.identified
    for at, passage in enumerate(passages):
        if not scripts[at]:
            named["together"][at] = asked.in_one_line(passage, at)
            continue
        questions = (passage.question, *passage.similar)
        named["together"][at] = together[at]
        named["same_question"][at] = nearest[at] * named["covered"][at]
        named["exists"][at] *= not any(map(exists, questions))
        other_may = may and not any(map(permits, questions))
        named["permits"][at] = other_may
        otherwise[at] |= other_may and not forms and all(map(asks, questions))
        otherwise[at] |= not_so and not any(map(negates, questions))
        named["other_form"][at] = bool(forms) and not any(forms <= asks(q) for q in questions)
    return Evidence(columns.T, likeness, scripts, otherwise)


@lru_cache(maxsize=16_384)
def asks(text: str) -> frozenset[int]:
    """The ways it asks, as places in the list above: how, what, how many, when, where, who …"""
    plain = normalise(text)
    return frozenset(place for place, asking in enumerate(_ASKS) if asking.search(plain))


@lru_cache(maxsize=16_384)
def exists(text: str) -> bool:
    """Whether it asks if there is such a thing: 有没有洗碗机, 有蓝光杀菌吗."""
    return _EXISTS.search(normalise(text)) is not None


@lru_cache(maxsize=16_384)
def permits(text: str) -> bool:
    """Whether it asks if something may be or can be done: 能退吗, not 怎么退."""
    return _PERMITS.search(normalise(text)) is not None


@lru_cache(maxsize=16_384)
def negates(text: str) -> bool:
    """Whether it denies: 不能开专票; 能不能 and 行不 only ask."""
    return _NEGATES.search(_A_NOT_A.sub(r"\1", normalise(text))) is not None


class _Asked:
    """The question's words, their weights, and where they stand among the hits ``best``."""

    def __init__(self, ranked: Ranked, best: Rows) -> None:
        view = ranked.view
        self._rows = view.rows[best]
        self._questions = view.questions
        self._found = view.found(ranked.words)
        self._words = list(dict.fromkeys(ranked.words))
        # Characters and whole Latin words; pairs of characters would count them twice.
        self._single = np.array([len(w) == 1 or w.isascii() for w in self._words])
        own = view.rows[view.own]
        there = _standing(view.words, self._words, np.concatenate((self._rows, own)))
        self._there = there[:, : len(best)]
        plain = _rarities(view.words, self._words)
        self._rarity = _beside(plain, there[:, len(best) :])
        self._spoken = _rarities(self._questions.words, self._words)
        self.plain_total = max(float(plain.sum()), 1e-6)
        self.total = max(float(self._rarity.sum()), 1e-6)

    def beaten(self, best: Rows) -> Floats:
        """How much better a passage of another kind or time holds the words."""
        behind = self._found.best() - self._found.scores()[best]
        return np.asarray(np.maximum(behind, 0) / self.plain_total, dtype=np.float32)

    @property
    def covered(self) -> Floats:
        """Weighted by how rare a character is in customers' questions: 咋 and 一下 hardly count."""
        return _share(self._spoken * self._single, self._there)

    @property
    def identified(self) -> NDArray[np.bool_]:
        """Of each row whether every number and Latin word of the question stands there."""
        latin = np.array([word.isascii() for word in self._words])
        return np.asarray(self._there[latin].all(axis=0))

    def in_one_question(self) -> tuple[list[float], list[float]]:
        """Of each row (the asked in the script's best question, what of its nearest is asked)."""
        rows = self._rows
        firsts, lasts = self._questions.starts[rows], self._questions.starts[rows + 1]
        of_rows = [np.arange(a, b) for a, b in zip(firsts, lasts, strict=True)]
        there = _standing(self._questions.words, self._words, np.concatenate(of_rows))
        together = _share(self._rarity * self._single, there)
        shared = self._spoken @ there
        theirs = np.maximum(self._questions.rarities[np.concatenate(of_rows)], 1e-6)
        alike, asked = shared / (theirs + self._spoken.sum()), shared / theirs
        ends = np.cumsum([len(rows) for rows in of_rows])
        best, nearest = [0.0] * len(rows), [0.0] * len(rows)
        for at, (end, its) in enumerate(zip(ends, of_rows, strict=True)):
            if len(its):
                here = slice(end - len(its), end)
                best[at] = float(together[here].max())
                nearest[at] = float(asked[here][alike[here].argmax()])
        return best, nearest

    def in_one_line(self, passage: Passage, at: int) -> float:
        """The share of the asked in the best line, with the headings above it."""
        above = normalise("\n".join((title(passage), *passage.place.headings)))
        in_lines, everywhere = [], 0.0
        for i in np.flatnonzero(self._there[:, at]):
            word, rarity = self._words[i], float(self._rarity[i])
            if _stands(word, above):
                everywhere += rarity
            else:
                in_lines.append((word, rarity))
        best = max(
            sum(rarity for word, rarity in in_lines if word in line and _stands(word, line))
            for line in _LINE_END.split(normalise(passage.text))
        )
        return (everywhere + best) / self.total


def _standing(
    postings: Postings, words: Sequence[str], rows: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """Which rows hold which words, shape (words, rows); a word's postings are in row order."""
    there = np.zeros((len(words), len(rows)), dtype=np.bool_)
    for place, word in enumerate(words):
        known = postings.vocabulary.get(word)
        if known is not None:
            here, _ = postings.lists.list_of(known)
            there[place] = here.take(here.searchsorted(rows), mode="clip") == rows
    return there


def _rarities(postings: Postings, words: Sequence[str]) -> Floats:
    known = [postings.vocabulary.get(word, -1) for word in words]
    rarity = postings.rarity.take(known) if len(postings.rarity) else np.zeros(len(words))
    return np.where(np.array(known) < 0, postings.unknown_rarity, rarity).astype(np.float32)


def _beside(rarity: Floats, own: NDArray[np.bool_]) -> Floats:
    """A word that most of a product's passages hold, as its name, says little within them."""
    holding, count = own.sum(axis=1), own.shape[1]
    here = np.log1p((count - holding + 0.5) / (holding + 0.5))
    return np.where(holding > 0, np.minimum(rarity, here), rarity).astype(np.float32)


def _share(weights: Floats, there: NDArray[np.bool_]) -> Floats:
    return np.asarray(weights @ there / max(float(weights.sum()), 1e-6), dtype=np.float32)


def _stands(word: str, text: str) -> bool:
    """A Latin word or number must stand there whole: E1 is not in E12, but 35 is in 35dB."""
    if not word.isascii():
        return word in text
    more = "0-9" if word[0].isdigit() and word[-1].isdigit() else "a-z"
    more = more if word.isalpha() or more == "0-9" else "a-z0-9"
    return re.search(rf"(?<![{more}.]){re.escape(word)}(?![{more}])", text) is not None


def _lead(values: Floats, rows: NDArray[np.int64]) -> Floats:
    """Of each position its value less the best of the others, negative for all but the best."""
    if len(values) < 2:
        return np.ones(len(rows), dtype=np.float32)
    second, first = np.partition(values, -2)[-2:]
    own = values[rows]
    others = np.where(own >= first, second, first)
    return np.where(np.isneginf(others), 1, own - others).astype(np.float32)
