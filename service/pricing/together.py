"""The most that promotions of the early layers can save together where each measures what the ones
before it left (progressive thresholds).

A coupon of 100 from 1000, on goods of 1050: either the ones before it save at most 50 in its scope,
or it saves nothing. 每满 300 减 50 saves less with every 300 that went before it, and what it takes
off for sure may leave a later coupon below its threshold. Adding up what each could save alone
knows nothing of this.

Cliques (of which at most one is chosen) are looked at in the order they are applied, in two ways:

- spans: what all of them save together lies in one of some spans (least, most). This tells whether
  a promotion that covers the whole cart is still reached.
- blocks: promotions that share lines, and the most they save together. A promotion joins the blocks
  it shares lines with; only of a block within its scope all savings lower its base.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from .checkout import Candidate, Checkout
from .money import BASIS, Fen
from .promotion import Level

MAX_SPANS = 24
"""More are told as one, which only loosens the bound."""

Span = tuple[Fen, Fen, Fen]
"""What was saved: at most, at least, and at least over the whole cart."""


@dataclass(frozen=True, slots=True)
class _Terms:
    """What is known of a candidate: the lowest base at which it saves, and what it saves for
    ``every`` full one (0: only once); ``fixed``: used, it saves the same on any base; ``covers``
    the whole cart; ``forced`` once its threshold is met."""

    lines: int
    weight: int
    odd: int
    threshold: Fen
    every: Fen
    fixed: bool
    covers: bool
    forced: bool

    def on(self, base: Fen, alone: Fen) -> Fen:
        """What it saves for every full threshold of ``base``, if never more than ``alone``."""
        return min(alone, max(0, base) // self.threshold * self.every)


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
            _terms(checkout, candidate, free=not clashes)
            for candidate, clashes in zip(candidates, checkout.clashes, strict=True)
        ]
        self.weight = max(1, sum(checkout.weights))
        ordered = _in_order(candidates, cliques)
        levels = [candidates[clique[-1]].level for clique in ordered]
        shops = sum(level < Level.PLATFORM for level in levels)
        self.of_shops, self.of_platform = ordered[:shops], ordered[shops:]
        self.roomy = _roomy(checkout, cliques)

    def most(self, early: Mapping[int, Open]) -> Fen:
        """The most that some of the undecided ones save together."""
        blocks: list[_Block] = []
        last = -1
        for clique in self.of_shops:
            if here := [early[index] for index in clique if index in early]:
                self._join(blocks, here, 0, last)
                last = here[-1].which
        spans: list[Span] = [(sum([block.most for block in blocks]), 0, 0)]
        wide = 0
        for clique in self.of_platform:
            here = [early[index] for index in clique if index in early]
            if not here:
                continue
            if narrow := [one for one in here if not self.terms[one.which].covers]:
                self._join(blocks, narrow, min([sure for _, _, sure in spans]), last)
            if len(narrow) < len(here):
                wide += max([one.alone for one in here if self.terms[one.which].covers])
            apart = wide + sum([block.most for block in blocks])
            spans = _fewer(self._spans(spans, here, last), apart)
            last = here[-1].which
        return spans[-1][0]

    def _spans(self, spans: Sequence[Span], clique: Sequence[Open], last: int) -> list[Span]:
        """The spans with one of the clique used or, unless it is forced, none. Of candidates up to
        ``last`` some were looked at before: they may be applied later than one of this clique."""
        after = [] if self._always(clique) else list(spans)
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
                    surely = terms.on(one.base - most, one.alone) if self.roomy else 0
                    most = self._after(one, one.base, most)
                    after.append((most, low + surely, sure + surely))
                elif low <= one.base - terms.threshold:
                    most = self._after(one, one.base, most)
                    after.append((most, low + least, sure + least))
        return after or list(spans)

    def _always(self, clique: Sequence[Open]) -> bool:
        """Whether one of them is surely used: every full threshold of the cart, automatic."""
        terms = self.terms[clique[0].which]
        return len(clique) == 1 and terms.forced and terms.covers and terms.every > 0

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

    def _after(self, one: Open, base: Fen, before: Fen) -> Fen:
        """The most of the candidate, used, and of what saved up to ``before`` in its scope."""
        terms = self.terms[one.which]
        threshold = terms.threshold
        if not terms.every:
            return one.alone + max(0, min(before, base - threshold))
        low = max(0, base - before)
        most = before + terms.on(low, one.alone)
        edge = max(1, -(-low // threshold)) * threshold
        if edge <= base:
            most = max(most, base - edge + terms.on(edge, one.alone))
        return most


def _terms(checkout: Checkout, candidate: Candidate, *, free: bool) -> _Terms:
    promotion, lines = candidate.promotion, candidate.reach.lines
    threshold: Fen = getattr(promotion, "threshold", 0)
    off: Fen | None = getattr(promotion, "off", None)
    every = promotion.kind == "cross_store" or getattr(promotion, "every", False)
    each = off if off is not None and every and off < threshold else 0
    everything, weight = (1 << len(checkout.rows)) - 1, sum(candidate.weights)
    return _Terms(
        lines,
        weight,
        lines.bit_count() * len(checkout.candidates),
        threshold,
        each,
        fixed=off is not None and not every and weight > 0,
        covers=lines == everything,
        forced=free and not candidate.optional and weight > 0,
    )


def _in_order(candidates: Sequence[Candidate], cliques: Sequence[int]) -> list[list[int]]:
    """The early candidates of each clique; cliques by when the last of them is applied."""
    members: dict[int, list[int]] = {}
    for index, candidate in enumerate(candidates):
        if candidate.level < Level.MEMBER:
            members.setdefault(cliques[index], []).append(index)
    return sorted(members.values(), key=lambda clique: clique[-1])


def _roomy(checkout: Checkout, cliques: Sequence[int]) -> bool:
    """Whether no line can be brought below its floor, so that every share is taken in full."""
    if checkout.policy.over_discount == "void":
        return False
    given: dict[int, list[Fen]] = {}
    for candidate, clique in zip(checkout.candidates, cliques, strict=True):
        if candidate.level < Level.MEMBER:
            shares = _shares(checkout, candidate)
            given[clique] = list(map(max, shares, given.get(clique, shares)))
    together = map(sum, zip(*given.values(), strict=True))
    rooms = [gross - at for gross, at in zip(checkout.gross, checkout.deposits, strict=True)]
    return all(most <= room for most, room in zip(together, rooms, strict=False))


def _shares(checkout: Checkout, candidate: Candidate) -> list[Fen]:
    """The most that each line can have to give to the candidate, all odd fen included."""
    most, weights = candidate.at_most, candidate.weights
    whole, odd = max(1, sum(weights)), len(weights)
    fixed = [most * weight // whole + odd if weight else 0 for weight in weights]
    rate: int = getattr(candidate.promotion, "percent_off", None) or 0
    if not rate:
        return fixed
    lines = candidate.reach.lines
    rated = [
        row.gross * rate // BASIS + row.line.quantity + odd if lines >> i & 1 else 0
        for i, row in enumerate(checkout.rows)
    ]
    return list(map(max, fixed, rated))


def _fewer(spans: Sequence[Span], apart: Fen) -> list[Span]:
    """None saves more than ``apart``; the largest is the last."""
    kept = sorted({(min(most, apart), low, sure) for most, low, sure in spans if low <= apart})
    if not kept:
        return [(apart, 0, 0)]
    if len(kept) <= MAX_SPANS:
        return kept
    return [(kept[-1][0], min([low for _, low, _ in kept]), min([sure for _, _, sure in kept]))]
