"""How an entry of a case becomes a promotion of the calculator; ``promotions`` says which builder.

A rate named ``…_pct`` or taken from a subsidy is what is saved (0.10 is 10% off); any other is what
remains to pay (0.8 is 8折). Every field of an entry must be used: what is left is refused.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from ..errors import NotOurs
from .case import Fields, fen

ANY_AMOUNT = "0.01"
"""The smallest threshold: an activity without one."""

PLENTY = 1_000_000_000
"""A balance of points that is never the limit."""

TIER_SEPARATOR = "-"


@dataclass(frozen=True, slots=True)
class Built:
    """A promotion, and what the buyer holds of it; a coupon not ``claimed`` is not held."""

    content: Mapping[str, Any]
    balance: int | None = None
    membership: str = ""
    claimed: bool = True


Builder = Callable[[Fields, str], Built]
"""Takes the entry's fields and its level."""


def percent(entry: Fields, *, saved: bool = False) -> str:
    """The rate as percent off."""
    text = entry.text("rate")
    number, scale = text.rstrip("折%"), {"折": 10, "%": 100}.get(text[-1:], 1)
    try:
        rate = Decimal(number) / scale
    except InvalidOperation:
        raise NotOurs(f"{entry.where}.rate {text!r} 不是小数") from None
    return format(((rate if saved else 1 - rate) * 100).normalize(), "f")


def optional(entry: Fields, *keys: str) -> dict[str, str]:
    """Those of the fields that are there."""
    return {key: str(entry.take(key)) for key in keys if key in entry.left}


def amount(kind: str, **fixed: Any) -> Builder:
    """``off``, from ``threshold`` where one is given."""

    def build(entry: Fields, _level: str) -> Built:
        off = {"off": entry.text("off")}
        return Built({"kind": kind, **off, **optional(entry, "threshold"), **fixed})

    return build


def rate(kind: str, *, saved: bool = False, **fixed: Any) -> Builder:
    """A rate, from ``threshold`` and up to ``cap`` where they are given."""

    def build(entry: Fields, _level: str) -> Built:
        off = {"percent_off": percent(entry, saved=saved)}
        return Built({"kind": kind, **off, **optional(entry, "threshold", "cap"), **fixed})

    return build


def item(**fixed: Any) -> Builder:
    """A deal on the unit price: an amount, a rate, a price, or a price for the first few."""

    def build(entry: Fields, level: str) -> Built:
        if "price" in entry.left and {"count", "qty", "n"} & entry.left.keys():
            count = entry.whole_of(("count", "qty", "n"), 1)
            first = {"kind": "first_n", "count": count, "price": entry.text("price")}
            return Built(first | fixed)
        if "price" in entry.left:
            return Built({"kind": "fixed_price", "price": entry.text("price")} | fixed)
        kind = rate("limited_discount", **fixed) if "rate" in entry.left else None
        return (kind or amount("direct_reduction", **fixed))(entry, level)

    return build


def activity(kind: str, *, saved: bool = False) -> Builder:
    """An automatic reduction: an amount (``per_each`` 每满), a ladder of ``tiers``, or a rate by
    amount or by count. The rulebook wants a threshold: the smallest where there is none."""

    def build(entry: Fields, _level: str) -> Built:
        if "tiers" in entry.left:
            return Built({"kind": "shop_ladder", "tiers": _tiers(entry), **_every(entry)})
        if "rate" in entry.left:
            return _activity_rate(entry, saved=saved)
        threshold = entry.text("threshold", ANY_AMOUNT)
        off = {"threshold": threshold, "off": entry.text("off")}
        return Built({"kind": kind, **off, **_every(entry), **optional(entry, "cap")})

    return build


def _activity_rate(entry: Fields, *, saved: bool) -> Built:
    off = {"percent_off": percent(entry, saved=saved), **optional(entry, "cap")}
    if "threshold" in entry.left:
        return Built({"kind": "amount_discount", "threshold": entry.text("threshold")} | off)
    count = entry.whole_of(("count", "min_qty", "qty", "n"), 1)
    return Built({"kind": "count_discount", "count": count} | off)


def _every(entry: Fields) -> dict[str, bool]:
    return {"every": bool(entry.take("per_each", False))}


def _tiers(entry: Fields) -> list[dict[str, str]]:
    return [dict(zip(("threshold", "off"), _pair(t), strict=True)) for t in entry.take("tiers")]


def _pair(tier: Any) -> Sequence[str]:
    if isinstance(tier, Mapping):
        return str(tier["threshold"]), str(tier["off"])
    parts = tier.split(TIER_SEPARATOR) if isinstance(tier, str) else tier
    if len(parts) != 2:
        raise NotOurs(f"阶梯 {tier!r} 读不懂")
    return [str(part) for part in parts]


def cross_store(entry: Fields, level: str) -> Built:
    """每满 repeats; without ``per_each`` the platform's reduction is taken once."""
    if "tiers" in entry.left:
        raise NotOurs(f"{entry.where}：跨店满减不能是阶梯，请按商品写 tier")
    each = entry.left.get("per_each", False)
    if each and "cap" not in entry.left:
        entry.take("per_each")
        return amount("cross_store")(entry, level)
    return activity("platform_reduction")(entry, level)


def allowance(entry: Fields, level: str) -> Built:
    """津贴: 每满, capped by the buyer's balance where one is given."""
    balance = entry.take("balance")
    entry.left["per_each"] = True
    built = cross_store(entry, level)
    if balance is None:
        return built
    return Built({**built.content, "from_balance": True}, balance=fen(balance))


GIVERS: Mapping[str, str] = {
    "": "shop_coupon",
    "shop": "shop_coupon",
    "coupon": "shop_coupon",
    "merchant": "shop_coupon",
    "order": "shop_coupon",
    "item": "item_coupon",
    "platform": "platform_coupon",
    "cross": "platform_coupon",
    "category": "category_coupon",
}
"""Level of a coupon → its kind: a coupon is of whoever gives it."""


def coupon(entry: Fields, level: str) -> Built:
    """A coupon for an amount, or a rate."""
    if level not in GIVERS:
        raise NotOurs(f"券的层级 {level!r} 不认识：可用 {'、'.join(filter(None, GIVERS))}")
    kind = GIVERS[level]
    if "rate" not in entry.left:
        return amount(kind)(entry, level)
    if kind == "platform_coupon" and "cap" in entry.left:
        return rate("dong_coupon")(entry, level)
    return rate("discount_coupon")(entry, level)


def shop_coupon(entry: Fields, _level: str) -> Built:
    return coupon(entry, "shop")


def member(entry: Fields, _level: str) -> Built:
    """Every case's buyer is a member."""
    name = entry.text("membership", "会员")
    off = {"percent_off": percent(entry, saved=False), **optional(entry, "cap")}
    return Built({"kind": "member_rate", "membership": name} | off, membership=name)


def dong_coupon(entry: Fields, _level: str) -> Built:
    """东券: an amount, or a rate with a cap."""
    if "rate" in entry.left:
        return rate("dong_coupon")(entry, "platform")
    return amount("dong_coupon")(entry, "platform")


def deposit(kind: str, worth: str) -> Builder:
    """A presale listed among the promotions; ``worth`` is the field of what the deposit gives."""

    def build(entry: Fields, _level: str) -> Built:
        given = str(entry.take_any((worth, f"deposit_{worth}"), "0"))
        return Built({"kind": kind, worth: given, **optional(entry, "deposit")})

    return build


def second_half(entry: Fields, level: str) -> Built:
    entry.left.setdefault("rate", "0.5")
    return nth_item(entry, level)


def member_pct(entry: Fields, _level: str) -> Built:
    off = {"percent_off": percent(entry, saved=True), **optional(entry, "cap")}
    return Built({"kind": "member_rate", "membership": "会员"} | off, membership="会员")


def points_pct(entry: Fields, _level: str) -> Built:
    """积分 that pay a share of what is left."""
    share = {"max_percent": percent(entry, saved=True)}
    return Built({"kind": "coins", "step": 1} | share, balance=PLENTY)


def points(kind: str) -> Builder:
    """金币, 京豆: so many pieces, with the calculator's steps and limits; or what they paid."""

    def build(entry: Fields, level: str) -> Built:
        if "off" in entry.left:
            return amount("red_packet")(entry, level)
        entry.rename({"rate": "max_rate"})
        counts = ("count", "points", "beans", "coins", "balance")
        if not entry.left.keys() & {*counts, "max_rate"}:
            raise NotOurs(f"{entry.where} 没有写数量（count）、比例（rate）或抵扣金额（off）")
        pieces = entry.whole_of(counts, PLENTY)
        own = {"per_yuan": "per_yuan", "step": "step"}
        content = {field: entry.whole(key, 0) for key, field in own.items() if key in entry.left}
        if "max_rate" in entry.left:
            entry.left["rate"] = entry.take("max_rate")
            content["max_percent"] = percent(entry, saved=True)  # type: ignore[assignment]
        return Built({"kind": kind} | content, balance=pieces)

    return build


def red_packet(entry: Fields, level: str) -> Built:
    """An asset: one packet, or a balance; a shop's own 店铺红包 where its level is a coupon's."""
    if "balance" in entry.left:
        return Built({"kind": "red_packet"}, balance=fen(entry.take("balance")))
    own = level in ("shop", "coupon", "merchant")
    return amount("shop_red_packet" if own else "red_packet")(entry, level)


def prepaid(entry: Fields, _level: str) -> Built:
    return Built({"kind": "prepaid"}, balance=fen(entry.take_any(("balance", "off"), "0")))


def subsidy(entry: Fields, _level: str) -> Built:
    off = {"percent_off": percent(entry, saved=True)}
    return Built({"kind": "government_subsidy"} | off | optional(entry, "cap", "price_limit"))


def nth_item(entry: Fields, _level: str) -> Built:
    """第N件X元 or X折."""
    content: dict[str, Any] = {"kind": "nth_item", "nth": entry.whole_of(("nth", "n", "count"), 2)}
    if "rate" in entry.left:
        content["percent_off"] = percent(entry)
    else:
        content["price"] = str(entry.take_any(("price", "amount"), "0"))
    return Built(content | {"repeat": bool(entry.take("per_each", False))})


def pick_for(entry: Fields, _level: str) -> Built:
    count = entry.whole_of(("count", "qty", "n"), 0)
    return Built({"kind": "pick_for", "count": count, "price": entry.text("price")})


def gift(entry: Fields, _level: str) -> Built:
    content = {"threshold": entry.text("threshold", "0"), "gift": entry.text("gift", "赠品")}
    return Built({"kind": "gift"} | content)
