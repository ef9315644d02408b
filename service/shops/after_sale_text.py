"""A refund and a price protection in plain Chinese, to paste or to retell."""

from service.pricing import DISCLAIMER, spoken
from service.pricing.price_protection import Protection
from service.pricing.refund import Order, Refund

RULES = {"shares": "按下单分摊", "recomputed": "按留下的商品重算", "deposit": "尾款未付"}


def refund_text(order: Order, found: Refund) -> str:
    """What comes back, by which rule, and the other figure where the rules differ."""
    titles = {q.line.sku: q.line.title or q.line.sku for q in order.quote.lines}
    names = {step.promotion_id: step.name for step in order.quote.steps}
    lines = [f"{titles[one.sku]}×{one.units} 退{spoken(one.cash)}元" for one in found.lines]
    paid = f"{RULES[found.rule]}，订单实付{spoken(order.quote.payable)}元"
    if found.rule == "deposit":
        paid = f"已付定金{spoken(order.quote.deposit)}元"
    parts = [f"退款{spoken(found.cash)}元（{paid}）"]
    if len(lines) > 1 and sum(one.cash for one in found.lines) == found.cash:
        parts.append("其中" + "，".join(lines))
    assets = [
        f"{titles[one.sku]}用{names.get(name, name)}抵的{spoken(amount)}元"
        for one in found.lines
        for name, amount in one.assets.items()
        if amount
    ]
    if assets:
        parts.append(f"另有{'、'.join(assets)}，{'原路退回' if found.full else '不退现金'}")
    if found.other_cash is not None:
        other = RULES["recomputed" if found.rule == "shares" else "shares"]
        parts.append(f"若{other}为{spoken(found.other_cash)}元")
    if found.back:
        parts.append(f"退回的券和权益：{'、'.join(names.get(one, one) for one in found.back)}")
    return "；".join([*parts, *found.notes]) + f"。{DISCLAIMER}。"


def protection_text(found: Protection, order: Order) -> str:
    """Then, now, and the difference."""
    titles = {q.line.sku: q.line.title or q.line.sku for q in order.quote.lines}
    already = f"，已补{spoken(found.already)}元" if found.already else ""
    sums = f"下单时{spoken(found.then)}元，现在{spoken(found.now)}元{already}"
    back = f"价保可补{spoken(found.compensation)}元"
    start = f"{titles[found.sku]}×{found.units}：{sums}，{back}"
    return "；".join([start, *found.notes]) + f"。{DISCLAIMER}。"
