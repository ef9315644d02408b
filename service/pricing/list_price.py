"""The price outside every event: the list price, nothing off."""

from .cart import Cart
from .quote import Payment, Quote, QuotedLine, When


def at_list_price(cart: Cart) -> Quote:
    """Every line at its list price."""
    lines = tuple(
        QuotedLine(line, line.list_price, line.list_price * line.quantity, 0) for line in cart.lines
    )
    payable = sum(line.payable for line in lines)
    return Quote(
        lines=lines,
        steps=(),
        unused=(),
        schedule=(Payment(When.FULL, payable, None),),
        assumptions=("当前没有生效的活动，按日常价计算",),
        warnings=(),
        event="",
        rulebook_id="",
        source="",
        priced_for=cart.at,
        valid_until=None,
    )
