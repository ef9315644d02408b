"""Little carts and rulebooks for the tests, in yuan as people write them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from service.pricing import Cart, Line, Quote, Rulebook, parse_yuan, price, yuan

NOW = datetime.fromisoformat("2026-11-05T20:30:00+08:00")
VALID = {"from": "2026-11-01 00:00", "to": "2026-11-14 23:59"}
PHASES = [
    {"kind": "deposit", "name": "付定金", "from": "2026-11-01 00:00", "to": "2026-11-10 18:00"},
    {
        "kind": "final_payment",
        "name": "付尾款",
        "from": "2026-11-10 20:00",
        "to": "2026-11-14 23:59",
    },
]

ALL = {"all": True}


def promotion(
    kind: str, id: str = "", scope: Mapping[str, Any] = ALL, **fields: Any
) -> dict[str, Any]:
    """A promotion as a rulebook writes it; its id is its kind unless given."""
    return {"id": id or kind, "kind": kind, "name": id or kind, "scope": dict(scope), **fields}


def only(*skus: str) -> dict[str, Any]:
    return {"skus": list(skus)}


def rulebook(*promotions: dict[str, Any], platform: str = "tmall", **policies: Any) -> Rulebook:
    """A rulebook in force at ``NOW``, with policies named where a test needs them."""
    content = {
        "id": "book",
        "event": "测试活动",
        "platform": platform,
        "policies": policies,
        "source": "测试",
        "valid": VALID,
        "phases": PHASES,
        "promotions": list(promotions),
    }
    return Rulebook.model_validate(content)


def line(sku: str, price: str, quantity: int = 1, category: str = "", shop: str = "") -> Line:
    return Line(sku, parse_yuan(price), quantity, category, sku, shop)


@dataclass(frozen=True)
class Buyer:
    """What the buyer holds: every coupon of the rulebook unless told otherwise."""

    memberships: frozenset[str] = frozenset()
    balances: Mapping[str, int] = field(default_factory=dict)
    claimed: frozenset[str] | None = None


def cart_of(book: Rulebook, *lines: Line, buyer: Buyer | None = None) -> Cart:
    buyer = buyer or Buyer()
    claimed = buyer.claimed
    if claimed is None:
        claimed = frozenset(p.id for p in book if p.optional)
    return Cart(lines, NOW, claimed, frozenset(), buyer.memberships, buyer.balances)


def quote_of(book: Rulebook, *lines: Line, buyer: Buyer | None = None) -> Quote:
    return price(cart_of(book, *lines, buyer=buyer), book)


def costs(book: Rulebook, *lines: Line, buyer: Buyer | None = None) -> str:
    """What the lines cost in yuan, the buyer holding every coupon of the rulebook."""
    return yuan(quote_of(book, *lines, buyer=buyer).payable)
