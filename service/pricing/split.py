"""Splitting a cart into orders where that pays more: the cheapest split, proved.

The price is for one order; a better split is advice. Two shop coupons of 20 on 2 × 100 save 20 in
one order and 40 in two. Every order has thresholds, freight and one activity a shop of its own;
what the buyer holds is used in one order only.

Orders are built one after another, the largest first: units of a line are alike, and goods that no
promotion of an order touches go with any. Each order is priced as it stands with what is in hand;
it may leave what it would use to a later one. A branch is dropped when the bound of
``several_orders`` says that nothing cheaper can follow. Before that, the search dives for a split
that costs no more than the bound of the whole cart: where there is one, as in most large carts,
nothing can be cheaper and all is proved.
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace

from .cart import Cart
from .deciding import cheapest, possible
from .engine import price
from .errors import NoPrice
from .money import Fen
from .quote import Quote
from .rulebook import Rulebook
from .setting import set_up
from .several_orders import Part, SeveralOrders

MAX_PRICED = 3_000
MAX_STEPS = 30_000
"""Orders priced, and orders looked at: about two seconds. A dive for a split in so many orders is
given up after ``MAX_DIVE``, and none is begun after ``MAX_DIVES`` that found nothing."""

MAX_DIVE = 4_000
MAX_DIVES = 3


@dataclass(frozen=True, slots=True)
class Split:
    """The orders to place and what they save against one order."""

    orders: tuple[Quote, ...]
    saves: Fen

    @property
    def payable(self) -> Fen:
        return sum(order.payable for order in self.orders)


def better_split(cart: Cart, rulebook: Rulebook) -> Split | None:
    """The cheapest split, in few orders; ``None`` if one order is best.

    Raises ``NoPrice`` where there are too many ways to be sure, the cart cannot be priced, or it is
    priced as a page would (``choice: use_everything``): then fewer coupons may be cheaper, and
    nothing bounds the search.
    """
    one_order = price(cart, rulebook)
    if not rulebook.valid.holds(cart.at):
        return None
    if rulebook.policy.choice == "use_everything":
        raise NoPrice("按页面顺序用尽优惠时不计算拆单：请按一单报价")
    search = _Splitting(cart, rulebook, one_order.payable)
    search.run()
    if not search.found:
        return None
    orders = tuple(price(order, rulebook) for order in search.orders())
    return Split(orders, one_order.payable - sum(order.payable for order in orders))


@dataclass(frozen=True, slots=True)
class _Order:
    """Units of the cart with what was in hand when it was priced, and what of it was used; where
    nobody knows the thresholds, the dearer price and what either reading uses."""

    part: Part
    hands: frozenset[str]
    used: frozenset[str]
    payable: Fen


class _TooDeep(Exception):
    """A dive was given up."""


class _Splitting:
    """The best split so far, and orders that were priced before. Its lines stand from dear to
    cheap, since cheap ones are moved about first: they fill a threshold with little to spare."""

    def __init__(self, cart: Cart, rulebook: Rulebook, one_order: Fen) -> None:
        by_price = sorted(cart.lines, key=lambda line: -line.list_price)
        self.places = {(q.shop, q.sku): i for i, q in enumerate(cart.lines)}
        self.cart = cart = replace(cart, lines=tuple(by_price))
        self.rulebook = rulebook
        self.bound = SeveralOrders(cart, rulebook)
        self.hands = frozenset(self.bound.instruments)
        self.loose = _loose(self.bound, rulebook)
        self.whole = tuple(
            0 if i in self.loose else line.quantity for i, line in enumerate(cart.lines)
        )
        self.least = one_order - sum(
            self.bound.prices[i].low * cart.lines[i].quantity for i in self.loose
        )
        self.fewest = 1
        self.found: tuple[_Order, ...] = ()
        self.known: dict[tuple[Part, frozenset[str]], _Order | None] = {}
        self.steps = 0

    def run(self) -> None:
        if sum(self.whole) < 2:
            return
        target = self.bound.least(None, self.whole, self.hands)
        dives = 0
        for orders in range(2, sum(self.whole) + 1):
            if target >= self.least or dives == MAX_DIVES:
                break
            if self.bound.least(None, self.whole, self.hands, orders) <= target:
                self._dive(target, orders)
                dives += 1
        if target >= self.least:
            return
        if _ways(self.whole) > MAX_STEPS:
            raise _too_many()
        self._descend(self.whole, self.hands, (), 0)

    def orders(self) -> Iterator[Cart]:
        """The carts of the best split, each with what no other order uses."""
        for number, order in enumerate(self.found):
            others = (o.used for i, o in enumerate(self.found) if i != number)
            part = order.part
            if number == 0:
                loose = self.loose
                lines = enumerate(zip(part, self.cart.lines, strict=True))
                part = tuple(line.quantity if i in loose else n for i, (n, line) in lines)
            yield self._cart(part, order.hands.difference(*others))

    def _dive(self, target: Fen, orders: int) -> None:
        """A split in so many orders that costs no more than ``target``, if it is soon found."""
        self.steps = 0
        with suppress(_TooDeep):
            self._reach(target, orders, self.whole, self.hands, ())
        self.steps = 0

    def _reach(
        self, target: Fen, room: int, rest: Part, hands: frozenset[str], placed: tuple[_Order, ...]
    ) -> bool:
        if not any(rest):
            return self._take(placed)
        spent = sum(order.payable for order in placed)
        if not room:
            return False
        for part in _parts(rest, placed[-1].part if placed else None):
            self.steps += 1
            if self.steps > MAX_DIVE:
                raise _TooDeep
            after = _without(rest, part)
            if room == 1 and any(after):
                return False
            if spent + self.bound.least(part, after, hands, room - 1) > target:
                continue
            for order in self._priced(part, hands, target - spent, after):
                beside = hands - order.used
                if self._reach(target, room - 1, after, beside, (*placed, order)):
                    return True
        return False

    def _descend(
        self, rest: Part, hands: frozenset[str], placed: tuple[_Order, ...], spent: Fen
    ) -> None:
        """Every way to place the rest that could be cheaper, the most promising first."""
        if not any(rest):
            self._take(placed)
            return
        ways = []
        for part in _parts(rest, placed[-1].part if placed else None):
            self.steps += 1
            if self.steps > MAX_STEPS:
                raise _too_many()
            after = _without(rest, part)
            least = spent + self.bound.least(part, after, hands)
            if not self._hopeless(least, len(placed) + 1 + any(after)):
                ways.append((least, part, after))
        for least, part, after in sorted(ways):
            count = len(placed) + 1 + any(after)
            if self._hopeless(least, count):
                continue
            for order in self._priced(part, hands, self.least - spent, after):
                beside = hands - order.used
                bound = spent + order.payable + self._rest(after, beside)
                if not self._hopeless(bound, count):
                    self._descend(after, beside, (*placed, order), spent + order.payable)

    def _priced(
        self, part: Part, hands: frozenset[str], room: Fen, after: Part
    ) -> Iterator[_Order]:
        """The part as an order with all in ``hands``, then leaving what it would use to others."""
        waiting, seen = [hands], {hands}
        used: set[frozenset[str]] = set()
        rest = self._rest(after, hands)
        while waiting:
            in_hand = waiting.pop(0)
            order = self._order(part, in_hand)
            if order is None or order.payable + rest > room:
                continue
            if order.used not in used:
                used.add(order.used)
                yield order
            for name in sorted(order.used):
                less = in_hand - {name}
                if less not in seen:
                    seen.add(less)
                    waiting.append(less)

    def _order(self, part: Part, hands: frozenset[str]) -> _Order | None:
        """The part as an order with what of ``hands`` fits it; ``None`` if the rules leave it no
        price, since such a split is not advised."""
        usable = frozenset(n for n in hands if self.bound.instruments[n].fits(part))
        if (part, usable) not in self.known:
            if len(self.known) >= MAX_PRICED:
                raise _too_many()
            self.known[part, usable] = self._decided(part, usable)
        return self.known[part, usable]

    def _decided(self, part: Part, usable: frozenset[str]) -> _Order | None:
        try:
            setting = set_up(self._cart(part, usable), self.rulebook)
            priced = [cheapest(one)[0].priced for one in possible(setting)]
        except NoPrice:
            return None
        applied = (a for one in priced for a in one.applied if a.saving and a.candidate.optional)
        used = frozenset(a.candidate.promotion.id for a in applied)
        return _Order(part, usable, used, max(one.payable for one in priced))

    def _rest(self, rest: Part, hands: frozenset[str]) -> Fen:
        return self.bound.least(None, rest, hands) if any(rest) else 0

    def _hopeless(self, least: Fen, orders: int) -> bool:
        return (least, orders) >= (self.least, self.fewest)

    def _take(self, placed: tuple[_Order, ...]) -> bool:
        cost = sum(order.payable for order in placed)
        if self._hopeless(cost, len(placed)):
            return False
        self.least, self.fewest, self.found = cost, len(placed), placed
        return True

    def _cart(self, part: Part, hands: frozenset[str]) -> Cart:
        lines = [
            replace(line, quantity=units)
            for line, units in zip(self.cart.lines, part, strict=True)
            if units
        ]
        lines.sort(key=lambda line: self.places[line.shop, line.sku])
        gone = self.hands - hands
        balances = {k: v for k, v in self.cart.balances.items() if k not in gone}
        return replace(
            self.cart, lines=tuple(lines), claimed=self.cart.claimed - gone, balances=balances
        )


def _too_many() -> NoPrice:
    return NoPrice("拆单的组合太多，无法保证最优：请按一单报价")


def _loose(bound: SeveralOrders, rulebook: Rulebook) -> frozenset[int]:
    """Lines that go with any order; on 抖音 they keep an order from being sold at 0.01."""
    return frozenset() if rulebook.policy.over_discount == "one_fen" else frozenset(bound.free)


def _ways(rest: Part) -> int:
    ways = 1
    for units in rest:
        ways *= units + 1
    return ways // 2


def _without(rest: Part, part: Part) -> Part:
    return tuple(r - p for r, p in zip(rest, part, strict=True))


def _parts(rest: Part, last: Part | None) -> Iterator[Part]:
    """What the next order may hold, the largest first: some of the first line that is left, and
    not after the ``last`` order, so that every set of orders is met once."""
    first = next(i for i, units in enumerate(rest) if units)
    bound = last is not None and not any(last[:first])

    def grow(index: int, part: Part, tied: bool) -> Iterator[Part]:
        if index == len(rest):
            yield part
            return
        most = min(rest[index], last[index]) if tied and last is not None else rest[index]
        for units in range(most, (index == first) - 1, -1):
            still = tied and last is not None and units == last[index]
            yield from grow(index + 1, (*part, units), still)

    return grow(0, (), bound)
