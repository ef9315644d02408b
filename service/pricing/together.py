"""The most that promotions of the early layers can save together where each measures what the ones
before it left (progressive thresholds).

A coupon of 100 from 1000, on goods of 1050: either the ones before it save at most 50 in its scope,
or it saves nothing. 每满 300 减 50 saves less with every 300 that went before it, and what it takes
off for sure may leave a later coupon below its threshold. Adding up what each could save alone
knows nothing of this.

Cliques (of which at most one is chosen) are looked at in the order they are applied, in two ways:

- spans: what all of them save together lies in one of some spans (least, most). This tells whether
  a promotion that covers the whole cart is still reached. Looked at closely, each sum that the
  shops' own promotions can come to is a span of its own: with coupons of 30 and 50 nothing saves
  just the 40 that a later threshold leaves room for.
- blocks: promotions that share lines, and the most they save together. A promotion joins the blocks
  it shares lines with; only of a block within its scope all savings lower its base.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from .checkout import Candidate, Checkout
from .money import Fen
from .promotion import Level
from .repeating import most_with, times_off
from .terms import roomy, terms_of

MAX_SUMS = 96
MAX_SPANS = 128
"""More are told as one, which only loosens the bound."""

Span = tuple[Fen, Fen, Fen]
"""What was saved: at most, at least, and at least over the whole cart."""


class Open(NamedTuple):
    """An undecided candidate: its base now, and the most it can save on that."""

    which: int
    base: Fen
    alone: Fen


@dataclass(slots=True)
class _Block:
    lines: int
    last: int
    most: Fen


class Together:
    """The early candidates of one checkout."""

    def __init__(self, checkout: Checkout, cliques: Sequence[int]) -> None:
        """``cliques[i]`` is the clique that candidate i belongs to."""
        candidates = checkout.candidates
        self.terms = [
            terms_of(checkout, candidate, free=not clashes)
            for candidate, clashes in zip(candidates, checkout.clashes, strict=True)
        ]
        self.weight = max(1, sum(checkout.weights))
        ordered = _in_order(candidates, cliques)
        levels = [candidates[clique[-1]].level for clique in ordered]
        shops = sum(level < Level.PLATFORM for level in levels)
        self.of_shops, self.of_platform = ordered[:shops], ordered[shops:]
        self.roomy = roomy(checkout, cliques)

    def most(
        self, early: Mapping[int, Open], need: Fen | None = None, *, closely: bool = False
    ) -> Fen:
        """The most that some of the undecided ones save together; ``need`` - 1 where it is surely
        below ``need``. ``closely`` looks at every sum that the shops' own can come to."""
        need = -1 if need is None else need
        shops, groups = _present(self.of_shops, early), _present(self.of_platform, early)
        tops = [_most(here) for here in groups]
        rest = sum(tops)
        if sum([_most(here) for here in shops]) + rest < need:
            return need - 1
        blocks, last = self._of_shops(shops)
        together = sum([block.most for block in blocks])
        spans: list[Span] = [(together, 0, 0)] if together + rest >= need else []
        if closely and spans:
            spans = self._sums(shops, early, together, need - rest)
        wide = 0
        looking = [any(self.terms[one.which].looks for one in here) for here in groups]
        for turn, here in enumerate(groups):
            if not spans:
                return need - 1
            if narrow := [one for one in here if not self.terms[one.which].covers]:
                self._join(blocks, narrow, min([sure for _, _, sure in spans]), last)
            if len(narrow) < len(here):
                wide += tops[turn]
            apart = wide + sum([block.most for block in blocks])
            rest -= tops[turn]
            if apart + rest < need:
                return need - 1
            spans = self._spans(spans, here, last)
            spans = [span for span in spans if span[0] + rest >= need]
            more = any(looking[turn + 1 :])
            spans = _fewer(spans, apart) if more else _highest(spans, apart)
            last = max(last, here[-1].which)
        return spans[-1][0] if spans else need - 1

    def _of_shops(self, shops: Sequence[Sequence[Open]]) -> tuple[list[_Block], int]:
        """The blocks of the shops' own, and the last candidate among them."""
        blocks: list[_Block] = []
        last = -1
        for here in shops:
            self._join(blocks, here, 0, last)
            last = max(last, here[-1].which)
        return blocks, last

    def _sums(
        self, shops: Sequence[Sequence[Open]], early: Mapping[int, Open], top: Fen, need: Fen
    ) -> list[Span]:
        """What the shops' own come to, sum by sum, if that is at least ``need`` and no more than
        ``top``; one span up to ``top`` where there are too many."""
        loose, offs = 0, []
        for here in shops:
            if self.roomy and all(self._steady(one, early) for one in here):
                offs.append({one.alone for one in here})
            else:
                loose += _most(here)
        rest = loose + sum(map(max, offs))
        sums = {0}
        for off in offs:
            rest -= max(off)
            low = need - rest
            sums = {t for s in sums for o in (0, *off) if low <= (t := s + o) <= top}
            if len(sums) > MAX_SUMS:
                return [(top, 0, 0)]
        return [(min(top, s + loose), s, 0) for s in sorted(sums)]

    def _steady(self, one: Open, early: Mapping[int, Open]) -> bool:
        """Whether used it saves just that much, whatever those before it save."""
        terms = self.terms[one.which]
        if terms.fixed:
            return True
        least = terms.steady.get(one.alone)
        if least is None:
            return False
        before = [o for o in early.values() if o.which < one.which]
        taken = sum([o.alone for o in before if self.terms[o.which].lines & terms.lines])
        return one.base - taken >= least

    def _spans(self, spans: Sequence[Span], clique: Sequence[Open], last: int) -> list[Span]:
        """The spans with one of the clique used or, unless one always is, none. Of candidates up to
        ``last`` some were looked at before: they may be applied later than one of this clique."""
        always = len(clique) == 1 and self.terms[clique[0].which].always
        after = [] if always else list(spans)
        for one in clique:
            terms = self.terms[one.which]
            least = one.alone if terms.fixed and self.roomy else 0
            for most, low, sure in spans:
                if one.which < last:
                    after.append((most + one.alone, low + least, sure))
                elif not terms.covers:
                    if one.base - self._taken(one.which, sure) >= terms.threshold:
                        after.append((most + one.alone, low + least, sure))
                elif terms.every:
                    surely = times_off(one.base - most, terms.threshold, terms.every, one.alone)
                    surely *= self.roomy
                    most = self._after(one, one.base, most, low)
                    after.append((most, low + surely, sure + surely))
                elif low <= one.base - terms.threshold:
                    most = self._after(one, one.base, most)
                    after.append((most, low + least, sure + least))
        return after or list(spans)

    def _taken(self, index: int, sure: Fen) -> Fen:
        """What is surely taken off the candidate's lines where ``sure`` is taken off the whole
        cart, in some parts; each share may be a fen below its due."""
        if not sure:
            return 0
        terms = self.terms[index]
        return max(0, sure * terms.weight // self.weight - terms.odd)

    def _join(self, blocks: list[_Block], clique: Sequence[Open], sure: Fen, last: int) -> None:
        """The blocks it shares lines with become one block with it."""
        lines = 0
        for one in clique:
            lines |= self.terms[one.which].lines
        touched = [block for block in blocks if block.lines & lines]
        before = most = sum([block.most for block in touched])
        for one in clique:
            outside = ~self.terms[one.which].lines
            inside = sum([b.most for b in touched if b.last < one.which and not b.lines & outside])
            base = one.base - (self._taken(one.which, sure) if one.which > last else 0)
            if base >= self.terms[one.which].threshold:
                most = max(most, before - inside + self._after(one, base, inside))
        for block in touched:
            blocks.remove(block)
            lines |= block.lines
        blocks.append(_Block(lines, clique[-1].which, most))

    def _after(self, one: Open, base: Fen, before: Fen, least: Fen = 0) -> Fen:
        """The most of the candidate, used, and of what saved from ``least`` up to ``before`` in its
        scope."""
        terms = self.terms[one.which]
        threshold = terms.threshold
        if not terms.every:
            return one.alone + max(0, min(before, base - threshold))
        return most_with(base, (least, before), threshold, terms.every, one.alone)


def _present(cliques: Sequence[Sequence[int]], early: Mapping[int, Open]) -> list[list[Open]]:
    """The undecided of each clique, without the cliques that have none."""
    return [here for clique in cliques if (here := [early[i] for i in clique if i in early])]


def _most(clique: Sequence[Open]) -> Fen:
    if len(clique) == 1:
        return clique[0].alone
    return max([one.alone for one in clique])


def _in_order(candidates: Sequence[Candidate], cliques: Sequence[int]) -> list[list[int]]:
    """The early candidates of each clique; cliques by when the last of them is applied."""
    members: dict[int, list[int]] = {}
    for index, candidate in enumerate(candidates):
        if candidate.level < Level.MEMBER:
            members.setdefault(cliques[index], []).append(index)
    return sorted(members.values(), key=lambda clique: clique[-1])


def _fewer(spans: Sequence[Span], apart: Fen) -> list[Span]:
    """None saves more than ``apart``; the largest is the last."""
    kept = sorted({(min(most, apart), low, sure) for most, low, sure in spans if low <= apart})
    if spans and not kept:
        return [(apart, 0, 0)]
    if len(kept) <= MAX_SPANS:
        return kept
    return [(kept[-1][0], min([low for _, low, _ in kept]), min([sure for _, _, sure in kept]))]


def _highest(spans: Sequence[Span], apart: Fen) -> list[Span]:
    """Of the spans with the same surely saved the highest, where no threshold looks at the least;
    the largest is the last."""
    highest: dict[Fen, Fen] = {}
    for most, _, sure in spans:
        if most > highest.get(sure, -1):
            highest[sure] = most
    return sorted([(min(most, apart), 0, sure) for sure, most in highest.items()])
