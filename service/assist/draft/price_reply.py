"""The price in words: what to pay in all, what now, what later, and what it is made of."""

from collections.abc import Iterator

from service.assist.ground import Evidence
from service.pricing import Quote, When, moment, spoken, step_text
from service.pricing.quote import Confidence


def price_sentence(quote: Quote) -> str:
    """The figures alone, for putting in the place of a sentence that stated a wrong one."""
    return f"{goods_priced(quote)}到手合计{spoken(quote.payable)}元{''.join(payments(quote))}。"


def price_sentences(evidence: Evidence, quote: Quote) -> Iterator[str]:
    """The price, what it is made of, and what did not go in; every figure is the quote's."""
    yield price_sentence(quote)
    if evidence.state.moment is not None and evidence.priced_at != evidence.at:
        yield f"这是{moment(evidence.priced_at)}下单的价格，现在下单不一定是这个价。"
    elif evidence.priced_at != evidence.at:
        yield f"这是{quote.event}开始后的价格，现在下单不是这个价。"
    if quote.steps:
        yield f"已算上{'、'.join(step_text(step) for step in quote.steps)}。"
    else:
        yield "这是目前的日常价，没有可用的活动优惠。"
    if quote.confidence is Confidence.LOW:
        # Nobody knows the platform's rule: the dearer figure stands, the other is told with it.
        yield from (f"{reading.text}。" for reading in quote.readings)
    yield from _coupons_not_used(evidence, quote)


def goods_priced(quote: Quote) -> str:
    """The goods before a figure that is for all of them: 1件到手 would be the price of one."""
    return f"{goods(quote)}，一起" if len(quote.lines) > 1 else goods(quote)


def goods(quote: Quote) -> str:
    """The products and pieces that a figure is for, so that a wrong basket is seen."""
    return "、".join(f"{q.line.title} {q.line.quantity}件" for q in quote.lines)


def payments(quote: Quote) -> Iterator[str]:
    """``，定金200元（…支付）`` and ``，尾款…``; nothing where all is paid at once."""
    for payment in quote.schedule:
        if payment.what is When.FULL:
            continue
        name = "定金" if payment.what is When.DEPOSIT else "尾款"
        when = f"（{payment.window.spoken()}支付）" if payment.window else ""
        yield f"，{name}{spoken(payment.amount)}元{when}"


def _coupons_not_used(evidence: Evidence, quote: Quote) -> Iterator[str]:
    """What was asked for and did not go in, so that nobody believes it did."""
    named = {coupon.promotion_id for coupon in evidence.state.coupons}
    for unused in quote.unused:
        if unused.promotion_id not in named:
            continue
        if unused.missing is not None:
            yield f"{unused.name}还差{spoken(unused.missing)}元才满门槛，没有算进去。"
        else:
            yield f"{unused.name}没有算进去：{unused.reason}。"
    if evidence.other_coupons:
        yield "您说的那张券不是本次活动的，没有算进去。"
    if evidence.state.unpriced:
        yield f"{'、'.join(evidence.state.unpriced).upper()}没有算进去，看结算页是否可用。"
    if evidence.state.unknown_coupons:
        # The customer's own figures are no evidence, so they are not repeated.
        yield "您说的那张券店里目前没有查到，没有算进去。"
