"""One fixed set of promotions, layer by layer.

Parallel: every layer tests S, the price after item deals. Progressive: each tests what is left.
From the member rate on, what is left of a line above its deposit counts in both.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import floor

from service.pricing import Cart, NoPrice, OrderPromotion, Rulebook
from service.pricing.promotion import Level
from service.pricing.rules.freight import Freight

from .item_deals import Priced, payment_moment, priced
from .savings import Seen, shares_of


@dataclass(frozen=True)
class Order:
    """A cart after the item deals, and the order promotions this buyer could get, in order."""

    cart: Cart
    book: Rulebook
    thresholds: str
    lines: tuple[Priced, ...]
    promotions: tuple[OrderPromotion, ...]
    freights: tuple[Freight, ...]


@dataclass
class Played:
    """What is left of each line, what each promotion took, and the freight."""

    left: list[int]
    takes: dict[str, list[int]] = field(default_factory=dict)
    freight: int = 0


def open_order(cart: Cart, book: Rulebook, thresholds: str) -> Order:
    """Everything that is fixed before the choice. Raises ``NoPrice`` where nothing is promised."""
    moment = payment_moment(cart, book)
    final = book.phase("final_payment")
    lines = tuple(priced(line, cart, book) for line in cart.lines)
    if any(line.is_presale for line in lines):
        assert final is not None
        if not final.window.holds(moment):
            raise NoPrice("the final payment's time is over")
        if book.platform == "kuaishou":
            raise NoPrice("presale on 快手: not found, never promised")
    held = [p for p in book.at(moment) if any(p.scope.covers(line) for line in cart.lines)]
    usable = [p for p in held if isinstance(p, OrderPromotion) and not p.withheld(cart)]
    for promotion in usable:
        if promotion.kind == "official_reduction":
            if any(p.is_presale and promotion.scope.covers(p.line) for p in lines):
                raise NoPrice("官方立减 on a presale")
    by_layer = sorted((p for p in usable if p.kind != "gift"), key=lambda p: p.level)
    freights = tuple(p for p in held if isinstance(p, Freight))
    return Order(cart, book, thresholds, lines, tuple(by_layer), freights)


def play(order: Order, chosen: Sequence[OrderPromotion]) -> Played:
    """The promotions of ``chosen``, each at its turn, and nothing else."""
    played = Played([sum(line.units) for line in order.lines])
    goods: list[int] | None = None
    before_member: list[int] | None = None
    for promotion in chosen:
        if promotion.level >= Level.MEMBER and before_member is None:
            before_member = list(played.left)
        if promotion.level >= Level.ASSET and goods is None:
            goods = above_deposit(order, played.left)
        takes = _floored(promotion, order, played.left, goods or [])
        played.left = [left - take for left, take in zip(played.left, takes, strict=True)]
        if any(takes):
            played.takes[promotion.id] = takes
    if order.book.policy.over_discount == "one_fen" and sum(played.left) == 0:
        _give_back_one_fen(played)
    played.freight = _freight(order, before_member or played.left)
    return played


def _give_back_one_fen(played: Played) -> None:
    """抖音 sells nothing for nothing: the last promotion that took something leaves 0.01, on the
    first line it took from."""
    last = list(played.takes.values())[-1]
    line = next(i for i, take in enumerate(last) if take)
    last[line] -= 1
    played.left[line] = 1


def above_deposit(order: Order, left: Sequence[int]) -> list[int]:
    """What is left of each line above its deposit."""
    return [amount - line.deposit for amount, line in zip(left, order.lines, strict=True)]


def _floored(
    promotion: OrderPromotion, order: Order, left: list[int], goods: Sequence[int]
) -> list[int]:
    """What the promotion really takes of each line of the cart: a line stops at its deposit (0
    without one), what it could not take is lost, the others keep their shares."""
    scope = [i for i, line in enumerate(order.lines) if promotion.scope.covers(line.line)]
    shares = dict(
        zip(scope, shares_of(promotion, _seen(promotion, order, left, goods)), strict=True)
    )
    room = above_deposit(order, left)
    if order.book.policy.over_discount == "void" and promotion.level == Level.PLATFORM:
        # 津贴 of 2018-19: one line of its scope at or under 0, and the order cannot use it.
        if any(room[i] - share <= 0 for i, share in shares.items()):
            return [0 for _ in left]
    return [min(shares.get(i, 0), room[i]) for i in range(len(left))]


def _seen(
    promotion: OrderPromotion, order: Order, left: Sequence[int], goods: Sequence[int]
) -> Seen:
    scope = [i for i, line in enumerate(order.lines) if promotion.scope.covers(line.line)]
    gross = [sum(line.units) for line in order.lines]
    room = above_deposit(order, left)
    units: Mapping[int, Sequence[int]] = {i: order.lines[i].units for i in scope}
    bases, weights = gross, gross
    if order.book.policy.share_weights == "final_payment":
        weights = above_deposit(order, gross)
    if order.thresholds == "progressive":
        bases = list(left)
        units = {i: [_scaled(u, left[i], gross[i]) for u in units[i]] for i in scope}
    if promotion.level in (Level.MEMBER, Level.ASSET):
        bases, weights = room, room
    if promotion.level == Level.SUBSIDY:  # the price after everything, deposit included
        bases = list(left)
    return Seen(
        bases=[bases[i] for i in scope],
        weights=[weights[i] for i in scope],
        units=[units[i] for i in scope],
        categories=[order.lines[i].line.category for i in scope],
        goods=sum(goods[i] for i in scope) if goods else 0,
        balance=order.cart.balances.get(promotion.id, 0),
    )


def _scaled(unit: int, left: int, gross: int) -> int:
    """A unit's part of what is left of its line, in whole fen."""
    return floor(Fraction(unit * left, gross))


def _freight(order: Order, left: Sequence[int]) -> int:
    """Σ fees; ``left`` is what is left before member rate and assets."""
    fees = 0
    for freight in order.freights:
        on_left = freight.measured_on == "left"
        if freight.measured_on == "default":
            on_left = order.thresholds == "progressive"
        base = 0
        for amount, line in zip(left, order.lines, strict=True):
            if freight.scope.covers(line.line):
                base += amount if on_left else sum(line.units)
        if freight.free_from is None or base < freight.free_from:
            fees += freight.fee
    return fees
