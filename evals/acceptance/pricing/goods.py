"""What a case sells and takes off: its items, presale, promotions, tiers and freight."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from service.pricing import Line, parse_yuan, yuan
from service.shops.rulebook_terms import MODELS

from ..errors import NotOurs
from .builders import ANY_AMOUNT, TIER_SEPARATOR, Built
from .case import Case, Fields, fen
from .promotions import built

DEPOSIT_FIELDS = ("deposit", "deposit_worth", "deposit_off")
"""Of a presale, for the whole cart or on an item."""


def items_of(case: Case) -> Iterator[tuple[Line, Fields]]:
    """Each line, with what else stands on its item: a tier, a presale of its own."""
    for index, entry in enumerate(case.given.get("items") or (), 1):
        fields = Fields(f"items.{index}", entry)
        line = Line(
            fields.text("sku"),
            parse_yuan(str(fields.take("unit_price"))),
            fields.whole("qty", 1),
            category=fields.text("category"),
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
            yield _presale(Fields("presale", own), line)


def _presale(fields: Fields, line: Line) -> Built:
    """定金 with 抵用额 (膨胀), with 立减, or plain; ``coupon_stage`` is a policy's matter."""
    deposit, worth, off = (fields.take(key) for key in DEPOSIT_FIELDS)
    fields.take("coupon_stage")
    fields.done()
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
            "scope": _scope(fields.take("scope"), lines),
            **one_of,
        }
        mutex = fields.take("mutex")
        if mutex is not None:
            common["group"] = str(mutex)
        if fields.take("stackable", False):
            common["stacks"] = True
        item = built(fields, kind, level)
        fields.done()
        own_deal = "adds_to_presale" in MODELS[item.content["kind"]].model_fields
        added = {"adds_to_presale": True} if presale and own_deal else {}
        yield replace(item, content={**item.content, **common, **added})


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
