"""A line after its item deal 单品优惠: what each unit costs, and what its deposit is.

One deal wins per unit: an official campaign price first if it saves at all [A28], else the largest
saving, ties by the rulebook's order. A presale is the deal of its line; another comes on top only
where it is marked ``adds_to_presale`` 尾款立减, and stops where the final payment is 0.
A deal that would leave nothing of the price is none.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .cart import Line
from .money import Fen
from .promotion import Deal, ItemPromotion, OwnDeal, Run


@dataclass(frozen=True, slots=True)
class Use:
    """A deal on ``units`` units of the line, saving ``saving`` fen on all of them together."""

    promotion: ItemPromotion
    units: int
    saving: Fen


@dataclass(frozen=True, slots=True)
class Row:
    """A line with its deals. ``gross`` is Σ of its units after them; ``deposit`` is for all units
    and is what the line never goes below; ``inflates`` tells 定金膨胀 from other presales."""

    line: Line
    runs: tuple[Run, ...]
    uses: tuple[Use, ...]
    gross: Fen
    deposit: Fen = 0
    inflates: bool = False
    deposit_known: bool = True


def row_of(line: Line, deals: Sequence[ItemPromotion]) -> Row:
    """The line with the winners among ``deals``, all of which cover it and are open now."""
    presale = presale_of(line, deals)
    own = [p for p in deals if isinstance(p, OwnDeal) and (not presale or p.adds_to_presale)]
    priced = [(p, deal) for p in own if 0 < (deal := p.deal(line)).saving < line.list_price]
    base = presale[1] if presale else Deal(0)
    room = line.list_price - base.saving - base.deposit
    segments = list(_segments(line.quantity, priced, room))
    runs = tuple(
        Run(line.list_price - base.saving - saving, units) for units, _, saving in segments
    )
    return Row(
        line,
        runs,
        tuple(_uses(line, presale, segments)),
        gross=sum(run.price * run.count for run in runs),
        deposit=base.deposit * line.quantity,
        inflates=base.inflates,
        deposit_known=base.deposit_known,
    )


Priced = tuple[ItemPromotion, Deal]


def presale_of(line: Line, deals: Sequence[ItemPromotion]) -> Priced | None:
    """The presale with the largest saving that the price can hold. A bare 抵用额 may save nearly
    its whole worth, so it counts with that, after one that surely saves as much."""
    usable = [
        (promotion, deal)
        for promotion in deals
        if promotion.takes_deposit
        and (deal := promotion.deal(line)).saving + deal.deposit <= line.list_price
        and (deal.saving < line.list_price or not deal.deposit_known)
    ]
    return max(usable, key=lambda pair: (pair[1].saving, pair[1].deposit_known), default=None)


def _segments(
    quantity: int, deals: Sequence[tuple[OwnDeal, Deal]], room: Fen
) -> Iterator[tuple[int, OwnDeal | None, Fen]]:
    """(units, winner, saving of one unit) for each stretch of units with the same deals."""
    edges = sorted({min(deal.units or quantity, quantity) for _, deal in deals} | {quantity})
    start = 0
    for edge in edges:
        there = [(p, deal) for p, deal in deals if deal.units is None or deal.units >= edge]
        official = [(p, deal) for p, deal in there if p.official]
        winner = max(official or there, key=lambda pair: pair[1].saving, default=None)
        if winner is None:
            yield edge - start, None, 0
        else:
            yield edge - start, winner[0], min(winner[1].saving, room)
        start = edge


def _uses(
    line: Line, presale: Priced | None, segments: Sequence[tuple[int, OwnDeal | None, Fen]]
) -> Iterator[Use]:
    if presale is not None:
        yield Use(presale[0], line.quantity, presale[1].saving * line.quantity)
    for units, winner, saving in segments:
        if winner is not None and saving:
            yield Use(winner, units, saving * units)
