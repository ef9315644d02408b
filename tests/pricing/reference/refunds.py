"""What returns pay back, from the shares that were stored with the order.

refund of r of q units = round(paid · r_so_far / q) − already refunded. Where assets (红包, 京豆 …)
paid a part of the line, each asset's share is rounded so and the cash is the rest of what the units
are worth; it never falls from one unit to the next and never exceeds the cash that was paid.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from service.pricing import Cart

from .readings import in_force
from .sales import ASSETS, Sale, Units, part_of, sell

HELD = {
    *("shop_coupon", "item_coupon", "shop_red_packet", "discount_coupon", "platform_coupon"),
    *("jing_coupon", "dong_coupon", "consumption_voucher", "category_coupon"),
}
NOT_FOUND = {"douyin", "kuaishou"}
"""Nobody knows how these share a refund."""


@dataclass(frozen=True)
class PaidBack:
    """The figures to compare; ``lines``: (SKU, units, cash, assets by id)."""

    cash: int
    lines: list[tuple[str, int, int, dict[str, int]]]
    rule: str
    other_cash: int | None
    full: bool
    back: set[str]
    promised: bool


def paid_back(
    sale: Sale, before: Units, returning: Units, at: datetime, earned_spent: int, refunded: int
) -> PaidBack:
    """What the return pays after those ``before`` it, for which ``refunded`` was paid. What the
    order earned in 京豆 and the buyer has spent (``earned_spent``) is deducted in cash, once."""
    after = {sku: before.get(sku, 0) + returning.get(sku, 0) for sku in {*before, *returning}}
    so_far = {"shares": by_shares(sale, after), "recomputed": by_recomputing(sale, after)}
    owed = {rule: max(0, so_far[rule] - earned_spent - refunded) for rule in so_far}
    rule = in_force(sale.book).refund or "shares"
    other = owed["recomputed" if rule == "shares" else "shares"]
    full = all(after.get(line.sku, 0) == line.quantity for line in sale.cart.lines)
    return PaidBack(
        cash=owed[rule],
        lines=[
            (line.sku, returning[line.sku], *_of_line(sale, line.sku, before, after))
            for line in sale.cart.lines
            if line.sku in returning
        ],
        rule=rule,
        other_cash=other if other != owed[rule] else None,
        full=full,
        back=_comes_back(sale, at) if full else set(),
        promised=other == owed[rule] or sale.book.platform not in NOT_FOUND,
    )


def by_shares(sale: Sale, returned: Units) -> int:
    """Cash for all returns so far: kept goods keep their discount."""
    return sum(cash_of(sale, sku, units) for sku, units in returned.items())


def by_recomputing(sale: Sale, returned: Units) -> int:
    """What was paid less the price of what is kept, had it been ordered alone."""
    kept = kept_of(sale.cart, returned)
    return sale.goods if kept is None else max(0, sale.goods - sell(kept, sale.book).goods)


def kept_of(cart: Cart, returned: Units) -> Cart | None:
    lines = tuple(
        replace(line, quantity=line.quantity - returned.get(line.sku, 0))
        for line in cart.lines
        if line.quantity > returned.get(line.sku, 0)
    )
    return replace(cart, lines=lines) if lines else None


def cash_of(sale: Sale, sku: str, units: int) -> int:
    """Cash for ``units`` of the line."""
    index = sale.index(sku)
    quantity, paid = sale.cart.lines[index].quantity, sale.played.left[index]
    assets = sale.assets(sku).values()
    worth = paid + sum(assets)
    steps = [
        part_of(worth, some, quantity) - sum(part_of(asset, some, quantity) for asset in assets)
        for some in range(units + 1)
    ]
    return min(paid, max(steps))


def _of_line(sale: Sale, sku: str, before: Units, after: Units) -> tuple[int, dict[str, int]]:
    quantity = sale.cart.lines[sale.index(sku)].quantity
    earlier, now = before.get(sku, 0), after[sku]
    assets = {
        name: part_of(share, now, quantity) - part_of(share, earlier, quantity)
        for name, share in sale.assets(sku).items()
    }
    return cash_of(sale, sku, now) - cash_of(sale, sku, earlier), assets


def _comes_back(sale: Sale, at: datetime) -> set[str]:
    """On a full return: instruments within their validity, balances in kind whatever the day."""
    back = set()
    for promotion in sale.book.promotions:
        if promotion.id not in sale.played.takes:
            continue
        claimed = promotion.kind == "red_packet" and getattr(promotion, "off", None) is not None
        of_a_balance = getattr(promotion, "from_balance", False)
        valid = promotion.window(sale.book.valid).holds(at)
        if promotion.kind in ASSETS - ({"red_packet"} if claimed else set()):
            back.add(promotion.id)
        if valid and (promotion.kind in HELD or claimed or of_a_balance):
            back.add(promotion.id)
    return back


def deposit_back(sale: Sale, before: Units, returning: Units, shop_at_fault: bool) -> int:
    """The final payment was not made: the deposit stays unless the shop is at fault."""
    cash = 0
    for line, priced, left in zip(sale.cart.lines, sale.order.lines, sale.played.left, strict=True):
        deposit = min(priced.deposit, left)
        earlier = before.get(line.sku, 0)
        now = earlier + returning.get(line.sku, 0)
        cash += part_of(deposit, now, line.quantity) - part_of(deposit, earlier, line.quantity)
    return cash if shop_at_fault else 0
