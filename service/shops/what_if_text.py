"""A changed basket, the second best and a split in plain Chinese, to paste or to retell."""

from collections.abc import Iterator

from service.pricing import DISCLAIMER, Quote, Split, spoken
from service.pricing.alternatives import Alternatives
from service.pricing.what_if import Comparison


def comparison_text(compared: Comparison) -> str:
    """Both prices, what the change gains and loses, and why something is not used."""
    before, after = compared.before, compared.after
    parts = [
        f"原来到手合计{spoken(before.payable)}元，改后{goods_text(after)}"
        f"到手合计{spoken(after.payable)}元，{_difference(compared.difference)}"
    ]
    parts.extend(_gained_and_lost(compared))
    if after.deposit:
        parts.append(f"其中定金{spoken(after.deposit)}元、尾款{spoken(after.final_payment)}元")
    return "；".join(parts) + f"。{DISCLAIMER}。"


def alternatives_text(found: Alternatives) -> str:
    """The best, why not the next, and whether several orders cost less."""
    runner = found.runner
    parts = [f"最省的用法到手合计{spoken(runner.best.payable)}元"]
    parts.append(f"第二省的：{runner.reason}" if runner.second else runner.reason)
    if found.split is not None:
        parts.append(split_text(found.split, runner.best))
    else:
        parts.append(found.note or "拆成几单不会更省")
    return "；".join(parts) + f"。{DISCLAIMER}。"


def split_text(split: Split, one_order: Quote) -> str:
    """The orders to place one by one, with what each uses, and what is lost by it."""
    orders = [
        f"第{number}单 {goods_text(order)}{_using(order)}，付{spoken(order.payable)}元"
        for number, order in enumerate(split.orders, 1)
    ]
    told = f"拆成{len(orders)}单共付{spoken(split.payable)}元，比一单省{spoken(split.saves)}元："
    return told + "；".join([*orders, *_lost_gifts(split, one_order)])


def goods_text(quote: Quote) -> str:
    """``空气炸锅×1、破壁机×2``."""
    return "、".join(f"{q.line.title or q.line.sku}×{q.line.quantity}" for q in quote.lines)


def names_of(*quotes: Quote) -> dict[str, str]:
    """Names of the promotions used, by id."""
    return {step.promotion_id: step.name for quote in quotes for step in quote.steps}


def _difference(difference: int) -> str:
    if not difference:
        return "价格不变"
    return f"{'多付' if difference > 0 else '少付'}{spoken(abs(difference))}元"


def _gained_and_lost(compared: Comparison) -> Iterator[str]:
    names = names_of(compared.before, compared.after)
    for word, ids in (("多用了", compared.gained), ("少用了", compared.lost)):
        if ids:
            yield word + "、".join(names[one] for one in ids)


def _using(order: Quote) -> str:
    names = list(dict.fromkeys(step.name for step in order.steps))
    return f"（用{'、'.join(names)}）" if names else ""


def _lost_gifts(split: Split, one_order: Quote) -> Iterator[str]:
    """A gift has no price here, so that a split may cost one."""
    kept = [gift.promotion_id for order in split.orders for gift in order.gifts]
    for gift in one_order.gifts:
        if gift.promotion_id not in kept:
            yield f"但拆单后没有赠品{gift.gift}"
