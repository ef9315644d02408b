"""Which item deals an order has where some of them exclude each other.

The pricing notes are silent on item deals in a ``group`` or with ``excludes``; what is declared:

- An item deal is no choice of the order: where it wins a unit, whatever excludes it cannot be used
  in that order. A presale is the way its line is sold and is never left out.
- Of two item deals that exclude each other, one is left out, for the better of the buyer; a set is
  left out only if no part of it would do.
"""

from collections.abc import Iterator
from itertools import chain, combinations

from service.pricing import Cart, NoPrice, Promotion, Rulebook
from service.pricing.promotion import ItemPromotion, OwnDeal

from .item_deals import priced
from .standing_together import excluded


def left_outs(cart: Cart, book: Rulebook) -> list[frozenset[str]]:
    """Every set of item deals that may be left out. Raises ``NoPrice`` if none makes an order."""
    deals = [p for p in book.promotions if isinstance(p, ItemPromotion)]
    exclusive = [
        p.id
        for p in deals
        if isinstance(p, OwnDeal) and any(excluded(p, other) for other in deals if other is not p)
    ]
    sizes = range(len(exclusive) + 1)
    subsets = chain.from_iterable(combinations(exclusive, size) for size in sizes)
    standing = [frozenset(subset) for subset in subsets if stands(frozenset(subset), cart, book)]
    found = [out for out in standing if not any(less < out for less in standing)]
    if not found:
        raise NoPrice("two presales that exclude each other")
    return found


def stands(left_out: frozenset[str], cart: Cart, book: Rulebook) -> bool:
    """Whether no two of the deals that win exclude each other."""
    won = winners(left_out, cart, book)
    return not any(excluded(one, other) for one, other in combinations(won, 2))


def winners(left_out: frozenset[str], cart: Cart, book: Rulebook) -> list[Promotion]:
    """The deals that win some unit, in the rulebook's order."""
    return list(_winners(left_out, cart, book))


def _winners(left_out: frozenset[str], cart: Cart, book: Rulebook) -> Iterator[Promotion]:
    won = {deal.id for line in cart.lines for deal in priced(line, cart, book, left_out).deals}
    return (promotion for promotion in book.promotions if promotion.id in won)
