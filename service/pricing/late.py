"""The bound of the late layers: what member rates, assets and subsidies leave of the goods at
least, with the freight."""

from collections.abc import Sequence

from .checkout import Checkout
from .money import BASIS, Fen
from .promotion import Level
from .rules.freight import Freight
from .rules.member_rate import MemberRate
from .worth import rounding_of


class Late:
    """The late candidates of one checkout."""

    def __init__(self, checkout: Checkout, cliques: Sequence[int]) -> None:
        """``cliques[i]`` is the clique of candidate i, of which at most one is chosen."""
        candidates = list(enumerate(checkout.candidates))
        self.others = [(i, cliques[i], c.at_most) for i, c in candidates if c.level > Level.MEMBER]
        self.members = [
            (i, c.promotion) for i, c in candidates if isinstance(c.promotion, MemberRate)
        ]
        self.floor = 0 if checkout.policy.coupon_on_deposit else sum(checkout.deposits)
        self.unrated = 0 if checkout.policy.member_base == "whole" else self.floor
        self.rounding = rounding_of(checkout)
        self.freight = sum(_freight_at_least(checkout, rule) for rule in checkout.freights)

    def least(self, goods: Fen, barred: int) -> Fen:
        """What is paid at least where the early layers left no less than ``goods`` and those
        ``barred`` (bits) are not used."""
        goods = max(self.floor, goods)
        goods -= self._rated(goods, barred)
        tops: dict[int, Fen] = {}
        for i, clique, most in self.others:
            if not barred >> i & 1:
                tops[clique] = max(tops.get(clique, 0), most)
        return max(self.floor, goods - sum(tops.values())) + self.freight

    def _rated(self, goods: Fen, barred: int) -> Fen:
        """The most that the member rates take off."""
        members = [member for i, member in self.members if not barred >> i & 1]
        if not members:
            return 0
        rates = [member.percent_off for member in members]
        rate = sum(rates) if any(member.stacks for member in members) else max(rates)
        rated = min(BASIS, rate) * max(0, goods - self.unrated)
        return -(-rated // BASIS) + len(members) * self.rounding


def _freight_at_least(checkout: Checkout, rule: Freight) -> Fen:
    """What the freight costs even where the goods are not reduced at all."""
    covered = checkout.covered(rule)
    goods = sum(g for g, inside in zip(checkout.gross, covered, strict=True) if inside)
    return rule.charge(goods) if any(covered) else 0
