"""What a return pays back, from the shares stored with the order 部分退款.

    paid_i = U_i·q_i − Σ shares
    refund of r of q units = round(paid_i · r_so_far / q) − already refunded

Goods that are kept keep their discount: no threshold is tested again [A20] (淘宝, 天猫, 京东).
Some pages claim a recomputation [A21]; it is the named policy ``refund: recomputed``, and every
answer says which was used. What it owes may fall when more comes back, so that a further return is
worked out from the cash that was paid back before. Cash never exceeds what was paid; freight is not
in it. Instruments come
back only on a full return within their validity [A22]; balances (购物金, 金币, 京豆) come back in
kind whatever the day. 国补 goes back to the state.
Before the final payment a deposit stays with the shop unless the shop is at fault [A31]; after it,
the cash actually paid comes back, deposit included, and 立减 is never paid out [A30].
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from .cart import Cart
from .engine import price
from .errors import BadReturn
from .money import Fen, half_up, spoken
from .promotion import Level, OrderPromotion
from .quote import Quote
from .rulebook import Rulebook

ASSETS = {"red_packet": "红包", "coins": "金币", "beans": "京豆", "prepaid": "购物金"}
"""Kinds that pay instead of cash, and how buyers call them."""


@dataclass(frozen=True, slots=True)
class Order:
    """A quote that became an order. ``returned`` are units that came back before, by SKU, and
    ``refunded`` the cash that was paid back for them (``None``: as the shares say);
    ``earned_spent`` is what the order earned in 京豆 and the buyer has spent (fen): the same for
    every return of the order, and deducted once."""

    cart: Cart
    quote: Quote
    rulebook: Rulebook | None = None
    returned: Mapping[str, int] = field(default_factory=dict)
    final_paid: bool = True
    shop_at_fault: bool = False
    earned_spent: Fen = 0
    refunded: Fen | None = None

    @property
    def refund_rule(self) -> str:
        return (self.rulebook.policy.refund if self.rulebook else None) or "shares"


@dataclass(frozen=True, slots=True)
class RefundedLine:
    """One SKU of a return: ``assets`` is the share of 红包, 金币, 京豆, 购物金 on these units."""

    sku: str
    units: int
    cash: Fen
    assets: Mapping[str, Fen]


@dataclass(frozen=True, slots=True)
class Refund:
    """``cash`` in all; ``back`` are the ids of instruments that come back; ``other_cash`` is the
    figure under the other rule where it differs, and ``promised`` is false where nobody knows
    which of the two the platform uses."""

    cash: Fen
    lines: tuple[RefundedLine, ...]
    rule: str
    back: tuple[str, ...]
    full: bool
    notes: tuple[str, ...]
    other_cash: Fen | None = None
    promised: bool = True


def refund(order: Order, returning: Mapping[str, int], at: datetime) -> Refund:
    """What sending back ``returning`` units by SKU pays at the moment ``at``.

    Raises ``BadReturn`` for an unknown SKU, more units than are left, or a further return under the
    recomputed rule without the cash ``refunded`` before.
    """
    _refuse_strange(order, returning)
    before = dict(order.returned)
    after = {sku: before.get(sku, 0) + returning.get(sku, 0) for sku in (*before, *returning)}
    full = all(after.get(q.line.sku, 0) == q.line.quantity for q in order.quote.lines)
    if not order.final_paid and order.quote.deposit:
        return _unpaid(order, after, before, full)
    paid_back = _paid_back(order, before)
    cash = {
        rule: max(0, _owed(order, after, rule) - paid_back) for rule in ("shares", "recomputed")
    }
    rule = order.refund_rule
    other = cash["recomputed" if rule == "shares" else "shares"]
    return Refund(
        cash[rule],
        tuple(_lines(order, after, before)),
        rule,
        tuple(_back(order, at)) if full else (),
        full,
        tuple(_notes(order, rule, full)),
        other_cash=other if other != cash[rule] else None,
        promised=not _unknown(order) or other == cash[rule],
    )


def _refuse_strange(order: Order, returning: Mapping[str, int]) -> None:
    bought = {q.line.sku: q.line.quantity for q in order.quote.lines}
    if len(bought) < len(order.quote.lines):
        raise BadReturn("订单里有两家店的同一编码：请按店分开退")
    if not returning:
        raise BadReturn("没有写退什么：请给出商品编码和件数")
    for sku, units in {**order.returned, **returning}.items():
        if sku not in bought:
            raise BadReturn(f"订单里没有 {sku}：请核对编码")
        if type(units) is not int or units < 0 or (sku in returning and units == 0):
            raise BadReturn(f"{sku}：退货件数要是大于 0 的整数")
    for sku, units in returning.items():
        left = bought[sku] - order.returned.get(sku, 0)
        if units > left:
            raise BadReturn(f"{sku} 只剩 {left} 件可退，不能退 {units} 件")


def _paid_back(order: Order, before: Mapping[str, int]) -> Fen:
    """The cash that was paid back for the units that came back ``before``."""
    if order.refunded is None:
        if order.refund_rule == "recomputed" and any(before.values()):
            raise BadReturn(
                "按留下的商品重算时，之前退过货的订单要写上已退的金额 refunded，才不会多退或少退"
            )
        return _owed(order, before, "shares")
    if order.refunded and not any(before.values()):
        raise BadReturn("写了已退的金额 refunded，却没有写已退的商品 returned：请补上")
    if order.refunded > order.quote.goods:
        raise BadReturn(
            f"已退的金额 refunded 超过这单商品实付的 {spoken(order.quote.goods)} 元：请核对"
        )
    return order.refunded


def _owed(order: Order, returned: Mapping[str, int], rule: str) -> Fen:
    """Cash for all returns up to ``returned``, without the 京豆 that were earned and spent."""
    if rule == "shares":
        return max(0, sum(_so_far(order, returned)) - order.earned_spent)
    return max(0, _recomputed(order, returned) - order.earned_spent)


def _so_far(order: Order, returned: Mapping[str, int]) -> list[Fen]:
    """What all returns up to ``returned`` pay in cash, a line: the cumulative formula.

    Where assets paid a part, their share is rounded half-up and the cash is the rest of the units'
    value; it never falls from one unit to the next, and never exceeds the cash that was paid.
    """
    return [
        _line_so_far(order, index, returned.get(quoted.line.sku, 0))
        for index, quoted in enumerate(order.quote.lines)
    ]


def _line_so_far(order: Order, index: int, units: int) -> Fen:
    quoted = order.quote.lines[index]
    quantity, assets = quoted.line.quantity, _assets(order, index)
    if not assets:
        return half_up(quoted.payable * units, quantity)
    value = quoted.payable + sum(assets.values())
    cash = (
        half_up(value * r, quantity) - sum(half_up(a * r, quantity) for a in assets.values())
        for r in range(units + 1)
    )
    return min(quoted.payable, max(cash))


def _assets(order: Order, index: int) -> dict[str, Fen]:
    """What assets paid of a line, by promotion."""
    return {
        step.promotion_id: step.shares[index]
        for step in order.quote.steps
        if step.shares[index] and step.kind in ASSETS
    }


def _recomputed(order: Order, returned: Mapping[str, int]) -> Fen:
    """What was paid less the price of what is kept, had it been ordered alone."""
    kept = tuple(
        replace(line, quantity=line.quantity - returned.get(line.sku, 0))
        for line in order.cart.lines
        if line.quantity > returned.get(line.sku, 0)
    )
    if not kept:
        return order.quote.goods
    alone = price(replace(order.cart, lines=kept), order.rulebook, with_readings=False)
    return max(0, order.quote.goods - alone.goods)


def _lines(
    order: Order, after: Mapping[str, int], before: Mapping[str, int]
) -> Iterator[RefundedLine]:
    """By the stored shares, whatever the rule: what each returned line had cost."""
    now, earlier = _so_far(order, after), _so_far(order, before)
    for index, quoted in enumerate(order.quote.lines):
        sku, quantity = quoted.line.sku, quoted.line.quantity
        units = after.get(sku, 0) - before.get(sku, 0)
        if not units:
            continue
        assets = {
            name: half_up(share * after.get(sku, 0), quantity)
            - half_up(share * before.get(sku, 0), quantity)
            for name, share in _assets(order, index).items()
        }
        yield RefundedLine(sku, units, now[index] - earlier[index], assets)


def _promotion(order: Order, promotion_id: str) -> OrderPromotion | None:
    for promotion in order.rulebook or ():
        if promotion.id == promotion_id and isinstance(promotion, OrderPromotion):
            return promotion
    return None


def _back(order: Order, at: datetime) -> Iterator[str]:
    """What the buyer held and used: on a full return it comes back if it is still valid [A22]; a
    balance has no validity of its own."""
    for step in order.quote.steps:
        promotion = _promotion(order, step.promotion_id)
        if promotion is None or order.rulebook is None or not promotion.optional:
            continue
        if promotion.level is Level.SUBSIDY:
            continue
        balance = promotion.kind in ASSETS and not getattr(promotion, "off", None)
        if balance or promotion.window(order.rulebook.valid).holds(at):
            yield promotion.id


def _unpaid(
    order: Order, after: Mapping[str, int], before: Mapping[str, int], full: bool
) -> Refund:
    """Only the deposit has been paid: it stays with the shop unless the shop is at fault."""
    cash = 0
    lines = []
    for quoted in order.quote.lines:
        sku, quantity = quoted.line.sku, quoted.line.quantity
        now, earlier = after.get(sku, 0), before.get(sku, 0)
        if now == earlier:
            continue
        deposit = quoted.deposit if order.shop_at_fault else 0
        back = half_up(deposit * now, quantity) - half_up(deposit * earlier, quantity)
        lines.append(RefundedLine(sku, now - earlier, back, {}))
        cash += back
    fault = (
        "店铺责任，退还已付定金" if order.shop_at_fault else "尾款未付，定金不退（店铺责任除外）"
    )
    return Refund(cash, tuple(lines), "deposit", (), full, (fault,))


def _unknown(order: Order) -> bool:
    return order.rulebook is not None and "退款分摊规则" in order.rulebook.on.unknown


def _notes(order: Order, rule: str, full: bool) -> Iterator[str]:
    if rule == "recomputed":
        yield "按留下的商品重新计算优惠退款"
    elif not full:
        yield "按下单时的优惠分摊退款，留下的商品保留优惠，门槛不再重新判断"
    if _unknown(order) and order.rulebook is not None:
        yield f"{order.rulebook.on.name}的退款分摊规则没有可靠来源，金额不能承诺"
    if order.quote.freight:
        yield "运费不在退款内"
    kinds = {step.kind for step in order.quote.steps}
    if "government_subsidy" in kinds:
        yield "国补退回国家，不退给买家"
    used = "、".join(name for kind, name in ASSETS.items() if kind in kinds)
    if used:
        yield f"{used}原路退回" if full else f"部分退货只退现金部分，{used}不退现金"
    if order.earned_spent:
        yield "订单赠送且已用掉的京豆折成现金扣除，整个订单只扣一次"
    if order.quote.deposit:
        yield "退实际支付的金额（含定金），立减和膨胀的部分不退现金"
    elif full:
        yield "全部退回，按实际支付的金额退"
