"""From a cart and a rulebook to a quote.

U_i      price of a unit after the one winning item deal
S        Σ U_i·q_i over a promotion's own scope
payable  Σ U_i·q_i − each layer's saving, floored line by line at the line's deposit
"""

from .assemble import assemble
from .cart import Cart
from .choosing import Choice, best
from .errors import NoPrice
from .list_price import at_list_price
from .money import spoken
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
    setting = set_up(cart, rulebook)
    choice, setting = decide(setting)
    if not all(row.deposit_known for row in setting.rows):
        raise _no_total(choice)
    others = readings(setting, choice) if with_readings else ()
    return assemble(setting, choice, others)


def ranked(cart: Cart, rulebook: Rulebook, *, keep: int = 2) -> list[Quote]:
    """The best ``keep`` quotes that use different promotions, the best first.

    The second best answers "why not the other coupon"; see ``second_best``.
    """
    if not rulebook.valid.holds(cart.at):
        return [at_list_price(cart)]
    _, setting = decide(set_up(cart, rulebook))
    return [assemble(setting, choice, ()) for choice in best(setting.checkout(), keep=keep)]


def decide(setting: Setting) -> tuple[Choice, Setting]:
    """The best choice, and the setting it was made in: where nobody knows the thresholds, the
    reading that is dearer."""
    return max(decisions(setting), key=lambda pair: pair[0].priced.payable)


def decisions(setting: Setting) -> list[tuple[Choice, Setting]]:
    """The best choice of each reading of the thresholds; of the one reading where it is known."""
    if setting.policy.thresholds is not None:
        return [(best(setting.checkout())[0], setting)]
    both = [setting.reading(thresholds=mode) for mode in ("parallel", "progressive")]
    return [(best(one.checkout())[0], one) for one in both]


def _no_total(choice: Choice) -> NoPrice:
    """A bare 抵用额 without its deposit: the final payment is exact, the total is not promised."""
    final = choice.priced.payable
    return NoPrice(
        f"定金数额没有给出：尾款{spoken(final)}元，到手合计不能承诺，请补上定金",
        figures={"final_payment": final},
    )
