"""A case as a cart and a rulebook of the calculator, in an event of its own.

The event lasts a few days of the case's year: a deposit phase, then the final payment; whatever the
case names is valid throughout and held by the buyer.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from pydantic import ValidationError

from service.pricing import SHANGHAI, Cart, OrderPromotion, Rulebook
from service.pricing.policies import Policies

from ..errors import Contradicted
from .case import Case
from .goods import freight_of, items_of, presales, promotions_of, tiers_of, undisclosed

PLATFORMS: Mapping[str, str] = {
    "天猫": "tmall",
    "淘宝": "taobao",
    "京东": "jd",
    "抖音": "douyin",
    "拼多多": "pinduoduo",
    "快手": "kuaishou",
    **{name: name for name in ("tmall", "taobao", "douyin", "pinduoduo", "kuaishou", "jd")},
}
"""Whatever is named otherwise is ``other``: shop systems, articles, foreign shops."""

DEFAULT_YEAR = 2025


@dataclass(frozen=True, slots=True)
class Prepared:
    """``claims`` are the ids of what the buyer holds, with the threshold of each (fen)."""

    cart: Cart
    rulebook: Rulebook
    claims: Mapping[str, int]

    def holding(self, claimed: frozenset[str]) -> "Prepared":
        """The same with other coupons in hand."""
        return replace(self, cart=replace(self.cart, claimed=claimed))


def platform_of(case: Case) -> str:
    """The calculator's platform for the case's."""
    name = case.platform.lower()
    return next((id for known, id in PLATFORMS.items() if known in name), "other")


def moment(year: int | None, day: int) -> datetime:
    """Noon of a day of the event."""
    return datetime(year or DEFAULT_YEAR, 11, day, 12, tzinfo=SHANGHAI)


def prepare(case: Case, policies: Policies) -> Prepared:
    """Raises ``NotOurs`` for what the mapping does not know."""
    items = list(items_of(case))
    lines = [line for line, _ in items]
    presale = list(presales(case.given.get("presale"), items))
    found = [
        *presale,
        *promotions_of(case, lines, bool(presale)),
        *tiers_of(items),
        *freight_of(case),
        *undisclosed(case, lines),
    ]
    content = [item.content for item in found]
    book = rulebook(case, content, policies)
    balances = {i.content["id"]: i.balance for i in found if i.balance is not None}
    left = {item.content["id"] for item in found if not item.claimed}
    claims = {
        p.id: getattr(p, "threshold", 0) for p in held(book) if p.id not in {*balances, *left}
    }
    cart = Cart(
        tuple(lines),
        moment(case.year, 5),
        claimed=frozenset(claims),
        memberships=frozenset(item.membership for item in found if item.membership),
        balances=balances,
    )
    return Prepared(cart, book, claims)


def held(book: Rulebook) -> list[OrderPromotion]:
    """What a buyer has in hand: coupons, red packets, points."""
    return [p for p in book if isinstance(p, OrderPromotion) and p.optional]


def rulebook(case: Case, promotions: Sequence[Mapping[str, Any]], policies: Policies) -> Rulebook:
    """The promotions as the event's rulebook."""
    year = case.year or DEFAULT_YEAR
    whole = {"from": f"{year}-11-01", "to": f"{year}-11-20"}
    phases = [
        {"kind": "deposit", "name": "付定金", "from": f"{year}-11-01", "to": f"{year}-11-09"},
        {"kind": "final_payment", "name": "付尾款", "from": f"{year}-11-10", "to": f"{year}-11-20"},
        {"kind": "sale", "name": "现货"} | whole,
    ]
    content = {
        "id": "case",
        "event": case.platform or "案例",
        "platform": platform_of(case),
        "source": "验收案例",
        "valid": whole,
        "phases": phases,
        "policies": policies,
        "promotions": list(promotions),
    }
    try:
        return Rulebook.model_validate(content)
    except ValidationError as error:
        problems = (f"{'.'.join(map(str, p['loc']))} {p['msg']}" for p in error.errors())
        raise Contradicted(f"规则不成立：{'；'.join(problems)}") from None
