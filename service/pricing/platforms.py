"""What each platform does by default, as data: with its source, its year, and what is not known.

``None`` in a platform's policies is unknown: the calculator then gives both figures, or refuses.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from .policies import Policies

COMMON = Policies(
    thresholds="parallel",
    over_discount="stop",
    cross_base="after_item_deals",
    merchant_coupons="one_per_shop",
    shop_excludes_platform=False,
    presale_base="net",
    member_base="final_payment",
    coupon_on_deposit=False,
    share_weights="price",
    rate_rounding="line",
    rate_base="threshold",
    odd_fen="largest_remainder",
    subsidy_base="after_assets",
    choice="cheapest",
    refund="shares",
    price_protection="tmall",
)
"""The decisions of the pricing notes, where a platform's own rule does not differ."""


@dataclass(frozen=True, slots=True)
class Platform:
    """``known_since`` is the year from which the sources describe it so; ``unknown`` names what
    the sources contradict or leave out, in the words an agent reads."""

    id: str
    name: str
    policies: Policies
    sources: tuple[str, ...]
    known_since: int
    unknown: tuple[str, ...] = ()


def _platform(
    id: str,
    name: str,
    sources: tuple[str, ...],
    known_since: int,
    *,
    unknown: tuple[str, ...] = (),
    **policies: object,
) -> Platform:
    own = COMMON.model_copy(update=policies)
    return Platform(id, name, own, sources, known_since, unknown)


_ALL = (
    _platform("tmall", "天猫", ("A6", "A9", "A10", "A11", "A13", "A18", "A25"), 2020),
    _platform("taobao", "淘宝", ("A9", "A11", "A13", "A18", "A22"), 2020),
    _platform(
        "jd",
        "京东",
        ("J1", "J3", "J4", "J6", "J9"),
        2022,
        share_weights="final_payment",
        price_protection="jd",
    ),
    _platform(
        "douyin",
        "抖音",
        ("D1", "D2", "D3"),
        2022,
        unknown=("退款分摊规则",),
        over_discount="one_fen",
        merchant_coupons="one_per_order",
        shop_excludes_platform=True,
    ),
    _platform(
        "pinduoduo",
        "拼多多",
        ("P1", "P2", "P3"),
        2023,
        unknown=("门槛是平行还是递进",),
        thresholds=None,
        merchant_coupons="by_overlap",
        price_protection="pinduoduo",
    ),
    _platform(
        "kuaishou",
        "快手",
        ("K1",),
        2023,
        unknown=("门槛是平行还是递进", "预售规则", "退款分摊规则"),
        thresholds=None,
    ),
    _platform("other", "其他平台", (), 2023, unknown=("优惠超过价格时的处理",)),
)

PLATFORMS: Mapping[str, Platform] = MappingProxyType({platform.id: platform for platform in _ALL})
"""By id, as ``Rulebook.platform`` names them."""
