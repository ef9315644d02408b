"""Where the words of a question stand among the hits, and what each of them weighs.

A script's hit is judged by its questions, a document's by its lines: that all words of
燃气热水器有没有一氧化碳报警 stand somewhere in a passage is weak, that one sentence says them
together is strong.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import compress
from operator import itemgetter
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from knowledge.inverted import Floats, Mask, Numbers
from knowledge.questions import Asked, Beside
from knowledge.ranked_text import title
from knowledge.spans import Positions
from knowledge.tokens import normalise
from knowledge.types import Passage
from knowledge.view import View
from knowledge.within import Looked
from knowledge.wording import Wording

_LINE_END = re.compile(r"[。；？！\n]")


class InOne(NamedTuple):
    """A question beside a script's: how much of it stands together in one of them; of the nearest
    how much was asked, how alike it is, and the rarest asked word it lacks, as in ``Features``."""

    together: float
    theirs: float
    alike: float
    missed: float


_NO_QUESTION = InOne(0.0, 0.0, 0.0, 0.0)


class InLine(NamedTuple):
    """A question beside a document's best line: how much of it stands there, and the rarest asked
    word that does not."""

    together: float
    missed: float


@dataclass(frozen=True)
class Weighed:
    """A question's different words: ``there`` says which hits hold them, shape (words, hits).

    ``rarity`` is that among passages, ``spoken`` that in customers' questions.
    """

    wording: Wording
    there: Mask
    rarity: Floats
    spoken: Floats
    total: float
    plain_total: float
    unknown: float

    @classmethod
    def of(cls, looked: Looked, view: View, positions: Positions) -> "Weighed":
        """``positions`` are the hits'."""
        wording, matches = looked.wording, looked.matches
        count = len(wording.words)  # behind them stand the groups of synonyms
        plain = matches.rarity[:count]
        rarity = plain
        if len(view.own):
            held = matches.count_in(view.own_positions)[:count]
            rarity = _beside(plain, held, len(view.own))
        return cls(
            wording,
            matches.holding(positions)[:count],
            rarity,
            looked.asked.matches.rarity,
            max(float(rarity.sum()), 1e-6),
            max(float(plain.sum()), 1e-6),
            view.within.questions.words.unknown_rarity,
        )

    def covered(self) -> Floats:
        """Weighted by how rare a character is in customers' questions: 咋 and 一下 hardly count."""
        return _share(self.spoken * self.wording.single, self.there)

    def identified(self) -> Mask:
        """Of each hit whether every number and Latin word of the question stands there."""
        return np.asarray(self.there[self.wording.latin].all(axis=0))

    def in_one_question(self, asked: Asked, beside: Beside) -> list[InOne]:
        """Of each hit what of the question stands in one of the script's."""
        if not len(beside.grouped.questions):
            return [_NO_QUESTION] * len(beside.grouped.ends)
        single = self.wording.single
        held = asked.matches.holding(beside.at)
        together = _share(self.rarity * single, held).tolist()
        missed = ((self.spoken * single)[:, None] * ~held).max(axis=0, initial=0.0) / self.unknown
        theirs, alike = (beside.shared / beside.rarities).tolist(), beside.alike.tolist()
        found = []
        for its in beside.grouped.slices():
            if its.start == its.stop:
                found.append(_NO_QUESTION)
                continue
            nearest = max(range(its.start, its.stop), key=alike.__getitem__)
            asked_of_it = theirs[nearest], alike[nearest], float(missed[nearest])
            found.append(InOne(max(together[its]), *asked_of_it))
        return found

    def in_one_line(self, passage: Passage, hit: int) -> InLine:
        """What of the question stands in the best line, with the headings above it."""
        above, lines = _lines(passage.text, (title(passage), *passage.place.headings))
        in_lines, everywhere = [], 0.0
        for (word, rarity), there in zip(self._weights, self.there[:, hit].tolist(), strict=True):
            if there and _stands(word, above):
                everywhere += rarity
            elif there:
                in_lines.append((word, rarity))
        best, best_line = -1.0, ""
        for line in lines:
            score = 0.0
            for word, rarity in in_lines:
                if word in line and _stands(word, line):
                    score += rarity
            if score > best:
                best, best_line = score, line
        whole = f"{above}\n{best_line}"
        missed = next((r for word, r in self._asked_singly if not _stands(word, whole)), 0.0)
        return InLine((everywhere + best) / self.total, missed / self.unknown)

    @cached_property
    def _weights(self) -> list[tuple[str, float]]:
        return list(zip(self.wording.words, self.rarity.tolist(), strict=True))

    @cached_property
    def _asked_singly(self) -> list[tuple[str, float]]:
        """The characters and Latin words, and how rare each is in customers' questions, the rarest
        first."""
        spoken = zip(self.spoken.tolist(), self.wording.words, strict=True)
        single = compress(spoken, self.wording.single.tolist())
        return [(word, rarity) for rarity, word in sorted(single, key=itemgetter(0), reverse=True)]


def _beside(rarity: Floats, holding: Numbers, count: int) -> Floats:
    """A word that most of a product's passages hold, as its name, says little within them."""
    here = np.log1p((count - holding + 0.5) / (holding + 0.5))
    return np.where(holding > 0, np.minimum(rarity, here), rarity).astype(np.float32)


def _share(weights: Floats, there: NDArray[np.bool_]) -> Floats:
    return np.asarray(weights @ there / max(float(weights.sum()), 1e-6), dtype=np.float32)


@lru_cache(maxsize=1_024)
def _lines(text: str, above: Sequence[str]) -> tuple[str, list[str]]:
    return normalise("\n".join(above)), _LINE_END.split(normalise(text))


def _stands(word: str, text: str) -> bool:
    """A Latin word or number must stand there whole: E1 is not in E12, but 35 is in 35dB."""
    if word not in text:
        return False
    if not word.isascii():
        return True
    more = "0-9" if word[0].isdigit() and word[-1].isdigit() else "a-z"
    more = more if word.isalpha() or more == "0-9" else "a-z0-9"
    return re.search(rf"(?<![{more}.]){re.escape(word)}(?![{more}])", text) is not None
