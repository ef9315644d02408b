"""Splitting a cart into orders where that pays more, provably the best split within its limits.

The price is for one order; a better split is advice. Two shop coupons of 20 on 2 × 100 save 20 in
one order and 40 in two. Every order has thresholds, freight and one activity a shop of its own;
what the buyer holds is used in one order only.

Every partition is tried. Its bound is each part at its own best with everything in hand; where two
parts want the same instrument, the search branches on which part has it. Units of a line are told
apart up to ``MAX_PARTS`` units in all; larger carts are split by lines, and beyond ``MAX_PARTS``
lines nothing is advised.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from .cart import Cart
from .choosing import Choice
from .deciding import cheapest, possible
from .engine import price
from .errors import NoPrice
from .money import Fen
from .quote import Quote
from .rulebook import Rulebook
from .setting import set_up

MAX_PARTS = 6
MAX_PRICED = 3_000

Part = tuple[int, ...]
"""Units of each line of the cart."""


@dataclass(frozen=True, slots=True)
class Split:
    """The orders to place and what they save against one order."""

    orders: tuple[Quote, ...]
    saves: Fen

    @property
    def payable(self) -> Fen:
        return sum(order.payable for order in self.orders)


def better_split(cart: Cart, rulebook: Rulebook) -> Split | None:
    """The cheapest split, fewest orders first; ``None`` if one order is best.

    Raises ``NoPrice`` where the cart is too large to be sure, cannot be priced, or is priced as a
    page would (``choice: use_everything``): then fewer coupons may be cheaper, and nothing bounds
    the search.
    """
    one_order = price(cart, rulebook)
    if not rulebook.valid.holds(cart.at):
        return None
    if len(cart.lines) > MAX_PARTS:
        raise NoPrice(f"超过 {MAX_PARTS} 种商品，不计算拆单：请按一单报价")
    if rulebook.policy.choice == "use_everything":
        raise NoPrice("按页面顺序用尽优惠时不计算拆单：请按一单报价")
    search = _Splitting(cart, rulebook, one_order.payable)
    for parts in sorted(_partitions(cart), key=len):
        search.try_parts(parts)
    if not search.found:
        return None
    orders = tuple(price(order, rulebook) for order in search.found)
    return Split(orders, one_order.payable - sum(order.payable for order in orders))


@dataclass(frozen=True, slots=True)
class _Best:
    """What a part costs at its best, and the buyer's instruments that it uses for that, under any
    reading of the thresholds that may hold."""

    payable: Fen
    wanted: frozenset[str]


class _Splitting:
    """The best split so far, and prices that were worked out before."""

    def __init__(self, cart: Cart, rulebook: Rulebook, one_order: Fen) -> None:
        self.cart = cart
        self.rulebook = rulebook
        self.least = one_order
        self.found: tuple[Cart, ...] = ()
        self.known: dict[tuple[Part, frozenset[str]], _Best | None] = {}

    def try_parts(self, parts: tuple[Part, ...]) -> None:
        self._allot(parts, (frozenset(),) * len(parts))

    def _allot(self, parts: tuple[Part, ...], without: tuple[frozenset[str], ...]) -> None:
        """Decide who has what two parts want; ``without`` is what a part gives up."""
        best = [
            found
            for part, less in zip(parts, without, strict=True)
            if (found := self._best(part, less)) is not None
        ]
        payable = sum(one.payable for one in best)
        if len(best) < len(parts) or payable >= self.least:  # one without a price is not advised
            return
        wanted = _wanted_twice(best)
        if wanted is None:
            self.least = payable
            self.found = tuple(self._order(p, w) for p, w in zip(parts, without, strict=True))
            return
        for owner in range(len(parts)):
            given_up = tuple(w if i == owner else w | {wanted} for i, w in enumerate(without))
            self._allot(parts, given_up)

    def _best(self, part: Part, without: frozenset[str]) -> _Best | None:
        """The part at its best, ``None`` if the rules leave it no price."""
        if (part, without) not in self.known:
            if len(self.known) >= MAX_PRICED:
                raise NoPrice("拆单的组合太多，无法保证最优：请按一单报价")
            self.known[part, without] = self._decided(self._order(part, without))
        return self.known[part, without]

    def _decided(self, order: Cart) -> _Best | None:
        try:
            setting = set_up(order, self.rulebook)
        except NoPrice:
            return None
        choices = [cheapest(one)[0] for one in possible(setting)]
        payable = max(choice.priced.payable for choice in choices)
        return _Best(payable, frozenset().union(*map(_used, choices)))

    def _order(self, part: Part, without: frozenset[str]) -> Cart:
        lines = tuple(
            replace(line, quantity=units)
            for line, units in zip(self.cart.lines, part, strict=True)
            if units
        )
        balances = {k: v for k, v in self.cart.balances.items() if k not in without}
        claimed = self.cart.claimed - without
        return replace(self.cart, lines=lines, claimed=claimed, balances=balances)


def _used(choice: Choice) -> set[str]:
    """The buyer's instruments that take something."""
    used = (applied.candidate for applied in choice.priced.applied if applied.saving)
    return {candidate.promotion.id for candidate in used if candidate.optional}


def _wanted_twice(best: list[_Best]) -> str | None:
    """An instrument of the buyer that more than one part would use."""
    wanted = Counter(name for one in best for name in one.wanted)
    return next((name for name, parts in sorted(wanted.items()) if parts > 1), None)


def _partitions(cart: Cart) -> set[tuple[Part, ...]]:
    """Every way to place the cart as two or more orders, units or whole lines."""
    quantities = [line.quantity for line in cart.lines]
    by_units = sum(quantities) <= MAX_PARTS
    pieces = [
        (index, 1 if by_units else quantity)
        for index, quantity in enumerate(quantities)
        for _ in range(quantity if by_units else 1)
    ]
    return {
        tuple(sorted(_part(block, len(quantities)) for block in blocks))
        for blocks in _set_partitions(pieces)
        if len(blocks) > 1
    }


Piece = tuple[int, int]


def _part(block: list[Piece], size: int) -> Part:
    units = [0] * size
    for index, count in block:
        units[index] += count
    return tuple(units)


def _set_partitions(pieces: list[Piece]) -> Iterator[list[list[Piece]]]:
    if not pieces:
        yield []
        return
    first, rest = pieces[0], pieces[1:]
    for blocks in _set_partitions(rest):
        yield [[first], *blocks]
        for i in range(len(blocks)):
            yield [*blocks[:i], [first, *blocks[i]], *blocks[i + 1 :]]
