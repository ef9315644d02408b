"""How cheap goods can become in several orders: the bound of the search for a split.

Whatever the orders, what is paid is at least

    Σ cheapest price of a unit  −  Σ automatic: the most over all orders (``over_orders``)
      −  the buyer's instruments that fit beside each other, each once in all  (``fitting.py``)
    then less the member rate, less assets, more the freight of one order

since no rule saves more on less, floors only take away from savings, and every order's thresholds
are filled by goods of its own. An order without a presale is paid now, one with a presale at the
final payment: what holds at one of the two moments may save, and is charged only where it holds at
both. An item deal that excludes something may be left out in one order and not in another.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from .cart import Cart
from .clashes import excluded
from .fitting import Instrument, cliques
from .money import BASIS, Fen
from .promotion import (
    ItemPromotion,
    Level,
    Missed,
    OrderPromotion,
    OwnDeal,
    Pile,
    Promotion,
    Run,
    Standing,
)
from .rows import Row, row_of
from .rulebook import Rulebook
from .rules.freight import Freight
from .rules.government_subsidy import GovernmentSubsidy
from .rules.member_rate import MemberRate
from .setting import set_up
from .timing import deals_for

MAX_ORDERS = 9_999 * 500

Part = tuple[int, ...]
"""Units of each line of the cart."""


@dataclass(frozen=True, slots=True)
class Priced:
    """What a unit of a line may cost after item deals: in which order, and at which of the two
    moments of a cart with a presale, is still open."""

    low: Fen
    high: Fen
    deposit: Fen


@dataclass(frozen=True, slots=True)
class Reached:
    """A promotion and the lines in its scope."""

    promotion: OrderPromotion
    lines: tuple[int, ...]


class SeveralOrders:
    """Bounds for one cart. ``instruments`` are the buyer's that may save something, by id."""

    def __init__(self, cart: Cart, rulebook: Rulebook) -> None:
        self.cart = cart
        self.policy = rulebook.policy
        setting = set_up(cart, rulebook)
        moments = dict.fromkeys((setting.moment, cart.at))
        active = {p.id: p for moment in moments for p in rulebook.at(moment)}
        deals = _item_deals(cart, rulebook, moments)
        exclusive = _exclusive(deals, active.values())
        self.prices = [
            _priced(row, there, exclusive) for row, there in zip(setting.rows, deals, strict=True)
        ]
        usable = [
            Reached(p, lines)
            for p in active.values()
            if isinstance(p, OrderPromotion) and (lines := self._lines(p)) and not p.withheld(cart)
        ]
        members = [r.promotion for r in usable if isinstance(r.promotion, MemberRate)]
        self.freights = [
            [(p, self._lines(p)) for p in rulebook.at(moment) if isinstance(p, Freight)]
            for moment in moments
        ]
        self.automatic = [
            r for r in usable if not r.promotion.optional and r.promotion.level < Level.MEMBER
        ]
        held = [self._instrument(r) for r in usable if r.promotion.optional]
        self.instruments = {one.id: one for one in held if one.worth}
        self.late = {one.id: one.worth for one in held if one.level >= Level.MEMBER}
        early = [one for one in self.instruments.values() if one.id not in self.late]
        self.cliques = cliques(early, cart.lines, self.policy)
        self._rates(members)
        self.whole = (
            self.policy.thresholds == "parallel"
            and self.policy.rate_base != "left"
            and self.policy.presale_base != "whole_worth"
        )
        charged = (lines for rules in self.freights for _, lines in rules)
        touched = {i for lines in (*(r.lines for r in usable), *charged) for i in lines}
        touched |= {
            i
            for i, there in enumerate(deals)
            if any(deal.id in exclusive for then in there for deal in then)
        }
        self.free = [i for i in range(len(cart.lines)) if i not in touched and self._plain(i)]
        self.known: dict[Part, Fen] = {}

    def least(
        self, order: Part | None, rest: Part, hands: frozenset[str], room: int = MAX_ORDERS
    ) -> Fen:
        """No way to place ``order`` as one order and ``rest`` as at most ``room`` costs less, if
        only the instruments in ``hands`` are used."""
        both = rest if order is None else tuple(map(sum, zip(order, rest, strict=True)))
        deposits = 0
        if not self.policy.coupon_on_deposit:
            deposits = sum(n * p.deposit for n, p in zip(both, self.prices, strict=True) if n)
        goods = self._alone(rest) + (self._alone(order) if order else 0)
        goods -= sum(clique.most(order, rest, hands, room) for clique in self.cliques)
        goods = max(deposits, goods)
        if self.rate:
            unrated = 0 if self.policy.member_base == "whole" else deposits
            rated = self.rate * max(0, goods - unrated)
            goods -= -(-rated // BASIS) + self.members * (sum(both) // 2 + 1)
        goods = max(deposits, goods - sum(w for name, w in self.late.items() if name in hands))
        return goods + self._freight(rest) + (self._freight(order) if order else 0)

    def _alone(self, part: Part) -> Fen:
        """The goods of the part at their cheapest, less what automatic promotions save at most."""
        if part not in self.known:
            low = sum(n * p.low for n, p in zip(part, self.prices, strict=True) if n)
            self.known[part] = low - sum(
                r.promotion.over_orders(self._pile(part, r.lines)) for r in self.automatic
            )
        return self.known[part]

    def _pile(self, part: Part, lines: tuple[int, ...]) -> Pile:
        there = [i for i in lines if part[i]]
        exact = self.whole and all(self.prices[i].low == self.prices[i].high for i in there)
        runs = (Run(self.prices[i].high, part[i]) for i in there)
        return Pile(tuple(sorted(runs, key=lambda run: -run.price)), exact)

    def _freight(self, part: Part) -> Fen:
        """At least this is charged at either moment."""
        return min(self._charges(part, rules) for rules in self.freights)

    def _charges(self, part: Part, rules: Sequence[tuple[Freight, tuple[int, ...]]]) -> Fen:
        return sum(
            rule.charge(sum(part[i] * self.prices[i].high for i in lines))
            for rule, lines in rules
            if any(part[i] for i in lines)
        )

    def _rates(self, members: list[MemberRate]) -> None:
        """Member rates are bounded by one rate on all that is left."""
        rates = [member.percent_off for member in members]
        stacked = any(member.stacks for member in members)
        self.rate = min(BASIS, sum(rates) if stacked else max(rates, default=0))
        self.members = len(members)

    def _lines(self, promotion: Promotion) -> tuple[int, ...]:
        """The lines in its scope."""
        covered = promotion.scope.covers
        return tuple(i for i, line in enumerate(self.cart.lines) if covered(line))

    def _instrument(self, reached: Reached) -> Instrument:
        """The most it saves in any one order: what it saves on all goods at their dearest."""
        promotion = reached.promotion
        prices = [self.prices[i].high for i in range(len(self.cart.lines))]
        bases = tuple(
            price * line.quantity * (i in reached.lines)
            for i, (price, line) in enumerate(zip(prices, self.cart.lines, strict=True))
        )
        standing = Standing(
            self.cart.lines,
            bases,
            bases,
            goods=sum(bases),
            balance=self.cart.balances.get(promotion.id, 0),
            rounding=self.policy.rate_rounding or "line",
        )
        outcome = promotion.saving(standing)
        worth = 0 if isinstance(outcome, Missed) else outcome.amount
        if isinstance(promotion, GovernmentSubsidy):
            worth = promotion.cap * len({self.cart.lines[i].category for i in reached.lines})
        threshold = getattr(promotion, "threshold", 0)
        return Instrument(promotion, reached.lines, worth, threshold, tuple(prices))

    def _plain(self, index: int) -> bool:
        """Whether a unit of the line costs the same in every order."""
        price = self.prices[index]
        return price.low == price.high and not price.deposit


ItemDeals = list[list[ItemPromotion]]
"""The item deals of a line, at each moment."""


def _item_deals(cart: Cart, rulebook: Rulebook, moments: Iterable[datetime]) -> list[ItemDeals]:
    """The item deals of each line."""
    active = [rulebook.at(moment) for moment in moments]
    return [[deals_for(line, cart, rulebook, then) for then in active] for line in cart.lines]


def _exclusive(deals: Iterable[ItemDeals], active: Iterable[Promotion]) -> set[str]:
    """Ids of the item deals that exclude some other promotion."""
    own = {deal.id: deal for line in deals for then in line for deal in then}
    others = [*own.values(), *active]
    return {
        id for id, deal in own.items() if any(p is not deal and excluded(deal, p) for p in others)
    }


def _priced(row: Row, deals: ItemDeals, exclusive: Collection[str]) -> Priced:
    """A unit with and without the deals that may be left out for another."""
    without = [
        [d for d in then if d.id not in exclusive or not isinstance(d, OwnDeal)] for then in deals
    ]
    rows = (row_of(row.line, then) for then in (*deals, *without))
    prices = [run.price for one in rows for run in one.runs]
    return Priced(min(prices), max(prices), row.deposit // row.line.quantity)
