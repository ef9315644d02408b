"""What speaks for a hit and against it: from this its confidence is worked out.

Only the few best rows are looked at, and only through what the search has found already, so the
cost does not grow with the shop.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from knowledge.asking import COUNTS, AskedBy, Asking, asked_by, asking
from knowledge.covering import Weighed
from knowledge.inverted import Floats
from knowledge.quantities import quantities, states
from knowledge.scopes import Rows
from knowledge.types import Passage
from knowledge.view import View
from knowledge.within import Looked


class Features(NamedTuple):
    """What is known of one hit, each from -1 to 1, and 0 where it does not apply."""

    covered: float
    """Of what is asked, how much stands in the passage; rarity as customers speak."""
    together: float
    """… in one question of the script, or in one line of the document."""
    same_question: float
    """Covered × how much of the script's nearest question was asked."""
    cosine: float
    """Likeness in the vector lane."""
    cosine_lead: float
    """… less that of the best other passage."""
    lead: float
    """Fused rank less that of the best other passage."""
    asked: float
    """How much the question says: one common word, covered, proves little."""
    beaten: float
    """A row outside product, kind or time holds the words better."""
    counts: float
    """Asks 多少/几/多大: a figure must be there, and seldom is it by chance."""
    exists: float
    """Asks 有没有…, and no question of the script does."""
    other_form: float
    """Asks 怎么/什么时候/哪里 …, and no question of the script does."""
    permits: float
    """Asks whether one may, 能退吗, and no question of the script does."""
    no_product: float
    """Nobody said which product …"""
    which_product: float
    """… and the passage is about one."""
    own_product: float
    """The passage is about the product asked about."""
    alike: float
    """How alike the script's nearest question is (Dice)."""
    missed: float
    """The rarest asked word that stands neither in the script's nearest question nor in the
    document's best line; 1 for one that nobody uses."""


FEATURES = Features._fields

_ENOUGH_ASKED = 1.4  # so many words nobody uses make "asked" one half


@dataclass(frozen=True, slots=True)
class Ranked:
    """What a search worked out; ``cosines`` and ``rank`` have one value per passage of the
    view."""

    view: View
    looked: Looked
    skus: frozenset[str]
    cosines: Floats
    rank: Floats


@dataclass(frozen=True, slots=True)
class Evidence:
    """One row per hit: ``features`` has shape (hits, len(FEATURES)); ``likeness`` as in search.

    ``otherwise`` marks hits that speak of something else however alike they are: a number or
    Latin word of the question is missing (满300减30, E4), none of the quantity asked for is stated
    (多重 and no weight), it denies what the script does not, or asks whether (能退货吗) where the
    script only says how (怎么退货).
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


def evidence_of(ranked: Ranked, best: Rows, rows: Rows, passages: Sequence[Passage]) -> Evidence:
    """The evidence for ``passages`` at the places in ``best``, which are in rank order; ``rows``
    are theirs in the snapshot."""
    if not len(best):
        return Evidence.none()
    found = _Found(ranked, best, rows)
    scripts = ranked.view.is_script(found.rows)
    features, otherwise = [], (~found.weighed.identified()).tolist()
    wanted = quantities(ranked.looked.wording.text)
    for at, (passage, script) in enumerate(zip(passages, scripts.tolist(), strict=True)):
        otherwise[at] |= bool(wanted) and not states(passage.answer or passage.text, wanted)
        if script:
            its = asked_by((passage.question, *passage.similar))
            features.append(found.of_script(at, passage, its))
            otherwise[at] |= _asks_otherwise(found.how, its)
        else:
            features.append(found.of_document(at, passage))
    likeness = ranked.looked.asked.likeness(found.rows, found.beside)
    table = np.array(features, dtype=np.float32)
    return Evidence(table, likeness, scripts, np.array(otherwise, dtype=np.bool_))


def _asks_otherwise(how: Asking, script: AskedBy) -> bool:
    """Denies what the script does not, or asks whether where the script only says how."""
    if how.denies and not script.denies:
        return True
    return how.permits and not script.permits and not how.ways and all(script.ways)


class _Found:
    """What is common to the hits, and each hit's features."""

    def __init__(self, ranked: Ranked, best: Rows, rows: Rows) -> None:
        view = ranked.view
        positions = view.at[best]
        self.rows = rows
        self.skus = ranked.skus
        looked = ranked.looked
        self.how = asking(looked.wording.text)
        self.weighed = Weighed.of(looked, view, positions)
        self.beside = looked.asked.beside(self.rows)
        self._covered = self.weighed.covered().tolist()
        self._cosines = ranked.cosines[best].tolist()
        self._cosine_leads = _leads(ranked.cosines, self._cosines)
        self._leads = _leads(ranked.rank, ranked.rank[best].tolist())
        behind = looked.by_words.max() - looked.by_words[positions]
        self._beaten = (behind / self.weighed.plain_total).tolist()
        enough = _ENOUGH_ASKED * view.within.words.unknown_rarity
        self._asked = self.weighed.total / (self.weighed.total + enough)
        self._in_one = self.weighed.in_one_question(looked.asked, self.beside)

    def of_script(self, at: int, passage: Passage, its: AskedBy) -> Features:
        how, one = self.how, self._in_one[at]
        return self._features(
            at,
            passage,
            together=one.together,
            same_question=one.theirs * self._covered[at],
            alike=one.alike,
            missed=one.missed,
            exists=how.exists and not its.exists,
            other_form=bool(how.ways) and not its.in_ways(how.ways),
            permits=how.permits and not its.permits,
        )

    def of_document(self, at: int, passage: Passage) -> Features:
        one = self.weighed.in_one_line(passage, at)
        return self._features(
            at,
            passage,
            together=one.together,
            exists=self.how.exists,
            missed=one.missed,
        )

    def _features(
        self,
        at: int,
        passage: Passage,
        *,
        together: float,
        exists: bool,
        missed: float,
        same_question: float = 0.0,
        alike: float = 0.0,
        other_form: bool = False,
        permits: bool = False,
    ) -> Features:
        return Features(
            covered=self._covered[at],
            together=together,
            same_question=same_question,
            cosine=self._cosines[at],
            cosine_lead=self._cosine_leads[at],
            lead=min(max(self._leads[at], -1.0), 1.0),
            asked=self._asked,
            beaten=self._beaten[at],
            counts=COUNTS in self.how.ways,
            exists=exists,
            other_form=other_form,
            permits=permits,
            no_product=not self.skus,
            which_product=not self.skus and bool(passage.skus),
            own_product=not self.skus.isdisjoint(passage.skus),
            alike=alike,
            missed=missed,
        )


def _leads(values: Floats, of: Sequence[float]) -> list[float]:
    """Of each value less the best of the others, negative for all but the best."""
    if len(values) < 2:
        return [1.0] * len(of)
    top = int(values.argmax())
    first = float(values[top])
    second = max(values[:top].max(initial=-np.inf), values[top + 1 :].max(initial=-np.inf))
    return [own - (float(second) if own >= first else first) for own in of]
