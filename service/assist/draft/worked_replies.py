"""What was worked out, in words: one function an answer, one line in the table.

Each gives sentences without greeting and closing, so that several can be told in one message; every
figure is the calculator's.
"""

from collections.abc import Callable, Iterator, Mapping

from service.assist.ground import Evidence
from service.assist.ground.worked import (
    Choices,
    Compared,
    Listed,
    Parted,
    Priced,
    Refunded,
    Stacked,
    Topped,
    Worked,
)
from service.pricing import Quote, spoken

from .price_reply import goods, goods_priced, price_sentence, price_sentences


def told(worked: Worked, evidence: Evidence) -> str:
    """The answer's sentences; empty where there is no figure to tell."""
    tell = _TELLERS.get(type(worked))
    return "".join(tell(worked, evidence)) if tell else ""


def _priced(worked: Priced, evidence: Evidence) -> Iterator[str]:
    yield from price_sentences(evidence, worked.quote)


def _listed(worked: Listed, evidence: Evidence) -> Iterator[str]:
    yield from (_in_short(quote) for quote in worked.quotes)


def _compared(worked: Compared, evidence: Evidence) -> Iterator[str]:
    for quote in worked.quotes:
        yield _in_short(quote)
    if len(worked.quotes) == 2:
        difference = abs(worked.quotes[0].payable - worked.quotes[1].payable)
        yield f"两款相差{spoken(difference)}元。" if difference else "两款到手价一样。"


def _choices(worked: Choices, evidence: Evidence) -> Iterator[str]:
    yield "这几款价格不一样："
    for quote in worked.quotes:
        yield _in_short(quote)
    yield "您要的是哪一款呢？"


def _in_short(quote: Quote) -> str:
    """One product's figures on a line of its own."""
    deposit = f"（含定金{spoken(quote.deposit)}元）" if quote.deposit else ""
    one = len(quote.lines) == 1 and quote.lines[0].line.quantity == 1
    what = quote.lines[0].line.title if one else goods_priced(quote)
    return f"{what}到手合计{spoken(quote.payable)}元{deposit}。"


def _stacked(worked: Stacked, evidence: Evidence) -> Iterator[str]:
    quote = worked.quote
    if not quote.steps:
        yield f"{goods(quote)}目前没有可用的活动优惠，没有可以叠加的。"
    elif len(quote.steps) == 1:
        yield f"目前能用上的是{quote.steps[0].name}。"
    else:
        yield f"可以一起用：{'、'.join(step.name for step in quote.steps)}。"
    asked = {coupon.promotion_id for coupon in evidence.state.coupons}
    for unused in quote.unused:
        if unused.promotion_id in asked and unused.missing is None:
            yield f"{unused.name}没有算进去：{unused.reason}。"
    yield price_sentence(quote)


def _topped(worked: Topped, evidence: Evidence) -> Iterator[str]:
    quote = worked.quote
    nearest = next((top_up for top_up in quote.top_ups if top_up.missing), None)
    yield price_sentence(quote)
    if nearest is None or nearest.missing is None:
        yield "已经没有更高的满减档可以凑了。"
    else:
        yield (
            f"再加{spoken(nearest.missing)}元商品，{nearest.name}还能再减{spoken(nearest.saves)}元。"
        )


def _parted(worked: Parted, evidence: Evidence) -> Iterator[str]:
    if worked.split is None:
        yield f"放在一单里买就是最合适的，{price_sentence(worked.quote)}"
        return
    yield f"分成{len(worked.split.orders)}单拍，一共省下{spoken(worked.split.saves)}元："
    for order in worked.split.orders:
        yield _in_short(order)


def _refunded(worked: Refunded, evidence: Evidence) -> Iterator[str]:
    refund, quote = worked.refund, worked.quote
    titles = {line.line.sku: line.line.title for line in quote.lines}
    what = "、".join(f"{titles[line.sku]} {line.units}件" for line in refund.lines)
    if not refund.promised:
        yield f"退{what}的金额要以平台结算为准，我先帮您核实。"
        return
    whole = f"{goods(quote)}）到手合计{spoken(quote.payable)}元"
    yield f"按这一单（{whole}算，退{what}，可退{spoken(refund.cash)}元。"
    yield "".join(f"{note}。" for note in refund.notes[:2])


_TELLERS: Mapping[type, Callable[..., Iterator[str]]] = {
    Priced: _priced,
    Listed: _listed,
    Compared: _compared,
    Choices: _choices,
    Stacked: _stacked,
    Topped: _topped,
    Parted: _parted,
    Refunded: _refunded,
}
