"""Random carts with random rulebooks, from a seed or from hypothesis.

A case is kept as plain JSON (``content``), so that a difference can be printed, shrunk by removing
parts, and replayed with ``from_json``.
"""

import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from fractions import Fraction
from random import Random
from typing import Any

from hypothesis import strategies as st
from pydantic import ValidationError

from service.pricing import SHANGHAI, Cart, Line, Rulebook, parse_yuan, yuan

from .bare_worth import with_deposits
from .item_deals import priced
from .promotions import AUTOMATIC, HELD, ITEM_DEALS, MERCHANT, ON_JD, PRESALES, Draw

PLATFORMS = ("tmall", "taobao", "jd", "douyin", "pinduoduo", "kuaishou", "other")
START = datetime(2026, 10, 20, 20, 0, tzinfo=SHANGHAI)
FINAL = datetime(2026, 11, 10, 20, 0, tzinfo=SHANGHAI)
END = datetime(2026, 11, 15, 0, 0, tzinfo=SHANGHAI)
SECOND, DAY = timedelta(seconds=1), timedelta(days=1)
GAP = FINAL - timedelta(hours=1)
MOMENTS = [START + DAY] * 6 + [FINAL + DAY] * 6 + [GAP, FINAL, END - SECOND, END]
FINAL_MOMENTS = (START + DAY, FINAL, FINAL + DAY, END - SECOND, END)
CATEGORIES = ("手机", "厨房小电", "冰箱")
SHOPS_OWN = ("shop_coupon", "shop_red_packet", "discount_coupon", "shop_reduction", "shop_ladder")
POLICIES: dict[str, list[Any]] = {
    "over_discount": ["stop", "void", "one_fen"],
    "cross_base": ["after_coupons", "after_red_packets"],
    "merchant_coupons": ["one_per_shop", "one_per_order", "by_overlap"],
    "shop_excludes_platform": [True, False],
    "presale_base": ["whole_worth"],
    "member_base": ["whole"],
    "coupon_on_deposit": [True],
    "share_weights": ["price", "final_payment"],
    "rate_rounding": ["unit", "order"],
    "rate_base": ["left"],
    "odd_fen": ["last_line"],
    "subsidy_base": ["before_assets"],
    "choice": ["use_everything"],
    "refund": ["recomputed"],
    "price_protection": ["tmall", "jd", "pinduoduo"],
}
CHANCES = {
    "presale": 0.3,
    "item deal": 0.5,
    "usual scope": 0.6,
    "merchant coupons": 0.3,
    "own window": 0.12,
    "group": 0.12,
    "deals in groups": 0.2,
    "bare worth": 0.06,
    "stacks": 0.15,
    "thresholds": 0.35,
    "final payment later": 0.1,
    "policies": 0.45,
}


@dataclass(frozen=True)
class Case:
    """A cart and its rulebook, as they are and as JSON."""

    seed: int | None
    content: dict[str, Any]
    cart: Cart = field(init=False)
    book: Rulebook = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "cart", _cart(self.content["cart"]))
        object.__setattr__(self, "book", Rulebook.model_validate(self.content["rulebook"]))

    def to_json(self) -> str:
        return json.dumps(self.content, ensure_ascii=False, indent=1)


def from_json(text: str) -> Case:
    """The case that was printed."""
    return Case(None, json.loads(text))


def seeded(seed: int) -> Case:
    """The same case for the same seed, always."""
    return Case(seed, random_content(Random(seed)))  # noqa: S311 - dice, no secret


cases = st.randoms(use_true_random=False).map(lambda dice: Case(None, random_content(dice)))
"""The hypothesis strategy; shrinks towards few lines and plain amounts."""


def random_content(dice: Random) -> dict[str, Any]:
    """A rulebook that loads, and a cart for it."""
    while True:
        try:
            content = _Maker(dice).content()
            Rulebook.model_validate(content["rulebook"])
        except ValidationError:  # 官方立减 beside 跨店满减, exclusions in a circle: refused on load
            continue
        return content


class _Maker:
    """One case in the making: lines first, then item deals, then the rest with their prices."""

    def __init__(self, dice: Random) -> None:
        self.dice = dice
        self.platform = dice.choice(PLATFORMS)
        self.reading = self._reading()
        self.promotions: list[dict[str, Any]] = []
        self.cart: dict[str, Any] = {"claimed": [], "balances": {}, "deposit_paid": []}
        self.cart["lines"] = [self._line(n) for n in range(dice.choice([1, 1, 2, 2, 3, 4, 5, 6]))]
        self.cart["memberships"] = [m for m in ("88VIP", "PLUS") if dice.random() < 0.6]
        self.cart["at"] = dice.choice(MOMENTS).isoformat()
        if self._happens("final payment later"):
            self.cart["final_at"] = dice.choice(FINAL_MOMENTS).isoformat()

    def content(self) -> dict[str, Any]:
        self._presales()
        if self._happens("item deal"):
            for kind in self._some(ITEM_DEALS, [1, 1, 2, 3]):
                self._add(kind, ITEM_DEALS[kind])
        self.gross = self._gross_of_lines()
        for kind in self._some(AUTOMATIC, [0, 1, 2, 3, 4, 5]):
            self._add(kind, AUTOMATIC[kind])
        held = HELD | (ON_JD if self.platform in ("jd", "other") else {})
        kinds = self._some(held, [0, 1, 2, 3, 4, 5, 6, 6])
        if self._happens("merchant coupons"):
            kinds = [*kinds[:2], *self.dice.choices(MERCHANT, k=self.dice.choice([2, 3, 4]))]
        for kind in kinds:
            self._hold(self._add(kind, held[kind]))
        self._exclusions()
        self.dice.shuffle(self.promotions)
        return {"cart": self.cart, "rulebook": self._rulebook()}

    def _reading(self) -> dict[str, Any]:
        """Mostly the platform's own; sometimes thresholds or other policies are named."""
        reading: dict[str, Any] = {}
        if self._happens("thresholds"):
            reading["thresholds"] = self.dice.choice(["parallel", "progressive", "progressive"])
        if self._happens("policies"):
            named = self.dice.choices(list(POLICIES), k=3)
            reading["policies"] = {name: self.dice.choice(POLICIES[name]) for name in named}
        return reading

    def _some(self, kinds: dict[str, Any], counts: Any) -> list[str]:
        return self.dice.choices(list(kinds), k=self.dice.choice(list(counts)))

    def _happens(self, what: str) -> bool:
        return self.dice.random() < CHANCES[what]

    def _line(self, number: int) -> dict[str, Any]:
        dice = self.dice
        fen = dice.choice(
            [dice.randint(1, 99), dice.randint(100, 30_000), dice.randint(1, 300) * 100]
        )
        return {
            "sku": "ABCDEF"[number],
            "list_price": yuan(fen),
            "quantity": dice.choice([1, 1, 2, 3, 4]),
            "category": dice.choice(CATEGORIES),
            "shop": dice.choice(["甲", "甲", "乙"]),
        }

    def _presales(self) -> None:
        """In the deposit phase it can be paid; later only who paid it still has it."""
        if not self._happens("presale"):
            return
        for kind in self._some(PRESALES, [1, 1, 2]):
            sku = self.dice.choice(self.cart["lines"])["sku"]
            presale = self._add(kind, PRESALES[kind], {"skus": [sku]})
            if kind == "deposit_inflation" and self._happens("bare worth"):
                del presale["deposit"]
            if self.dice.random() < 0.5:
                self.cart["deposit_paid"].append(sku)

    def _add(self, kind: str, fields: Any, scope: dict[str, Any] | None = None) -> dict[str, Any]:
        dice = self.dice
        scope = scope or self._scope(kind)
        lines = _cart(self.cart).lines
        gross = getattr(self, "gross", None) or {
            line.sku: line.list_price * line.quantity for line in lines
        }
        within = [line for line in lines if line.sku in scope.get("skus", [line.sku])]
        identity = f"{kind}-{len(self.promotions)}"
        promotion: dict[str, Any] = {"id": identity, "kind": kind, "name": kind, "scope": scope}
        promotion |= fields(Draw(dice, within, gross))
        if self._happens("own window"):
            promotion |= self._window()
        if self._happens("stacks"):
            promotion["stacks"] = True
        self.promotions.append(promotion)
        return promotion

    def _scope(self, kind: str) -> dict[str, Any]:
        """商品券 are for one item or two, the shop's own for one shop; else anything."""
        skus = [line["sku"] for line in self.cart["lines"]]
        shop = {"shops": [self.dice.choice(["甲", "乙"])]}
        if kind == "item_coupon" and self._happens("usual scope"):
            return {"skus": self.dice.sample(skus, min(len(skus), self.dice.choice([1, 1, 2])))}
        if kind in SHOPS_OWN and self._happens("usual scope"):
            return shop
        some = [sku for sku in skus if self.dice.random() < 0.6] or skus[:1]
        everything: dict[str, Any] = {"all": True}
        by_category: dict[str, Any] = {"categories": [self.dice.choice(CATEGORIES)]}
        excepted = self.dice.choice([{}, {}, {"except_skus": [self.dice.choice(skus)]}])
        named = {"skus": some}
        choices = [everything, everything, everything, named, by_category, shop]
        return self.dice.choice(choices) | excepted

    def _window(self) -> dict[str, str]:
        """Ends or begins at the very second of the payment, or a second beside it."""
        moment = datetime.fromisoformat(self.cart["at"])
        edge = self.dice.choice([moment, FINAL]) + timedelta(seconds=self.dice.choice([0, 1, -1]))
        return {self.dice.choice(["from", "to"]): edge.isoformat()}

    def _gross_of_lines(self) -> dict[str, int]:
        """What every line costs after its item deals: where thresholds are hit exactly."""
        cart = _cart(self.cart)
        book = Rulebook.model_validate(self._rulebook())
        book = with_deposits(book, Fraction(1, 4))
        return {line.sku: max(1, priced(line, cart, book).gross) for line in cart.lines}

    def _hold(self, promotion: dict[str, Any]) -> None:
        """Mostly claimed, sometimes not; a balance from nothing to more than the price."""
        if self.dice.random() < 0.9:
            self.cart["claimed"].append(promotion["id"])
        if promotion["kind"] in ("red_packet", "coins", "beans", "prepaid"):
            self.cart["balances"][promotion["id"]] = self._balance()

    def _balance(self) -> int:
        return self.dice.choice([0, 1, 999, 1000, 2500, self.dice.randint(1, 30_000)])

    def _exclusions(self) -> None:
        """Groups and exclusions among the promotions; 津贴 gets its balance. Item deals and
        presales take part only in some carts: they bar most of the others."""
        kinds = {**AUTOMATIC, **HELD, **ON_JD}
        if self._happens("deals in groups"):
            kinds |= ITEM_DEALS | PRESALES
        own = [p for p in self.promotions if p["kind"] in kinds]
        for promotion in own:
            if promotion.get("from_balance"):
                self.cart["balances"][promotion["id"]] = self._balance()
            if promotion["kind"] == "freight":
                continue
            if self._happens("group"):
                promotion["group"] = "甲组"
            elif self._happens("group"):
                other = self.dice.choice(own)
                promotion["excludes"] = [self.dice.choice([other["id"], other["kind"]])]

    def _rulebook(self) -> dict[str, Any]:
        book: dict[str, Any] = {
            "id": "random",
            "event": "随机活动",
            "platform": self.platform,
            "source": "随机",
            "valid": {"from": START.isoformat(), "to": END.isoformat()},
            "phases": _PHASES,
            "promotions": self.promotions,
        }
        return book | self.reading


_PHASES = [
    {"kind": "deposit", "name": "付定金", "from": START.isoformat(), "to": "2026-11-10 18:00"},
    {"kind": "final_payment", "name": "付尾款", "from": FINAL.isoformat(), "to": END.isoformat()},
]


def _cart(content: dict[str, Any]) -> Cart:
    lines = tuple(
        Line(
            sku=line["sku"],
            list_price=parse_yuan(line["list_price"]),
            quantity=line["quantity"],
            category=line["category"],
            shop=line["shop"],
        )
        for line in content["lines"]
    )
    return Cart(
        lines=lines,
        at=datetime.fromisoformat(content["at"]),
        claimed=frozenset(content["claimed"]),
        deposit_paid=frozenset(content["deposit_paid"]),
        memberships=frozenset(content["memberships"]),
        balances=content["balances"],
        final_at=datetime.fromisoformat(content["final_at"]) if "final_at" in content else None,
    )
