"""价保: (then − now) × units kept − already returned, at least 0.

*Now* is a simulated order of the same SKU and quantity alone, with what anyone can get.
"""

from datetime import datetime

from service.pricing import Cart, Line, Promotion, Rulebook

from .readings import in_force
from .sales import ASSETS, Sale, part_of, sell

LATE = {*ASSETS, "member_rate", "government_subsidy"}
LEFT_OUT = {
    # 红包, 消费券, 品类券, 金币, member rates [A25, A26]
    "tmall": LATE | {"consumption_voucher", "category_coupon"},
    "jd": LATE,  # 京东价 less offers [J9, J10]
    # only merchant discounts [P2]
    "pinduoduo": LATE
    | {"cross_store", "platform_reduction", "platform_coupon", "jing_coupon", "dong_coupon"}
    | {"consumption_voucher", "category_coupon"},
}


def protected(
    sale: Sale, now: Line, units: int, at: datetime, book: Rulebook, already: int = 0
) -> tuple[int, int, int]:
    """(then, now, compensation) for the units kept of the line with ``now``'s SKU."""
    left_out = LEFT_OUT[in_force(book).price_protection or "tmall"]
    then = _then(sale, now.sku, units, left_out)
    today = sell(_alone(now, units, at, book), _public(book, left_out)).goods
    return then, today, max(0, then - today - already)


def _then(sale: Sale, sku: str, units: int, left_out: set[str]) -> int:
    line = sale.order.lines[sale.index(sku)]
    offers = sum(
        share for name, share in sale.shares(sku).items() if sale.kind(name) not in left_out
    )
    return part_of(line.gross - offers, units, line.line.quantity)


def _alone(now: Line, units: int, at: datetime, book: Rulebook) -> Cart:
    claimed = frozenset(promotion.id for promotion in book.promotions)
    line = Line(now.sku, now.list_price, units, now.category, now.title, now.shop)
    return Cart((line,), at, claimed)


def _public(book: Rulebook, left_out: set[str]) -> Rulebook:
    def counts(promotion: Promotion) -> bool:
        presale = promotion.kind in ("deposit_inflation", "deposit_reduction")
        return promotion.public and promotion.kind not in {*left_out, "freight"} and not presale

    return book.model_copy(update={"promotions": tuple(filter(counts, book.promotions))})
