"""A cart as promotion night brings it: many lines over three shops, and a purse full of coupons."""

from datetime import datetime
from random import Random
from typing import Any

from service.pricing import SHANGHAI, Cart, Line, Rulebook, yuan

SHOPS = ("甲店", "乙店", "丙店")
CATEGORIES = ("冰箱", "厨房小电", "空调")
NIGHT = datetime(2026, 11, 10, 20, 0, tzinfo=SHANGHAI)
COUPONS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("shop_coupon", {"shops": ["甲店"]}),
    ("shop_coupon", {"shops": ["甲店"]}),
    ("shop_coupon", {"shops": ["乙店"]}),
    ("shop_coupon", {"shops": ["乙店"]}),
    ("discount_coupon", {"shops": ["丙店"]}),
    ("shop_red_packet", {"shops": ["丙店"]}),
    ("item_coupon", {"skus": ["SKU-0"]}),
    ("item_coupon", {"skus": ["SKU-1", "SKU-3"]}),
    ("item_coupon", {"skus": ["SKU-2", "SKU-5", "SKU-8"]}),
    ("item_coupon", {"skus": ["SKU-3", "SKU-4"]}),
    ("platform_coupon", {"all": True}),
    ("platform_coupon", {"categories": ["冰箱", "空调"]}),
    ("consumption_voucher", {"all": True}),
    ("category_coupon", {"categories": ["冰箱"]}),
    ("category_coupon", {"categories": ["厨房小电"]}),
)
"""Kind and scope of each of the fifteen."""


def night(lines: int, seed: int, *, thresholds: str, stacks: bool) -> tuple[Cart, Rulebook]:
    """``stacks``: every coupon stands beside every other, the worst case for a search."""
    dice = Random(seed)  # noqa: S311 - dice, no secret
    cart_lines = tuple(_line(number, dice) for number in range(lines))
    worth = sum(line.list_price * line.quantity for line in cart_lines)
    promotions = [*_automatic(worth)]
    for number, (kind, scope) in enumerate(COUPONS):
        coupon = {"id": f"券{number}", "kind": kind, "name": f"券{number}", "scope": scope}
        promotions.append(coupon | _terms(kind, scope, cart_lines, dice) | {"stacks": stacks})
    book = {
        "id": "night",
        "event": "双11",
        "platform": "tmall",
        "source": "bench",
        "thresholds": thresholds,
        "valid": {"from": "2026-11-01", "to": "2026-11-30"},
        "phases": [],
        "promotions": promotions,
    }
    held = frozenset(promotion["id"] for promotion in promotions)
    return Cart(cart_lines, NIGHT, claimed=held), Rulebook.model_validate(book)


def _line(number: int, dice: Random) -> Line:
    return Line(
        sku=f"SKU-{number}",
        list_price=dice.randint(59_00, 1_999_00),
        quantity=dice.randint(1, 3),
        category=CATEGORIES[number % 3],
        shop=SHOPS[number * 7 % 3],
    )


def _automatic(worth: int) -> list[dict[str, Any]]:
    tiers = [(worth // 8, 3_000), (worth // 5, 5_100)]
    ladder = [{"threshold": yuan(at), "off": yuan(off)} for at, off in tiers]
    whole: dict[str, Any] = {"all": True}
    return [
        {"id": "满减", "kind": "shop_ladder", "name": "满减", "scope": {"shops": ["甲店"]}}
        | {"tiers": ladder},
        {"id": "跨店", "kind": "cross_store", "name": "跨店", "scope": whole}
        | {"threshold": "300", "off": "50"},
    ]


def _terms(
    kind: str, scope: dict[str, Any], lines: tuple[Line, ...], dice: Random
) -> dict[str, Any]:
    """A threshold somewhere under what the goods in scope cost, and a reduction that fits it."""
    inside = [line for line in lines if _covers(scope, line)] or list(lines)
    worth = sum(line.list_price * line.quantity for line in inside)
    threshold = worth * dice.randint(20, 100) // 100
    if kind == "discount_coupon":
        return {"threshold": yuan(threshold), "percent_off": "8", "cap": yuan(threshold // 9)}
    return {
        "threshold": yuan(threshold),
        "off": yuan(max(1, threshold * dice.randint(3, 15) // 100)),
    }


def _covers(scope: dict[str, Any], line: Line) -> bool:
    named = line.sku in scope.get("skus", ()) or line.shop in scope.get("shops", ())
    return named or "all" in scope or line.category in scope.get("categories", ())
