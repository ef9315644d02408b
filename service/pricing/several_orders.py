"""How cheap goods can become in several orders: the bound of the search for a split.

Whatever the orders, what is paid is at least

    Σ cheapest price of a unit  −  Σ automatic: the most over all orders (``over_orders``)
      −  the buyer's instruments that fit beside each other, each once in all  (``fitting.py``)
    then less the member rate, less assets, more the freight of one order

since no rule saves more on less, floors only take away from savings, and every order's thresholds
are filled by goods of its own.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from .cart import Cart
from .fitting import Instrument, cliques
from .money import BASIS, Fen
from .promotion import Level, Missed, OrderPromotion, Pile, Promotion, Run, Standing
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
        other = _rows_at(cart, rulebook, setting.rows)
        self.prices = [_priced(*pair) for pair in zip(setting.rows, other, strict=True)]
        usable = [
            Reached(p, lines)
            for p in active.values()
            if isinstance(p, OrderPromotion) and (lines := self._lines(p)) and not p.withheld(cart)
        ]
        members = [r.promotion for r in usable if isinstance(r.promotion, MemberRate)]
        freights = [(p, self._lines(p)) for p in active.values() if isinstance(p, Freight)]
        self.freights = [(rule, lines) for rule, lines in freights if lines]
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
        scopes = [*(r.lines for r in usable), *(lines for _, lines in self.freights)]
        touched = {i for lines in scopes for i in lines}
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
        charges = 0
        for rule, lines in self.freights:
            if any(part[i] for i in lines):
                charges += rule.charge(sum(part[i] * self.prices[i].high for i in lines))
        return charges

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


def _rows_at(cart: Cart, rulebook: Rulebook, rows: tuple[Row, ...]) -> Iterator[Row]:
    """The rows as they are in an order without a presale, which is paid now."""
    active = rulebook.at(cart.at)
    for line, row in zip(cart.lines, rows, strict=True):
        yield row if row.deposit else row_of(line, deals_for(line, cart, rulebook, active))


def _priced(row: Row, other: Row) -> Priced:
    prices = [run.price for run in (*row.runs, *other.runs)]
    return Priced(min(prices), max(prices), row.deposit // row.line.quantity)
