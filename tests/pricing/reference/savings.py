"""What one promotion takes off each line, as the pricing notes work it.

``Seen`` is what the promotion sees: only the lines in its scope, with what it measures on them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import floor

from service.pricing.promotion import OrderPromotion
from service.pricing.rules.amount_discount import AmountDiscount
from service.pricing.rules.category_coupon import CategoryCoupon
from service.pricing.rules.consumption_voucher import ConsumptionVoucher
from service.pricing.rules.count_discount import CountDiscount
from service.pricing.rules.cross_store import CrossStore
from service.pricing.rules.discount_coupon import DiscountCoupon
from service.pricing.rules.dong_coupon import DongCoupon
from service.pricing.rules.government_subsidy import GovernmentSubsidy
from service.pricing.rules.item_coupon import ItemCoupon
from service.pricing.rules.jing_coupon import JingCoupon
from service.pricing.rules.member_rate import MemberRate
from service.pricing.rules.nth_item import NthItem
from service.pricing.rules.official_reduction import OfficialReduction
from service.pricing.rules.pick_for import PickFor
from service.pricing.rules.platform_coupon import PlatformCoupon
from service.pricing.rules.platform_reduction import PlatformReduction
from service.pricing.rules.points import Points
from service.pricing.rules.prepaid import Prepaid
from service.pricing.rules.red_packet import RedPacket
from service.pricing.rules.shop_coupon import ShopCoupon
from service.pricing.rules.shop_ladder import ShopLadder
from service.pricing.rules.shop_red_packet import ShopRedPacket
from service.pricing.rules.shop_reduction import ShopReduction

from .shares import half_up, largest_remainder


@dataclass(frozen=True)
class Seen:
    """One entry a line in scope. ``bases``: what thresholds and rates are measured on;
    ``weights``: what fixed amounts are shared by; ``units``: the price of each unit; ``goods``:
    Σ of what was left above deposits before the first asset; ``balance``: held of this promotion.
    """

    bases: Sequence[int]
    weights: Sequence[int]
    units: Sequence[Sequence[int]]
    categories: Sequence[str]
    goods: int
    balance: int


def shares_of(promotion: OrderPromotion, seen: Seen) -> list[int]:
    """What it would take off each line in scope before floors; zeros where it does not apply."""
    base = sum(seen.bases)
    prices = [price for line in seen.units for price in line]
    match promotion:
        case OfficialReduction():
            return _rate(seen, promotion.percent_off, None)
        case ShopReduction() | PlatformReduction():
            every = base // promotion.threshold if promotion.every else 1
            return _fixed(seen, promotion.threshold, _at_most(promotion.off * every, promotion.cap))
        case ShopLadder():
            return largest_remainder(_ladder(promotion, base), seen.weights)
        case AmountDiscount() | DiscountCoupon():
            if base < promotion.threshold:
                return _nothing(seen)
            return _rate(seen, promotion.percent_off, promotion.cap)
        case CountDiscount():
            if len(prices) < promotion.count:
                return _nothing(seen)
            return _rate(seen, promotion.percent_off, promotion.cap)
        case NthItem():
            return largest_remainder(_nth(promotion, prices), seen.weights)
        case PickFor():
            return largest_remainder(_picked(promotion, prices), seen.weights)
        case CrossStore():
            cap = seen.balance if promotion.from_balance else None
            off = base // promotion.threshold * promotion.off
            return _fixed(seen, promotion.threshold, _at_most(off, cap))
        case DongCoupon():
            if promotion.off is not None:
                return _fixed(seen, promotion.threshold, promotion.off)
            assert promotion.percent_off is not None
            if base < promotion.threshold:
                return _nothing(seen)
            return _rate(seen, promotion.percent_off, promotion.cap)
        case MemberRate():
            return _rate(seen, promotion.percent_off, promotion.cap)
        case GovernmentSubsidy():
            return _subsidy(promotion, seen)
        case RedPacket():
            worth = seen.balance if promotion.off is None else promotion.off
            return largest_remainder(min(worth, base), seen.weights)
        case Prepaid():
            return largest_remainder(min(seen.balance, base), seen.weights)
        case Points():
            return largest_remainder(_points(promotion, seen), seen.weights)
        case (
            ShopCoupon()
            | ItemCoupon()
            | ShopRedPacket()
            | PlatformCoupon()
            | JingCoupon()
            | ConsumptionVoucher()
            | CategoryCoupon()
        ):
            return _fixed(seen, promotion.threshold, promotion.off)
    raise AssertionError(f"the reference does not know {promotion.kind}")


def _nothing(seen: Seen) -> list[int]:
    return [0 for _ in seen.bases]


def _at_most(amount: int, cap: int | None) -> int:
    return amount if cap is None else min(amount, cap)


def _fixed(seen: Seen, threshold: int, off: int) -> list[int]:
    """A fixed amount from a threshold."""
    if sum(seen.bases) < threshold:
        return _nothing(seen)
    return largest_remainder(off, seen.weights)


def _rate(seen: Seen, percent_off: int, cap: int | None) -> list[int]:
    """Half-up once a line; a cap that bites is shared like a fixed amount."""
    parts = [half_up(Fraction(base * percent_off, 10_000)) for base in seen.bases]
    if cap is not None and sum(parts) > cap:
        return largest_remainder(cap, seen.weights)
    return parts


def _ladder(ladder: ShopLadder, base: int) -> int:
    """The highest tier reached, again and again only with ``every``."""
    met = [tier for tier in ladder.tiers if tier.threshold <= base]
    if not met:
        return 0
    return met[-1].off * (base // met[-1].threshold if ladder.every else 1)


def _nth(deal: NthItem, prices: list[int]) -> int:
    """The cheapest units in scope are the N-th ones."""
    times = len(prices) // deal.nth if deal.repeat else min(1, len(prices) // deal.nth)
    saved = 0
    for price in sorted(prices)[:times]:
        if deal.percent_off is not None:
            saved += half_up(Fraction(price * deal.percent_off, 10_000))
        else:
            saved += max(0, price - (deal.price or 0))
    return saved


def _picked(deal: PickFor, prices: list[int]) -> int:
    """Groups of the dearest units, as long as a group saves."""
    dearest = sorted(prices, reverse=True)
    saved = 0
    while len(dearest) >= deal.count:
        saved += max(0, sum(dearest[: deal.count]) - deal.price)
        dearest = dearest[deal.count :]
    return saved


def _points(points: Points, seen: Seen) -> int:
    """Fen paid in pieces: in whole steps, up to a share of the goods, never more than is left."""
    most = min(Fraction(seen.goods * points.max_percent, 10_000), sum(seen.bases))
    steps = min(seen.balance, floor(most * points.per_yuan / 100)) // points.step
    return floor(Fraction(steps * points.step * 100, points.per_yuan))


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
