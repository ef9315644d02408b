"""When a cart is paid, and which deals are open then.

No discount applies in the deposit phase [D3, J5]: a cart with a presale is judged at the moment of
its final payment, all lines together.
"""

from collections.abc import Iterable
from datetime import datetime

from .cart import Cart, Line
from .errors import NoPrice
from .promotion import ItemPromotion, Promotion
from .rows import presale_of
from .rulebook import Rulebook


def has_presale(cart: Cart, rulebook: Rulebook) -> bool:
    """Whether some line's deposit is paid, or can be paid now."""
    return any(presale_of(line, presales(line, cart, rulebook)) for line in cart.lines)


def presales(line: Line, cart: Cart, rulebook: Rulebook) -> list[ItemPromotion]:
    """The presale promotions the line can have: the deposit is paid, or can be paid now."""
    deposit = rulebook.phase("deposit")
    open_now = deposit is not None and deposit.window.holds(cart.at)
    paid = line.sku in cart.deposit_paid
    return [
        promotion
        for promotion in rulebook
        if isinstance(promotion, ItemPromotion)
        and promotion.takes_deposit
        and promotion.scope.covers(line)
        and (paid or (open_now and promotion.window(rulebook.valid).holds(cart.at)))
    ]


def payment_moment(cart: Cart, rulebook: Rulebook) -> datetime:
    """When the promotions are judged: now, or for a presale at the final payment."""
    if not has_presale(cart, rulebook):
        return cart.at
    final = rulebook.phase("final_payment")
    if final is None or cart.at >= final.window.end:
        raise NoPrice("尾款支付时间已过，预售价不能再承诺：请按现货价另算，或转人工核实定金")
    if cart.final_at is None:
        return max(cart.at, final.window.start)
    if not final.window.holds(cart.final_at) or cart.final_at < cart.at:
        raise NoPrice(f"尾款只能在{final.window.spoken()}支付：请换一个付尾款的时间")
    return cart.final_at


def deals_for(
    line: Line, cart: Cart, rulebook: Rulebook, active: Iterable[Promotion]
) -> list[ItemPromotion]:
    """The item deals that cover the line: its presales, and what else holds when it is paid."""
    own = [
        promotion
        for promotion in active
        if isinstance(promotion, ItemPromotion)
        and not promotion.takes_deposit
        and promotion.scope.covers(line)
    ]
    return [*presales(line, cart, rulebook), *own]
