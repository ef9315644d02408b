"""What a case sells and takes off: its items, presale, promotions, tiers and freight."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from service.pricing import Line, parse_yuan, yuan
from service.shops.rulebook_terms import MODELS

from ..errors import NotOurs
from .builders import ANY_AMOUNT, TIER_SEPARATOR, Built
from .case import Case, Fields, fen
from .promotions import built

DEPOSIT_FIELDS = ("deposit", "deposit_worth", "deposit_off")
"""Of a presale, for the whole cart or on an item."""

ITEM_NAMES = {
    "price": "unit_price",
    "list_price": "unit_price",
    "quantity": "qty",
    "count": "qty",
    "store": "shop",
    "seller": "shop",
    "name": "title",
}
PRESALE_NAMES = {
    "worth": "deposit_worth",
    "inflated_to": "deposit_worth",
    "off": "deposit_off",
    "reduction": "deposit_off",
    "times": "multiplier",
    "final_payment_off": "final_off",
}
SCOPE_NAMES = {
    "sku": "skus",
    "skus": "skus",
    "items": "skus",
    "shop": "shops",
    "shops": "shops",
    "store": "shops",
    "category": "categories",
    "categories": "categories",
}
"""Other names for the same field."""


def items_of(case: Case) -> Iterator[tuple[Line, Fields]]:
    """Each line, with what else stands on its item: a tier, a presale of its own."""
    for index, entry in enumerate(case.given.get("items") or (), 1):
        fields = Fields(f"items.{index}", entry)
        fields.rename(ITEM_NAMES)
        line = Line(
            fields.text("sku"),
            parse_yuan(str(fields.take("unit_price"))),
            fields.whole("qty", 1),
            category=fields.text("category"),
            title=fields.text("title"),
            shop=fields.text("shop"),
        )
        own = {key: fields.take(key) for key in DEPOSIT_FIELDS if key in fields.left}
        kept = Fields(fields.where, {key: fields.take(key) for key in ("tier", "presale")})
        if own:
            kept.left["presale"] = own
        fields.done()
        yield line, kept


def presales(shared: Any, items: Sequence[tuple[Line, Fields]]) -> Iterator[Built]:
    """A presale a line: its own, or the case's for all lines."""
    for line, fields in items:
        own = fields.take("presale", shared)
        if own is not None:
            yield from _presale(Fields("presale", own), line)


def _presale(fields: Fields, line: Line) -> Iterator[Built]:
    """定金 with 抵用额 (膨胀, in yuan or so many times the deposit), with 立减, or plain; with a
    尾款立减 beside it. ``coupon_stage`` is a policy's matter."""
    fields.rename(PRESALE_NAMES)
    deposit, worth, off = (fields.take(key) for key in DEPOSIT_FIELDS)
    times, final_off = fields.take("multiplier"), fields.take("final_off")
    fields.take("coupon_stage")
    fields.done()
    if times is not None:
        if deposit is None or worth is not None:
            raise NotOurs("presale 的膨胀倍数要和 deposit 一起写，且不再写 deposit_worth")
        worth = yuan(fen(Decimal(str(deposit)) * Decimal(str(times))))
    yield _deposit(line, deposit, worth, off)
    if final_off is not None:
        content = {"kind": "direct_reduction", "id": f"FINAL-{line.sku}", "name": "尾款立减"}
        content |= {"off": str(final_off)}
        yield Built({**content, "adds_to_presale": True, "scope": _skus(line)})


def _deposit(line: Line, deposit: Any, worth: Any, off: Any) -> Built:
    if worth is not None and off is not None:
        raise NotOurs("presale 同时有 deposit_worth 和 deposit_off：是膨胀还是立减？")
    content: dict[str, Any] = {"id": f"PRESALE-{line.sku}", "name": "预售", "scope": _skus(line)}
    if deposit is not None:
        content["deposit"] = str(deposit)
    if worth is not None:
        return Built(content | {"kind": "deposit_inflation", "worth": str(worth)})
    return Built(content | {"kind": "deposit_reduction", "off": str(off or "0")})


def _skus(line: Line) -> dict[str, list[str]]:
    return {"skus": [line.sku]}


def promotions_of(case: Case, lines: Sequence[Line], presale: bool) -> Iterator[Built]:
    """The listed promotions; beside a presale an own item deal is marked 尾款立减. Where the case
    lets the buyer choose one, all share a group."""
    one_of = {"group": "choose"} if case.given.get("choose") == "one" else {}
    for index, entry in enumerate(case.promotions, 1):
        fields = Fields(f"promotions.{index}", entry)
        kind, level = fields.text("type"), fields.text("level")
        if kind == "free_shipping":
            continue
        common: dict[str, Any] = {
            "id": f"P{index}-{kind}",
            "name": kind,
            "scope": _scope_of(fields, lines),
            **one_of,
        }
        mutex = fields.take("mutex")
        if mutex is not None:
            common["group"] = str(mutex)
        if fields.take("stackable", False):
            common["stacks"] = True
        excludes = fields.take_any(("excludes", "exclusive_with", "mutex_with"))
        if excludes is not None:
            common["excludes"] = _ids(case, excludes)
        claimed = bool(fields.take("claimed", True))
        item = replace(built(fields, kind, level), claimed=claimed)
        fields.done()
        own_deal = "adds_to_presale" in MODELS[item.content["kind"]].model_fields
        added = {"adds_to_presale": True} if presale and own_deal else {}
        yield replace(item, content={**item.content, **common, **added})


def _ids(case: Case, types: Any) -> list[str]:
    """The ids of the entries of these types."""
    names = {types} if isinstance(types, str) else set(types)
    found = [(f"P{i}-{e.get('type')}", e.get("type")) for i, e in enumerate(case.promotions, 1)]
    if missing := names - {type for _, type in found}:
        raise NotOurs(f"互斥的 {'、'.join(sorted(missing))} 不在这个案例的优惠里")
    return [id for id, type in found if type in names]


def _scope_of(fields: Fields, lines: Sequence[Line]) -> dict[str, Any]:
    """``scope``, or goods, shops or categories in a field of their own."""
    scope = fields.take("scope")
    named = {name: fields.take(name) for name in SCOPE_NAMES if name in fields.left}
    if scope is not None and named:
        raise NotOurs(f"{fields.where} 同时写了 scope 和 {'、'.join(named)}")
    if not named:
        return _scope(scope, lines)
    found: dict[str, list[str]] = {}
    for name, given in named.items():
        found[SCOPE_NAMES[name]] = [given] if isinstance(given, str) else list(given)
    return found


def _scope(scope: Any, lines: Sequence[Line]) -> dict[str, Any]:
    """Named goods, shops or categories of the cart; everything where nothing is named."""
    if scope in (None, "all"):
        return {"all": True}
    if isinstance(scope, Mapping):
        return dict(scope)
    names = [scope] if isinstance(scope, str) else list(scope)
    known = {
        "skus": {line.sku for line in lines},
        "shops": {line.shop for line in lines},
        "categories": {line.category for line in lines},
    }
    for field, there in known.items():
        if set(names) <= there:
            return {field: names}
    raise NotOurs(f"适用范围 {scope!r} 不是购物车里的商品、店铺或类目")


def tiers_of(items: Sequence[tuple[Line, Fields]]) -> Iterator[Built]:
    """Goods of the same 跨店 tier pool; different tiers never do [A15, A17]."""
    tiers: dict[str, list[str]] = {}
    for line, fields in items:
        tier = fields.take("tier")
        if tier is not None:
            tiers.setdefault(str(tier), []).append(line.sku)
    for tier, skus in tiers.items():
        threshold, _, off = tier.partition(TIER_SEPARATOR)
        yield Built(
            {
                "kind": "cross_store",
                "id": f"TIER-{tier}",
                "name": f"跨店{tier}",
                "scope": {"skus": skus},
                "threshold": threshold,
                "off": off,
            }
        )


def undisclosed(case: Case, lines: Sequence[Line]) -> Iterator[Built]:
    """What an order is told to have cost less than its goods and freight, by no named promotion."""
    paid, off = case.given.get("order_paid"), case.given.get("discount")
    if off is None and paid is not None and not case.promotions:
        goods = sum(line.list_price * line.quantity for line in lines)
        off = yuan(max(0, goods + fen(case.given.get("freight") or "0") - fen(paid)))
    if off is not None and fen(off):
        content = {"kind": "shop_reduction", "id": "DISCOUNT", "name": "整单优惠"}
        content |= {"threshold": ANY_AMOUNT, "off": str(off)}
        yield Built({**content, "scope": {"all": True}})


def freight_of(case: Case) -> Iterator[Built]:
    """运费, with 满包邮 where it is listed."""
    fee = case.given.get("freight")
    free = [Fields("free_shipping", e) for e in case.promotions if e.get("type") == "free_shipping"]
    if fee is None or parse_yuan(str(fee)) == 0:
        return
    content = {"kind": "freight", "id": "FREIGHT", "name": "运费", "scope": {"all": True}}
    content["fee"] = str(fee)
    for fields in free:
        content["free_from"] = fields.text("threshold", "0")
        for key in ("type", "level"):
            fields.take(key)
        fields.done()
    yield Built(content)
