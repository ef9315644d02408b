"""What each unit costs after its item deal 单品优惠, and when the order is paid.

One deal wins per unit: an official price first if it saves at all, else the largest saving, else
the rulebook's order. A presale line has the presale as its deal; another comes on top only where
it is marked ``adds_to_presale``, and never takes the final payment under 0.

The pricing notes are silent on item deals in a ``group`` or with ``excludes``; the reading is
declared in ``deal_sets``.
"""

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from functools import cached_property

from service.pricing import Cart, Line, Promotion, Rulebook
from service.pricing.promotion import ItemPromotion, OwnDeal
from service.pricing.rules.deposit_inflation import DepositInflation
from service.pricing.rules.deposit_reduction import DepositReduction
from service.pricing.rules.direct_reduction import DirectReduction
from service.pricing.rules.first_n import FirstN
from service.pricing.rules.fixed_price import FixedPrice
from service.pricing.rules.limited_discount import LimitedDiscount

from .shares import half_up


@dataclass(frozen=True)
class Priced:
    """A line: what each unit costs after the item deals, and the line's whole deposit; ``deals``
    are those that won on a unit; ``inflates``: the deposit counts for more than was paid."""

    line: Line
    units: tuple[int, ...]
    deposit: int
    deals: tuple[ItemPromotion, ...]
    is_presale: bool = False
    inflates: bool = False

    @cached_property
    def gross(self) -> int:
        return sum(self.units)


@dataclass(frozen=True)
class Presale:
    """Per unit: what it saves in all, and what is paid first."""

    promotion: DepositInflation | DepositReduction
    net: int
    deposit: int


def payment_moment(cart: Cart, book: Rulebook) -> datetime:
    """Offers are judged when the (final) payment is made: no discount in the deposit phase."""
    if not any(presale_of(line, cart, book) for line in cart.lines):
        return cart.at
    final = book.phase("final_payment")
    assert final is not None
    return cart.final_at or max(cart.at, final.window.start)


def held_at(moment: datetime, cart: Cart, book: Rulebook) -> tuple[Promotion, ...]:
    """The promotions that hold at the payment; none where the event itself is not on."""
    return book.at(moment) if book.valid.holds(cart.at) else ()


def presale_of(line: Line, cart: Cart, book: Rulebook) -> Presale | None:
    """The largest presale that is open to the line; none outside the event."""
    presales = [_presale(promotion) for promotion in open_presales(line, cart, book)]
    return max(presales, key=lambda presale: presale.net, default=None)


def open_presales(
    line: Line, cart: Cart, book: Rulebook
) -> list[DepositInflation | DepositReduction]:
    """Those whose deposit was paid or can be paid now, as far as the price can hold them."""
    if not book.valid.holds(cart.at):
        return []
    return [
        promotion
        for promotion in book.promotions
        if isinstance(promotion, DepositInflation | DepositReduction)
        and promotion.scope.covers(line)
        and _open(promotion, line, cart, book)
        and _needs(promotion) <= line.list_price
    ]


def _needs(promotion: DepositInflation | DepositReduction) -> int:
    """What it takes of the price: its deposit, and what it saves."""
    if isinstance(promotion, DepositInflation):
        return promotion.worth
    return promotion.deposit + promotion.off


def _open(promotion: ItemPromotion, line: Line, cart: Cart, book: Rulebook) -> bool:
    if line.sku in cart.deposit_paid:
        return True
    phase = book.phase("deposit")
    in_phase = phase is not None and phase.window.holds(cart.at)
    return in_phase and promotion.window(book.valid).holds(cart.at)


def _presale(promotion: DepositInflation | DepositReduction) -> Presale:
    assert promotion.deposit is not None
    if isinstance(promotion, DepositInflation):
        # 定金100抵200 is gross: the unit costs 100 less in all.
        return Presale(promotion, promotion.worth - promotion.deposit, promotion.deposit)
    return Presale(promotion, promotion.off, promotion.deposit)


def is_plain_presale(deal: Promotion) -> bool:
    """A deposit and nothing more: it takes nothing off."""
    if not isinstance(deal, DepositInflation | DepositReduction):
        return False
    return _presale(deal).net == 0


def priced(
    line: Line, cart: Cart, book: Rulebook, left_out: frozenset[str] = frozenset()
) -> Priced:
    """The line with every unit's own price; the deals ``left_out`` (ids) do not count."""
    moment = payment_moment(cart, book)
    deals = [p for p in held_at(moment, cart, book) if isinstance(p, OwnDeal)]
    deals = [deal for deal in deals if deal.scope.covers(line) and deal.id not in left_out]
    presale = presale_of(line, cart, book)
    won: list[ItemPromotion] = []
    price, least = line.list_price, 0
    if presale is not None:
        deals = [deal for deal in deals if deal.adds_to_presale]
        won.append(presale.promotion)
        price, least = line.list_price - presale.net, presale.deposit
    units = []
    for nth in range(line.quantity):
        winner = _winner(deals, line, nth)
        off = min(saving(winner, line, nth), price - least) if winner else 0
        if winner and off and winner not in won:
            won.append(winner)
        units.append(price - off)
    if presale is None:
        return Priced(line, tuple(units), 0, tuple(won))
    return Priced(
        line,
        tuple(units),
        presale.deposit * line.quantity,
        tuple(won),
        is_presale=True,
        inflates=isinstance(presale.promotion, DepositInflation),
    )


def _winner(deals: list[OwnDeal], line: Line, nth: int) -> OwnDeal | None:
    """Whose deal the unit number ``nth`` (from 0) has: official first, then the largest saving,
    then the rulebook's order."""
    saves = [deal for deal in deals if saving(deal, line, nth)]
    official = [deal for deal in saves if deal.official]
    return max(official or saves, key=lambda deal: saving(deal, line, nth), default=None)


def saving(deal: OwnDeal, line: Line, nth: int) -> int:
    """Off the list price of one unit; a deal that leaves nothing of the price is none."""
    match deal:
        case DirectReduction():
            off = deal.off
        case FixedPrice():
            off = line.list_price - deal.price
        case FirstN():
            off = line.list_price - deal.price if nth < deal.count else 0
        case LimitedDiscount():
            off = half_up(Fraction(line.list_price * deal.percent_off, 10_000))
        case _:
            raise AssertionError(f"the reference does not know {deal.kind}")
    return off if 0 < off < line.list_price else 0
