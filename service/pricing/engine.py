"""From a cart and a rulebook to a quote.

U_i      price of a unit after the one winning item deal
S        Σ U_i·q_i over a promotion's own scope
payable  Σ U_i·q_i − each layer's saving, floored line by line at the line's deposit
"""

from .assemble import assemble
from .bare_worth import no_total
from .cart import Cart
from .deciding import decide
from .list_price import at_list_price
from .page_order import choices
from .quote import Quote
from .readings import readings
from .rulebook import Rulebook
from .setting import Setting, set_up


def price(cart: Cart, rulebook: Rulebook | None = None, *, with_readings: bool = True) -> Quote:
    """The cheapest quote for the buyer with what they hold.

    Ties go to the fewest instruments, then the rulebook's order. Where a rule is open and another
    reading changes the price, the quote carries the other figure (``with_readings``). Where nobody
    knows how the platform measures thresholds, the dearer figure stands, with the other beside it
    and a low confidence. Raises ``NoPrice`` when no figure can be promised.
    """
    if rulebook is None or not rulebook.valid.holds(cart.at):
        return at_list_price(cart)
    choice, setting = decide(set_up(cart, rulebook))
    _refuse_bare_worth(setting)
    others = readings(setting, choice) if with_readings else ()
    return assemble(setting, choice, others)


def ranked(cart: Cart, rulebook: Rulebook, *, keep: int = 2) -> list[Quote]:
    """The best ``keep`` quotes that use different promotions, the best first.

    The second best answers "why not the other coupon"; see ``second_best``. Raises as ``price``.
    """
    if not rulebook.valid.holds(cart.at):
        return [at_list_price(cart)]
    _, setting = decide(set_up(cart, rulebook))
    _refuse_bare_worth(setting)
    return [assemble(setting, choice, ()) for choice in choices(setting.checkout(), keep=keep)]


def _refuse_bare_worth(setting: Setting) -> None:
    if not all(row.deposit_known for row in setting.rows):
        raise no_total(setting.cart, setting.rulebook)
