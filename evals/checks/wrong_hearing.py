"""Goods, pieces and coupons as the case has them stand in what was understood."""

from collections.abc import Iterator

from evals.casebook import Action

from .reply import Reply


def applies(reply: Reply) -> bool:
    return bool(reply.case.basket) and reply.case.action is not Action.ASK


def faults(reply: Reply) -> Iterator[str]:
    got = {item["sku"]: item["quantity"] for item in reply.state["products"]}
    if got != reply.case.basket:
        yield f"应听成 {_goods(reply.case.basket)}，听成了 {_goods(got)}"
    coupons = {held["id"] for held in reply.state["held"] if held["kind"] == "coupon"}
    if reply.case.priced and coupons != set(reply.case.coupons):
        wanted = "、".join(sorted(reply.case.coupons)) or "不用券"
        yield f"券应是 {wanted}，听成了 {'、'.join(sorted(coupons)) or '不用券'}"


def _goods(basket: dict[str, int]) -> str:
    return "、".join(f"{sku}×{count}" for sku, count in basket.items()) or "没有商品"


CHECK = applies, faults
