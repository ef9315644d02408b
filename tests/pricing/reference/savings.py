"""What one promotion takes off each line, as the pricing notes work it.

Some take an amount, which is shared over the lines by weight (``AMOUNTS``); some take something of
every line by itself (``PARTS``). ``Seen`` holds only the lines in the promotion's scope.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import floor
from typing import Any, Protocol

from service.pricing.policies import Policies
from service.pricing.promotion import OrderPromotion
from service.pricing.rules.count_discount import CountDiscount
from service.pricing.rules.cross_store import CrossStore
from service.pricing.rules.government_subsidy import GovernmentSubsidy
from service.pricing.rules.nth_item import NthItem
from service.pricing.rules.pick_for import PickFor
from service.pricing.rules.points import Points
from service.pricing.rules.red_packet import RedPacket
from service.pricing.rules.shop_ladder import ShopLadder

from .shares import half_up, shared


@dataclass(frozen=True)
class Seen:
    """One entry a line in scope. ``bases``: what thresholds and rates are measured on;
    ``weights``: what fixed amounts are shared by; ``units``: the price of each unit; ``goods``:
    Σ of what was left above deposits before the first asset; ``balance``: held of this promotion;
    ``rate_bases``: what a rate is taken of; ``policy``: the readings in force.
    """

    policy: Policies
    bases: Sequence[int]
    rate_bases: Sequence[int]
    weights: Sequence[int]
    units: Sequence[Sequence[int]]
    categories: Sequence[str]
    goods: int
    balance: int

    @property
    def total(self) -> int:
        return sum(self.bases)

    @property
    def prices(self) -> list[int]:
        """Every unit in scope, the cheapest first."""
        return sorted(price for line in self.units for price in line)


class OffFromThreshold(Protocol):
    @property
    def threshold(self) -> int: ...
    @property
    def off(self) -> int: ...


class EveryThreshold(OffFromThreshold, Protocol):
    @property
    def every(self) -> bool: ...
    @property
    def cap(self) -> int | None: ...


class RateFromThreshold(Protocol):
    @property
    def threshold(self) -> int: ...
    @property
    def percent_off(self) -> int: ...
    @property
    def cap(self) -> int | None: ...


def shares_of(promotion: OrderPromotion, seen: Seen) -> list[int]:
    """What it would take off each line in scope before floors; zeros where it does not apply."""
    if promotion.kind == "dong_coupon":
        kind = "shop_coupon" if getattr(promotion, "off", None) else "discount_coupon"
    else:
        kind = promotion.kind
    if kind in AMOUNTS:
        return _shared(AMOUNTS[kind](promotion, seen), seen, seen.weights)
    return PARTS[kind](promotion, seen)


def _at_most(amount: int, cap: int | None) -> int:
    return amount if cap is None else min(amount, cap)


def _once(promotion: OffFromThreshold, seen: Seen) -> int:
    return promotion.off if seen.total >= promotion.threshold else 0


def _once_or_every(promotion: EveryThreshold, seen: Seen) -> int:
    reached = seen.total // promotion.threshold
    return _at_most(
        promotion.off * (reached if promotion.every else min(1, reached)), promotion.cap
    )


def _ladder(ladder: ShopLadder, seen: Seen) -> int:
    """The highest tier reached, again and again only with ``every``."""
    met = [tier for tier in ladder.tiers if tier.threshold <= seen.total]
    if not met:
        return 0
    return met[-1].off * (seen.total // met[-1].threshold if ladder.every else 1)


def _cross(cross: CrossStore, seen: Seen) -> int:
    """floor(S / threshold) × off; 津贴 at most its balance."""
    off = seen.total // cross.threshold * cross.off
    return min(off, seen.balance) if cross.from_balance else off


def _nth(deal: NthItem, seen: Seen) -> int:
    """The cheapest units in scope are the N-th ones."""
    times = len(seen.prices) // deal.nth
    saved = 0
    for price in seen.prices[: times if deal.repeat else min(1, times)]:
        if deal.percent_off is not None:
            saved += half_up(Fraction(price * deal.percent_off, 10_000))
        else:
            saved += max(0, price - (deal.price or 0))
    return saved


def _picked(deal: PickFor, seen: Seen) -> int:
    """Groups of the dearest units, as long as a group saves."""
    dearest = seen.prices[::-1]
    saved = 0
    while len(dearest) >= deal.count:
        saved += max(0, sum(dearest[: deal.count]) - deal.price)
        dearest = dearest[deal.count :]
    return saved


def _packet(packet: RedPacket, seen: Seen) -> int:
    return min(seen.total, seen.balance if packet.off is None else packet.off)


def _prepaid(_: Any, seen: Seen) -> int:
    return min(seen.total, seen.balance)


def _points(points: Points, seen: Seen) -> int:
    """Fen paid in pieces: in whole steps, up to a share of the goods, never more than is left."""
    most = min(Fraction(seen.goods * points.max_percent, 10_000), Fraction(seen.total))
    steps = min(seen.balance, floor(most * points.per_yuan / 100)) // points.step
    return floor(Fraction(steps * points.step * 100, points.per_yuan))


def _rate(seen: Seen, percent_off: int, cap: int | None) -> list[int]:
    """Half-up once a line (or a unit, or the order); a cap that bites is shared like an amount."""
    rate = Fraction(percent_off, 10_000)
    parts = [half_up(base * rate) for base in seen.rate_bases]
    if seen.policy.rate_rounding == "unit":
        counts = [len(units) for units in seen.units]
        lines = list(zip(seen.rate_bases, counts, strict=True))
        parts = [half_up(Fraction(base, count) * rate) * count for base, count in lines]
    if seen.policy.rate_rounding == "order":
        parts = _shared(half_up(sum(seen.rate_bases) * rate), seen, seen.rate_bases)
    if cap is not None and sum(parts) > cap:
        return _shared(cap, seen, seen.weights)
    return parts


def _shared(amount: int, seen: Seen, weights: Sequence[int]) -> list[int]:
    return shared(amount, weights, seen.policy.odd_fen)


def _plain_rate(promotion: Any, seen: Seen) -> list[int]:
    return _rate(seen, promotion.percent_off, getattr(promotion, "cap", None))


def _rate_from_amount(promotion: RateFromThreshold, seen: Seen) -> list[int]:
    met = seen.total >= promotion.threshold
    return _rate(seen, promotion.percent_off if met else 0, promotion.cap)


def _rate_from_count(promotion: CountDiscount, seen: Seen) -> list[int]:
    met = len(seen.prices) >= promotion.count
    return _rate(seen, promotion.percent_off if met else 0, promotion.cap)


def _subsidy(subsidy: GovernmentSubsidy, seen: Seen) -> list[int]:
    """One unit a category, the one with the largest subsidy."""
    off = []
    for base, units in zip(seen.bases, seen.units, strict=True):
        price = Fraction(base, len(units))
        within = subsidy.price_limit is None or price <= subsidy.price_limit
        rate = half_up(price * Fraction(subsidy.percent_off, 10_000))
        off.append(min(subsidy.cap, rate) if within else 0)
    taken: set[str] = set()
    for index in sorted(range(len(off)), key=lambda i: (-off[i], i)):
        if seen.categories[index] in taken:
            off[index] = 0
        taken.add(seen.categories[index])
    return off


AMOUNTS: dict[str, Callable[[Any, Seen], int]] = {
    "shop_reduction": _once_or_every,
    "shop_ladder": _ladder,
    "nth_item": _nth,
    "pick_for": _picked,
    "shop_coupon": _once,
    "item_coupon": _once,
    "shop_red_packet": _once,
    "cross_store": _cross,
    "platform_reduction": _once_or_every,
    "platform_coupon": _once,
    "jing_coupon": _once,
    "consumption_voucher": _once,
    "category_coupon": _once,
    "red_packet": _packet,
    "coins": _points,
    "beans": _points,
    "prepaid": _prepaid,
}
PARTS: dict[str, Callable[[Any, Seen], list[int]]] = {
    "official_reduction": _plain_rate,
    "amount_discount": _rate_from_amount,
    "count_discount": _rate_from_count,
    "discount_coupon": _rate_from_amount,
    "member_rate": _plain_rate,
    "government_subsidy": _subsidy,
}
