"""The words of an Excel rulebook: its columns, and which 类型 uses which of them.

Adding a promotion kind means one line in ``TERMS``; where it needs a field of its own, also one in
``COLUMNS``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import get_args

from service.pricing.promotion import Promotion
from service.pricing.rules import AnyPromotion

from .rulebook_cells import BASE, FLAG, MONEY, NAMES, NUMBER, RATE, TEXT, TIERS, Form


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the sheet 优惠; ``common`` ones are open to every 类型."""

    header: str
    form: Form
    note: str
    common: str = ""
    """The field of every promotion that it fills, empty where the 类型 decides."""


COLUMNS: Sequence[Column] = (
    Column("编号", TEXT, "必填。每条优惠一个，不能重复；店铺券按编号领取", "id"),
    Column("类型", TEXT, "必填。见下表"),
    Column("名称", TEXT, "必填。客服看到的名称", "name"),
    Column("适用商品", NAMES, "商品编码，用顿号隔开；所有商品写“全部”", "scope.skus"),
    Column("适用类目", NAMES, "类目名称，用顿号隔开", "scope.categories"),
    Column("适用店铺", NAMES, "跨店凑单时的店铺，用顿号隔开", "scope.shops"),
    Column("排除商品", NAMES, "不参加的商品编码", "scope.except_skus"),
    Column("排除类目", NAMES, "不参加的类目", "scope.except_categories"),
    Column("排除店铺", NAMES, "不参加的店铺", "scope.except_shops"),
    Column("定金", MONEY, "每件的定金（元）"),
    Column("抵用额", MONEY, "定金膨胀：定金抵多少，含定金本身（100抵200 写 200）"),
    Column("门槛", MONEY, "满多少元；无门槛留空"),
    Column("优惠金额", MONEY, "减多少元；运费写运费金额"),
    Column("减免比例", RATE, "减 12% 写 12%，打 8.8 折写 8.8折"),
    Column("封顶", MONEY, "最多减多少元；不封顶留空"),
    Column("限价", MONEY, "国补：成交价不超过多少元"),
    Column("价格", MONEY, "一口价、前N件、第N件、任选的价格（元）"),
    Column("件数", NUMBER, "前几件、满几件、第几件、任选几件"),
    Column("循环", FLAG, "每满就减、每第N件都减写“是”"),
    Column("阶梯", TIERS, "每级写“门槛-减额”，用分号隔开：300-30；600-40"),
    Column("赠品", TEXT, "赠品名称"),
    Column("赠品数量", NUMBER, "送几件，留空为 1"),
    Column("会员", TEXT, "会员名称，例如 88VIP、PLUS"),
    Column("每元个数", NUMBER, "金币、京豆：多少个抵 1 元"),
    Column("最多抵扣", RATE, "金币、京豆：最多抵商品金额的百分之几，写 50%"),
    Column("起用个数", NUMBER, "金币、京豆：按多少个的整数倍使用"),
    Column("官方价", FLAG, "平台官方活动价写“是”：先于店铺自己的单品优惠"),
    Column("包邮口径", BASE, "满包邮看哪个金额：写“单品优惠后”或“券后”，留空随平台"),
    Column("开始", TEXT, "留空为活动开始；写法 2026-10-20 20:00", "from"),
    Column("结束", TEXT, "留空为活动结束；23:59 表示含这一整分钟", "to"),
    Column("互斥组", TEXT, "写同一个组名的优惠一单只用一个", "group"),
    Column("不同享", NAMES, "不能同时用的优惠编号或类型", "excludes"),
    Column("可叠加", FLAG, "平台默认同类只用一个、而这条可以叠加时写“是”", "stacks"),
    Column("公开", FLAG, "定向、隐藏的优惠写“否”：价保不算它", "public"),
)

BY_HEADER: Mapping[str, Column] = MappingProxyType({column.header: column for column in COLUMNS})

ALL_GOODS = ("全部", "全店", "所有商品")
"""What 适用商品 may say for ``scope: {all: true}``."""


@dataclass(frozen=True, slots=True)
class Term:
    """A 类型: the engine's kind, which column fills which field, and fields that it fixes."""

    name: str
    kind: str
    fields: Mapping[str, str] = field(default_factory=dict)
    fixed: Mapping[str, bool | str] = field(default_factory=dict)


_OFF = {"门槛": "threshold", "优惠金额": "off"}
_RATE = {"门槛": "threshold", "减免比例": "percent_off", "封顶": "cap"}
_POINTS = {"每元个数": "per_yuan", "最多抵扣": "max_percent", "起用个数": "step"}
_OWN = {"官方价": "official"}

TERMS: Sequence[Term] = (
    Term("尾款立减", "direct_reduction", {"优惠金额": "off"} | _OWN, {"adds_to_presale": True}),
    Term("直降", "direct_reduction", {"优惠金额": "off"} | _OWN),
    Term("一口价", "fixed_price", {"价格": "price"} | _OWN),
    Term("秒杀价", "fixed_price", {"价格": "price"} | _OWN),
    Term("前N件", "first_n", {"件数": "count", "价格": "price"} | _OWN),
    Term("限时折扣", "limited_discount", {"减免比例": "percent_off"} | _OWN),
    Term("定金膨胀", "deposit_inflation", {"定金": "deposit", "抵用额": "worth"}),
    Term("付定立减", "deposit_reduction", {"定金": "deposit", "优惠金额": "off"}),
    Term("官方立减", "official_reduction", {"减免比例": "percent_off"}),
    Term("店铺每满减", "shop_reduction", _OFF | {"封顶": "cap"}, {"every": True}),
    Term("店铺满减", "shop_reduction", _OFF | {"封顶": "cap"}),
    Term("阶梯满减", "shop_ladder", {"阶梯": "tiers", "循环": "every"}),
    Term("满额折", "amount_discount", _RATE),
    Term("满件折", "count_discount", {"件数": "count", "减免比例": "percent_off", "封顶": "cap"}),
    Term(
        "第N件优惠",
        "nth_item",
        {"件数": "nth", "价格": "price", "减免比例": "percent_off", "循环": "repeat"},
    ),
    Term("N元任选", "pick_for", {"价格": "price", "件数": "count"}),
    Term("满赠", "gift", {"门槛": "threshold", "赠品": "gift", "赠品数量": "quantity"}),
    Term("店铺券", "shop_coupon", _OFF),
    Term("商品券", "item_coupon", _OFF),
    Term("店铺红包", "shop_red_packet", _OFF),
    Term("折扣券", "discount_coupon", _RATE),
    Term("购物津贴", "cross_store", _OFF, {"from_balance": True}),
    Term("跨店满减", "cross_store", _OFF),
    Term("平台每满减", "platform_reduction", _OFF | {"封顶": "cap"}, {"every": True}),
    Term("平台满减", "platform_reduction", _OFF | {"封顶": "cap"}),
    Term("平台券", "platform_coupon", _OFF),
    Term("京券", "jing_coupon", _OFF),
    Term("东券", "dong_coupon", _OFF | _RATE),
    Term("消费券", "consumption_voucher", _OFF),
    Term("品类券", "category_coupon", _OFF),
    Term(
        "会员折扣", "member_rate", {"会员": "membership", "减免比例": "percent_off", "封顶": "cap"}
    ),
    Term("现金红包", "red_packet", {"优惠金额": "off"}),
    Term("淘金币", "coins", _POINTS),
    Term("京豆", "beans", _POINTS),
    Term("购物金", "prepaid"),
    Term(
        "国补",
        "government_subsidy",
        {"减免比例": "percent_off", "封顶": "cap", "限价": "price_limit"},
    ),
    Term("运费", "freight", {"优惠金额": "fee", "门槛": "free_from", "包邮口径": "measured_on"}),
)

BY_NAME: Mapping[str, Term] = MappingProxyType({term.name: term for term in TERMS})

MODELS: Mapping[str, type[Promotion]] = MappingProxyType(
    {model.model_fields["kind"].default: model for model in get_args(get_args(AnyPromotion)[0])}
)
"""The engine's promotion kinds by name."""

PLATFORM_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "天猫": "tmall",
        "淘宝": "taobao",
        "京东": "jd",
        "抖音": "douyin",
        "拼多多": "pinduoduo",
        "快手": "kuaishou",
        "其他": "other",
    }
)
PHASE_NAMES: Mapping[str, str] = MappingProxyType(
    {"付定金": "deposit", "付尾款": "final_payment", "现货": "sale"}
)
THRESHOLD_NAMES: Mapping[str, str] = MappingProxyType({"平行": "parallel", "递进": "progressive"})
