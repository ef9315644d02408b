"""Products and coupons by what a model calls them: exactly one, or what to mend."""

from service.assist.ground import Evidence
from service.shops.finding import found
from service.shops.near import near_products

from .arguments import BadArguments

_LISTED = 6


def sku_of(evidence: Evidence, name: str) -> str:
    """A code, title or alias of exactly one product; raises BadArguments."""
    catalogue = evidence.shop.catalogue
    called = [p for p in catalogue if name in (p.sku, p.title, *p.aliases)]
    if not called:
        called = found(catalogue, name, _LISTED)
    if len(called) == 1:
        return called[0].sku
    if called:
        listed = "、".join(f"{p.sku}（{p.title}）" for p in called[:_LISTED])
        raise BadArguments(f"「{name}」可能是这几件，要写编码：{listed}")
    raise BadArguments(f"没有商品「{name}」{near_products(name, catalogue)}")


def coupon_of(evidence: Evidence, name: str) -> str:
    """The id or the name of a coupon of the event, its name in part if only one has it."""
    coupons = [p for p in evidence.rulebook or () if p.needs_claim]
    exact = [p for p in coupons if name in (p.id, p.name)]
    called = exact or [p for p in coupons if name in p.name]
    if len(called) == 1:
        return called[0].id
    listed = "、".join(p.name for p in (called or coupons)[:_LISTED]) or "无"
    raise BadArguments(f"「{name}」不是这次活动的券，可选：{listed}")
