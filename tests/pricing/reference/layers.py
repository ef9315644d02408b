"""One fixed set of promotions, layer by layer.

Parallel: every layer tests S, the price after item deals. Progressive: each tests what is left.
From the member rate on, what is left of a line above its deposit counts in both.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import floor

from service.pricing import Cart, Line, NoPrice, OrderPromotion, Promotion, Rulebook
from service.pricing.policies import Policies
from service.pricing.promotion import Level
from service.pricing.rules.freight import Freight
from service.pricing.rules.gift import Gift

from .deal_sets import winners
from .item_deals import Priced, held_at, payment_moment, priced
from .readings import in_force
from .savings import Seen, shares_of
from .standing_together import excluded


@dataclass(frozen=True)
class Order:
    """A cart after the item deals, and the order promotions this buyer could get, in order;
    ``deals`` are the item deals that won some unit."""

    cart: Cart
    book: Rulebook
    thresholds: str
    policy: Policies
    lines: tuple[Priced, ...]
    promotions: tuple[OrderPromotion, ...]
    freights: tuple[Freight, ...]
    gifts: tuple[Gift, ...]
    deals: tuple[Promotion, ...]


@dataclass
class Played:
    """What is left of each line, what each promotion took, and the freight; ``before_assets`` is
    what was left above deposits before the first asset; ``chosen`` is all that was played."""

    left: list[int]
    takes: dict[str, list[int]] = field(default_factory=dict)
    before_assets: list[int] | None = None
    freight: int = 0
    chosen: Sequence[OrderPromotion] = ()


def open_order(
    cart: Cart, book: Rulebook, thresholds: str, left_out: frozenset[str] = frozenset()
) -> Order:
    """Everything that is fixed before the choice, with the item deals ``left_out`` (ids) not
    used. Raises ``NoPrice`` where nothing is promised."""
    moment = payment_moment(cart, book)
    final = book.phase("final_payment")
    lines = tuple(priced(line, cart, book, left_out) for line in cart.lines)
    if any(line.is_presale for line in lines):
        assert final is not None
        if moment < cart.at or not final.window.holds(moment):
            raise NoPrice("the final payment cannot be made then")
        if book.platform == "kuaishou":
            raise NoPrice("presale on 快手: not found, never promised")
    open_now = held_at(moment, cart, book)
    held = [p for p in open_now if any(p.scope.covers(line) for line in cart.lines)]
    usable = [p for p in held if isinstance(p, OrderPromotion) and not p.withheld(cart)]
    officials = [p for p in usable if p.kind == "official_reduction"]
    if any(_cover(officials, line.line) for line in lines if line.is_presale):
        raise NoPrice("官方立减 on a presale")
    crossing = [p for p in open_now if p.kind == "cross_store"]
    both = [line for line in cart.lines if _cover(officials, line) and _cover(crossing, line)]
    if both:
        raise NoPrice("官方立减 and 跨店满减 on one line")
    deals = tuple(winners(left_out, cart, book))
    usable = [p for p in usable if not any(excluded(p, deal) for deal in deals)]
    return Order(
        cart,
        book,
        thresholds,
        in_force(book),
        lines,
        promotions=tuple(sorted(_no_gifts(usable), key=lambda p: p.level)),
        freights=tuple(p for p in held if isinstance(p, Freight)),
        gifts=tuple(p for p in usable if isinstance(p, Gift)),
        deals=deals,
    )


def _no_gifts(promotions: Sequence[OrderPromotion]) -> list[OrderPromotion]:
    return [promotion for promotion in promotions if promotion.kind != "gift"]


def _cover(promotions: Sequence[Promotion], line: Line) -> bool:
    return any(promotion.scope.covers(line) for promotion in promotions)


def play(order: Order, chosen: Sequence[OrderPromotion]) -> Played:
    """The promotions of ``chosen``, each at its turn, and nothing else."""
    played = Played([line.gross for line in order.lines], chosen=chosen)
    before_member: list[int] | None = None
    for promotion in chosen:
        if promotion.level >= Level.MEMBER and before_member is None:
            before_member = list(played.left)
        if promotion.level >= Level.ASSET and played.before_assets is None:
            played.before_assets = above_deposit(order, played.left)
        takes = _floored(promotion, order, played)
        played.left = [left - take for left, take in zip(played.left, takes, strict=True)]
        if any(takes):
            played.takes[promotion.id] = takes
    if order.policy.over_discount == "one_fen" and played.takes and not any(played.left):
        _give_back_one_fen(played)
    played.freight = _freight(order, before_member or played.left)
    return played


def _give_back_one_fen(played: Played) -> None:
    """抖音 sells nothing for nothing: the last promotion that took something leaves 0.01, on the
    first line it took from."""
    name, last = list(played.takes.items())[-1]
    line = next(i for i, take in enumerate(last) if take)
    last[line] -= 1
    played.left[line] = 1
    if not any(last):
        del played.takes[name]


def above_deposit(order: Order, left: Sequence[int]) -> list[int]:
    """What is left of each line above its deposit; legacy coupons may have eaten of that."""
    return [max(0, amount - line.deposit) for amount, line in zip(left, order.lines, strict=True)]


def _floored(promotion: OrderPromotion, order: Order, played: Played) -> list[int]:
    """What the promotion really takes of each line of the cart: a line stops at its deposit (0
    without one), what it could not take is lost, the others keep their shares."""
    scope = [i for i, line in enumerate(order.lines) if promotion.scope.covers(line.line)]
    wanted = shares_of(promotion, _seen(promotion, scope, order, played))
    shares = dict(zip(scope, wanted, strict=True))
    room = above_deposit(order, played.left)
    if order.policy.coupon_on_deposit and Level.COUPON <= promotion.level <= Level.CATEGORY:
        room = played.left  # legacy apps: a coupon eats the deposit too
    at_nothing = any(room[i] - share <= 0 for i, share in shares.items())
    voids = order.policy.over_discount == "void" and promotion.level == Level.PLATFORM
    if voids and at_nothing:  # 津贴 of 2018-19: the whole order cannot use it
        return [0 for _ in room]
    return [min(shares.get(i, 0), room[i]) for i in range(len(room))]


def _seen(promotion: OrderPromotion, scope: list[int], order: Order, played: Played) -> Seen:
    bases, rate_bases, weights = _measured(promotion, order, played)
    gross = [line.gross for line in order.lines]
    units = [list(order.lines[i].units) for i in scope]
    if order.thresholds == "progressive":
        left = played.left
        units = [[_scaled(u, left[i], gross[i]) for u in order.lines[i].units] for i in scope]
    return Seen(
        policy=order.policy,
        bases=[bases[i] for i in scope],
        rate_bases=[rate_bases[i] for i in scope],
        weights=[weights[i] for i in scope],
        units=units,
        categories=[order.lines[i].line.category for i in scope],
        goods=sum(played.before_assets[i] for i in scope) if played.before_assets else 0,
        balance=order.cart.balances.get(promotion.id, 0),
    )


Amounts = Sequence[int]


def _measured(
    promotion: OrderPromotion, order: Order, played: Played
) -> tuple[Amounts, Amounts, Amounts]:
    """For every line of the cart: what thresholds are measured on, what rates are taken of, and
    what fixed amounts are shared by."""
    policy = order.policy
    gross = [line.gross for line in order.lines]
    left, room = played.left, above_deposit(order, played.left)
    if promotion.level == Level.SUBSIDY:  # the price after everything, deposit included
        if policy.subsidy_base == "before_assets" and played.before_assets:
            paid_by_assets = [
                before - now for before, now in zip(played.before_assets, room, strict=True)
            ]
            return [has + paid for has, paid in zip(left, paid_by_assets, strict=True)], left, room
        return left, left, room
    if promotion.level == Level.MEMBER and policy.member_base == "whole":
        return left, left, left
    if promotion.level >= Level.MEMBER:
        return room, room, room
    weights = above_deposit(order, gross) if policy.share_weights == "final_payment" else gross
    if order.thresholds == "progressive":
        bases = measured(order, left)
        return bases, left if policy.rate_base == "left" else bases, weights
    bases = measured(order, gross)
    if promotion.kind == "cross_store":
        lowering = _lowers_cross_base(order)
        coupons = [take for name, take in played.takes.items() if name in lowering]
        bases = [max(0, base - sum(c[i] for c in coupons)) for i, base in enumerate(bases)]
    if policy.rate_base == "left" and promotion.level != Level.OFFICIAL:
        return bases, left, weights
    return bases, bases, weights


def measured(order: Order, amounts: Sequence[int]) -> list[int]:
    """What thresholds see of the amounts: with the deposit included, or with the whole worth 抵用额
    of an inflated deposit taken off."""
    if order.policy.presale_base != "whole_worth":
        return list(amounts)
    return [
        max(0, amount - line.deposit) if line.inflates else amount
        for amount, line in zip(amounts, order.lines, strict=True)
    ]


def _lowers_cross_base(order: Order) -> set[str]:
    """Ids of the shop's coupons whose savings lower what 跨店满减 is measured on."""
    reading = order.policy.cross_base
    coupons = [p for p in order.promotions if p.level == Level.COUPON]
    if reading == "after_red_packets":
        coupons = [p for p in coupons if p.kind == "shop_red_packet"]
    return {p.id for p in coupons} if reading != "after_item_deals" else set()


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
                base += amount if on_left else line.gross
        if freight.free_from is None or base < freight.free_from:
            fees += freight.fee
    return fees
