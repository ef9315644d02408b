"""Splitting a small cart into orders: every partition of its units, every way to give each thing
the buyer holds to one of the orders.

Each order is priced alone, as it would be promised. The pricing notes say only that a better split
is told as advice; declared besides: a coupon or a balance is used in one order, an order that has
no price is not advised, and of equal splits the one with the fewest orders is told. With
``choice: use_everything`` no split is advised.
"""

from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import replace
from itertools import product
from random import Random
from typing import Any

from service.pricing import Cart, NoPrice, Split, better_split

from .bare_worth import sold_by_bare_worth
from .carts import Case
from .sales import sell

UNITS, HELD = 4, 3

Part = tuple[int, ...]
"""Units of each line."""


def little(case: Case, dice: Random) -> Case:
    """The case with at most four units and three things held, and the buyer's own choice."""
    content = deepcopy(case.content)
    content["rulebook"].get("policies", {}).pop("choice", None)
    cart = content["cart"]
    cart["lines"] = cart["lines"][: dice.choice([1, 2, 3])]
    room = UNITS - len(cart["lines"])
    for line in cart["lines"]:
        line["quantity"] = 1 + dice.randint(0, room)
        room -= line["quantity"] - 1
    held = [*cart["claimed"], *(name for name in cart["balances"] if name not in cart["claimed"])]
    dice.shuffle(held)
    cart["claimed"] = [name for name in cart["claimed"] if name in held[:HELD]]
    cart["balances"] = {k: v for k, v in cart["balances"].items() if k in held[:HELD]}
    return Case(case.seed, content)


def best_split(cart: Cart, case: Case) -> tuple[int, int] | None:
    """(what the cheapest split pays, in how many orders); ``None`` if one order is best."""
    pricer = _Pricer(case)
    one_order = pricer.payable(tuple(line.quantity for line in cart.lines), pricer.held)
    assert one_order is not None
    best: tuple[int, int] | None = None
    for parts in partitions(cart):
        for owners in product(range(len(parts)), repeat=len(pricer.held)):
            given = list(zip(sorted(pricer.held), owners, strict=True))
            prices = [
                pricer.payable(part, frozenset(name for name, owner in given if owner == index))
                for index, part in enumerate(parts)
            ]
            known = [price for price in prices if price is not None]
            if len(known) == len(prices) and sum(known) < one_order:
                found = sum(known), len(known)
                best = found if best is None else min(best, found)
    return best


class _Pricer:
    """What a part of the cart costs with some of what is held; each worked once."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.held = case.cart.claimed | set(case.cart.balances)
        self.known: dict[tuple[Part, frozenset[str]], int | None] = {}

    def payable(self, part: Part, held: frozenset[str]) -> int | None:
        if (part, held) not in self.known:
            self.known[part, held] = self._worked(part, held)
        return self.known[part, held]

    def _worked(self, part: Part, held: frozenset[str]) -> int | None:
        cart = self.case.cart
        lines = tuple(
            replace(line, quantity=units)
            for line, units in zip(cart.lines, part, strict=True)
            if units
        )
        balances = {name: amount for name, amount in cart.balances.items() if name in held}
        order = replace(cart, lines=lines, claimed=cart.claimed & held, balances=balances)
        try:
            if sold_by_bare_worth(order, self.case.book):
                return None
            sale = sell(order, self.case.book)
        except NoPrice:
            return None
        return sale.goods + sale.played.freight


def partitions(cart: Cart) -> set[tuple[Part, ...]]:
    """Every way to place the cart's units as two or more orders."""
    units = [index for index, line in enumerate(cart.lines) for _ in range(line.quantity)]
    return {
        tuple(sorted(tuple(block.count(i) for i in range(len(cart.lines))) for block in blocks))
        for blocks in _set_partitions(units)
        if len(blocks) > 1
    }


def _set_partitions(units: Sequence[int]) -> Iterator[list[list[int]]]:
    if not units:
        yield []
        return
    for blocks in _set_partitions(units[1:]):
        yield [[units[0]], *blocks]
        for i, block in enumerate(blocks):
            yield [*blocks[:i], [units[0], *block], *blocks[i + 1 :]]


def split_difference(case: Case) -> dict[str, Any] | None:
    """Where the engine's advice is not the reference's; ``None`` where they agree."""
    try:
        if sold_by_bare_worth(case.cart, case.book):
            return None
        sell(case.cart, case.book)
    except NoPrice:
        return None
    theirs = best_split(case.cart, case)
    try:
        split = better_split(case.cart, case.book)
    except NoPrice as refusal:
        return {"reference": theirs, "engine": f"refused: {refusal}"}
    ours = (split.payable, len(split.orders)) if split else None
    if ours != theirs:
        return {"reference": theirs, "engine": ours}
    twice = _used_twice(split, case) if split else set()
    return {"used twice": twice} if twice else None


def _used_twice(split: Split, case: Case) -> set[str]:
    """Coupons and balances that two of the orders use."""
    held = case.cart.claimed | set(case.cart.balances)
    used: set[str] = set()
    twice: set[str] = set()
    for order in split.orders:
        mine = {step.promotion_id for step in order.steps} & held
        twice |= used & mine
        used |= mine
    return twice
