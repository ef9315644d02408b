"""An order that was placed: what each line cost, and what took a part of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from service.pricing import Cart, Rulebook

from .bare_worth import DEPOSITS, with_deposits
from .choose import cheapest
from .layers import Order, Played
from .readings import in_force
from .shares import half_up

ASSETS = {"red_packet", "coins", "beans", "prepaid"}


@dataclass(frozen=True)
class Sale:
    """The dearer reading where nobody knows how thresholds are measured."""

    cart: Cart
    book: Rulebook
    order: Order
    played: Played

    @property
    def goods(self) -> int:
        return sum(self.played.left)

    def index(self, sku: str) -> int:
        return [line.sku for line in self.cart.lines].index(sku)

    def shares(self, sku: str) -> dict[str, int]:
        """What each order promotion took of the line, by id."""
        index = self.index(sku)
        return {name: takes[index] for name, takes in self.played.takes.items() if takes[index]}

    def kind(self, promotion_id: str) -> str:
        return next(p.kind for p in self.book.promotions if p.id == promotion_id)

    def assets(self, sku: str) -> dict[str, int]:
        """What assets paid of the line, by id."""
        shares = self.shares(sku).items()
        return {name: share for name, share in shares if self.kind(name) in ASSETS}


def sell(cart: Cart, book: Rulebook) -> Sale:
    """The order as it is placed. Raises ``NoPrice`` as the reference does. Not for a cart that
    is sold by a bare 抵用额 (``bare_worth``)."""
    book = with_deposits(book, DEPOSITS[0])
    known = in_force(book).thresholds
    modes = (known,) if known else ("parallel", "progressive")
    sales = [Sale(cart, book, *cheapest(cart, book, mode)) for mode in modes]
    return max(sales, key=lambda sale: sale.goods + sale.played.freight)


def part_of(amount: int, units: int, quantity: int) -> int:
    """What ``units`` of ``quantity`` have of an amount, half-up."""
    return half_up(Fraction(amount * units, quantity))


Units = Mapping[str, int]
"""How many units, by SKU."""
