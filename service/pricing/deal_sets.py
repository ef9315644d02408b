"""Which item deals an order has where a rulebook says that some exclude each other.

An item deal is no choice of the order: where it wins a unit, what excludes it (``group``,
``excludes``) is not used in that order, and a presale is the way its line is sold. Of two item
deals that exclude each other one is left out, whichever is better for the buyer; none is left out
without need. The pricing notes are silent on this: the reading never promises less than the page
that shows the deal anyway.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from .cart import Cart
from .clashes import excluded
from .errors import NoPrice
from .promotion import ItemPromotion, OwnDeal, Promotion
from .rows import Row, row_of
from .rulebook import Rulebook
from .timing import deals_for

MAX_EXCLUSIVE = 8
"""Item deals that exclude each other in one cart; every subset of them is looked at."""

Rows = tuple[Row, ...]


def row_sets(cart: Cart, rulebook: Rulebook, active: Sequence[Promotion]) -> tuple[Rows, ...]:
    """The cart's rows for each set of item deals it may have; nearly always one.

    Raises ``NoPrice`` where two presales exclude each other, or too many item deals do.
    """
    deals = [deals_for(line, cart, rulebook, active) for line in cart.lines]

    def rows(left_out: frozenset[str] = frozenset()) -> Rows:
        return tuple(
            row_of(line, [deal for deal in there if deal.id not in left_out])
            for line, there in zip(cart.lines, deals, strict=True)
        )

    everything = rows()
    if _stand_together(everything):
        return (everything,)
    exclusive = _exclusive({deal.id: deal for there in deals for deal in there})
    found: dict[frozenset[str], Rows] = {}
    for left_out in _subsets(exclusive):
        if not any(less <= left_out for less in found) and _stand_together(some := rows(left_out)):
            found[left_out] = some
    if not found:
        raise NoPrice("购物车里的预售按规则不能同享：请分开下单计算")
    return tuple(found.values())


def winners(rows: Sequence[Row]) -> dict[str, ItemPromotion]:
    """The item deals that won some unit, by id."""
    return {use.promotion.id: use.promotion for row in rows for use in row.uses}


def barred_by(promotion: Promotion, deals: Mapping[str, ItemPromotion]) -> ItemPromotion | None:
    """The winning deal beside which the promotion is not used, if there is one."""
    return next((d for d in deals.values() if d is not promotion and excluded(d, promotion)), None)


def _stand_together(rows: Sequence[Row]) -> bool:
    deals = winners(rows)
    named = [deal for deal in deals.values() if deal.group or deal.excludes]
    return not any(barred_by(deal, deals) for deal in named)


def _exclusive(deals: Mapping[str, ItemPromotion]) -> list[str]:
    """Ids of the deals that may have to be left out for another."""
    own = [d for d in deals.values() if isinstance(d, OwnDeal) and barred_by(d, deals)]
    if len(own) > MAX_EXCLUSIVE:
        raise NoPrice("互斥的单品优惠太多，无法保证算出最低价：请把商品分开计算")
    return [deal.id for deal in own]


def _subsets(names: Sequence[str]) -> Iterator[frozenset[str]]:
    """The smaller ones first."""
    for size in range(len(names) + 1):
        yield from map(frozenset, combinations(names, size))
