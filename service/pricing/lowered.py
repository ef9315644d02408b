"""The most that promotions save together where a shop's coupons lower the base of 跨店满减 while
all other thresholds measure the price after item deals (``cross_base``, parallel thresholds).

Of the coupons within its scope every fen saved is a fen less to measure: 每满 300 减 50 on 900
saves 150, beside coupons of 100 in all only 100.
"""

from collections.abc import Mapping, Sequence

from .checkout import Checkout
from .layers import Walk
from .money import Fen
from .promotion import Level
from .repeating import most_with


class Lowered:
    """The early candidates of one checkout, cliques of which at most one is chosen."""

    def __init__(self, checkout: Checkout, cliques: Sequence[int]) -> None:
        """``cliques[i]`` is the clique that candidate i belongs to."""
        self.checkout = checkout
        self.cliques = cliques
        self.cross = -1
        self.inside: frozenset[int] = frozenset()
        if checkout.policy.cross_base != "after_item_deals":
            self._find()

    def most(self, state: Walk, alone: Mapping[int, Fen]) -> Fen:
        """The most of the undecided; ``alone`` is the most that each can save."""
        cliques: dict[int, Fen] = {}
        for index, most in alone.items():
            clique = self.cliques[index]
            if index != self.cross and most > cliques.get(clique, 0):
                cliques[clique] = most
        together = sum(cliques.values())
        if self.cross not in alone:
            return together
        coupons = sum([most for clique, most in cliques.items() if clique in self.inside])
        candidate = self.checkout.candidates[self.cross]
        measured = map(int.__sub__, self.checkout.measured, state.coupons)
        base = sum(self.checkout.only(tuple(measured), candidate.reach))
        terms = vars(candidate.promotion)
        at_most = alone[self.cross]
        with_it = most_with(base, (0, coupons), terms["threshold"], terms["off"], at_most)
        return together - coupons + with_it

    def _find(self) -> None:
        """The first 跨店满减 with a clique of its own, and the cliques of coupons in its scope."""
        members: dict[int, list[int]] = {}
        candidates = self.checkout.candidates
        for index, candidate in enumerate(candidates):
            if candidate.level < Level.MEMBER:
                members.setdefault(self.cliques[index], []).append(index)
        for clique in members.values():
            if len(clique) == 1 and candidates[clique[0]].promotion.kind == "cross_store":
                self.cross = clique[0]
                break
        else:
            return
        self.inside = frozenset(
            number for number, clique in members.items() if all(map(self._lowers, clique))
        )

    def _lowers(self, index: int) -> bool:
        """Whether all that the candidate saves is a coupon's saving in the scope of 跨店满减."""
        candidates = self.checkout.candidates
        candidate, cross = candidates[index], candidates[self.cross]
        within = not candidate.reach.lines & ~cross.reach.lines
        return within and index < self.cross and self.checkout.lowers_cross_base(candidate)
