"""A bare 抵用额: an inflated deposit whose amount nobody told.

The total is not promised. The final payment is P − worth, and exact only as long as nothing that is
measured with the deposit included turns on it: so it is worked for several deposits, from a fen to
the whole worth, and promised where it is the same for all.
"""

from fractions import Fraction

from service.pricing import Cart, Line, Promotion, Rulebook
from service.pricing.rules.deposit_inflation import DepositInflation

from .item_deals import open_presales, presale_of

DEPOSITS = [Fraction(part, 8) for part in range(9)]
"""Parts of the worth."""


def is_bare(promotion: Promotion) -> bool:
    return isinstance(promotion, DepositInflation) and promotion.deposit is None


def with_deposits(book: Rulebook, part: Fraction) -> Rulebook:
    """The same, with every deposit that is missing at this part of its worth, at least a fen."""
    if not any(is_bare(promotion) for promotion in book.promotions):
        return book
    return book.model_copy(
        update={"promotions": tuple(_with_deposit(p, part) for p in book.promotions)}
    )


def _with_deposit(promotion: Promotion, part: Fraction) -> Promotion:
    if not isinstance(promotion, DepositInflation) or promotion.deposit is not None:
        return promotion
    return promotion.model_copy(update={"deposit": max(1, int(promotion.worth * part))})


def sold_by_bare_worth(cart: Cart, book: Rulebook) -> bool:
    """Whether some line may have a presale whose deposit is not known: it could save nearly its
    whole worth, so it counts unless another presale saves at least that."""
    return any(_may_win(line, cart, book) for line in cart.lines)


def _may_win(line: Line, cart: Cart, book: Rulebook) -> bool:
    presales = open_presales(line, cart, book)
    worth = [p.worth for p in presales if isinstance(p, DepositInflation) and p.deposit is None]
    known = presale_of(line, cart, _without_bare(book))
    return bool(worth) and (known is None or known.net < max(worth))


def _without_bare(book: Rulebook) -> Rulebook:
    kept = tuple(promotion for promotion in book.promotions if not is_bare(promotion))
    return book.model_copy(update={"promotions": kept})
