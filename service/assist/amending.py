"""A price that was told, worked out again by the rules of now."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from service.conversations.state import Certainty, Item, NamedCoupon, State
from service.pricing import NoPrice, Quote, spoken
from service.shops import Shop

from .draft.price_reply import goods, price_sentence
from .ground.basket import cart_of
from .ground.evidence import asked_about
from .ground.working import Desk

_CHANGED = (
    "亲，跟您更正一下：活动规则刚刚有更新，刚才给您报的价格请以这次为准。{now}给您添麻烦了，抱歉哦~"
)
_NO_PRICE = (
    "亲，跟您更正一下：活动规则刚刚有更新，刚才给您报的价格现在不能保证了，"
    "请先看结算页显示的金额。给您添麻烦了，抱歉哦~"
)

Now = tuple[str, str, str]
"""What holds, in yuan (empty where no price can be promised), the goods, what may be said."""


def amended(
    told: dict[str, Any], at: datetime, state: State, shop: Shop, now: datetime
) -> Now | None:
    """What holds instead of the quote ``told`` (a ``QuoteOut`` as it was stored) at the minute
    ``at``, by the shop's rules now; ``None`` where it still holds or its time is over."""
    until = told.get("valid_until")
    if until is not None and datetime.fromisoformat(until) <= now:
        return None
    state = _as_quoted(told, state)
    rulebook, priced_at = asked_about(state, shop, at)
    cart = cart_of(state, shop, priced_at)
    if cart is None or len(cart.lines) < len(told["lines"]):
        return "", _told_goods(told), _NO_PRICE
    try:
        quote = Desk(state, shop, rulebook, priced_at).quote(cart)
    except NoPrice:
        return "", _told_goods(told), _NO_PRICE
    if _figures(told) == _of(quote):
        return None
    return spoken(quote.payable), goods(quote), _CHANGED.format(now=price_sentence(quote))


def _as_quoted(told: dict[str, Any], state: State) -> State:
    """The goods and coupons that the price was for, whatever was spoken of since."""
    said = Certainty.SAID
    basket = tuple(Item(line["sku"], line["quantity"], 0, said, said) for line in told["lines"])
    used = {step["promotion_id"] for step in told["steps"]}
    named = {coupon.promotion_id for coupon in state.coupons}
    coupons = (*state.coupons, *(NamedCoupon(one, 0) for one in sorted(used - named)))
    return replace(state, basket=basket, coupons=coupons, open=None)


def _told_goods(told: dict[str, Any]) -> str:
    return "、".join(f"{line['title']} {line['quantity']}件" for line in told["lines"])


def _figures(told: dict[str, Any]) -> tuple[float, ...]:
    return tuple(float(told[name]) for name in ("payable", "deposit", "final_payment"))


def _of(quote: Quote) -> tuple[float, ...]:
    return tuple(fen / 100 for fen in (quote.payable, quote.deposit, quote.final_payment))
