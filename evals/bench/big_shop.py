"""A shop as large as wanted, as such shops are: scripts and manuals of many products, in Chinese.

Made from the trade's sentences, with names, numbers and places that keep rows apart. The same size
and seed give the same shop. Not meant to be read: meant to have the word statistics, the product
scopes and the validity of a real one.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random

from knowledge.records import identified
from knowledge.times import SHOP_ZONE
from knowledge.types import Kind, Passage, Place

NIGHT = datetime(2026, 11, 10, 20, 0, tzinfo=SHOP_ZONE)

_GOODS = (
    *("空调", "冰箱", "洗衣机", "热水器", "电饭煲", "净水器", "洗地机", "扫地机器人", "破壁机"),
    *("空气炸锅", "油烟机", "燃气灶", "洗碗机", "电风扇", "加湿器", "取暖器", "吸尘器", "烤箱"),
    *("羽绒服", "连衣裙", "运动鞋", "双肩包", "行李箱", "奶粉", "纸尿裤", "面膜", "口红", "手机壳"),
)
_TOPICS = (
    ("噪音{d}分贝吗", "工作时噪音约{d}分贝，{w}时会高一些，放平后听不出来"),
    ("多久能发货", "付款后{n}小时内从{p}仓发出，预售付清尾款后按顺序发货"),
    ("可以开专票吗", "可以开增值税专用发票，请提供抬头、税号，{n}个工作日内开出"),
    ("保修几年", "整机保修{y}年，主要部件{z}年，凭{p}门店或网上的订单就能报修"),
    ("怎么清洗{w}", "断电后取下{w}，用清水冲洗，晾{n}小时再装回，每{y}个月一次"),
    ("尺寸是多少", "机身宽{d}0毫米、深{n}5毫米，{w}两侧要各留{y}厘米"),
    ("显示E{y}是什么故障", "E{y}表示{w}没有装到位，断电{n}分钟后重启，仍有显示请报修"),
    ("能送货上楼吗", "{p}市区送货到门，没有电梯也送上楼，乡镇要多{y}天"),
    ("有什么赠品", "前{d}名付尾款送{w}一份，赠品随主商品从{p}发出"),
    ("降价了补差价吗", "签收后{n}天内同款降价可以申请价格保护，{w}不参加"),
    ("退货运费谁出", "质量问题运费由店铺承担，个人原因{n}天内可退，{w}要完整"),
    ("适合几口人用", "{y}到{z}口人用正好，{w}大的家庭可以选大一号"),
    ("耗电量高吗", "额定功率{d}0瓦，按每天{y}小时算，一个月约{n}度电"),
    ("支持手机控制吗", "下载应用后连上{y}.4G网络即可，{w}和定时都能在手机上设"),
    ("安装要收费吗", "基础安装免费，{w}加长每米{d}元，高空作业另付{n}0元"),
    ("会不会褪色", "用{p}产的面料，{n}次洗涤内不褪色，{w}请分开洗"),
    ("这个码偏大吗", "身高{d}到{n}5厘米选这个码，{w}宽松一些，介意请小一码"),
    ("保质期到什么时候", "保质期{z}个月，现在发的是{p}产的第{n}批，{w}开封后尽快用完"),
)
_ASKS = ("{}", "请问{}", "{}呀", "亲{}", "我想问下{}", "你们家这个{}", "{}，急", "麻烦问下{}")
_TALK = (
    "亲，您放心哦",
    "如果还有不清楚的地方，随时联系我们",
    "下单前请核对收货地址和电话",
    "活动期间咨询较多，回复慢请见谅",
    "以结算页显示的金额为准",
    "收到后请当面验货再签收",
    "签收当天有破损，拍照给我们就好",
)
# Common characters; pairs of them make names of places, parts and series with a long tail.
_CHARACTERS = (
    "安宝北滨昌长成城川春大德东方丰福港高光广贵桂海汉河恒红湖华怀淮吉嘉江金锦京景开康兰乐丽连林龙"
    "隆鹿明南宁平浦齐青清泉荣瑞三山上深盛石双顺松苏泰唐桃天通万望维文武西仙新兴秀旭徐雅烟延盐扬"
    "阳宜益银永玉元远云枣泽湛漳昭郑芝中舟珠竹紫遵支架滤网门封盖板管阀泵轴轮芯片盒刷罩筒扣垫圈杆"
)
_MOMENTS = 40
"""So many different days on which windows begin and end: promotions share theirs."""


def product(number: int) -> str:
    """The stock-keeping unit of a product."""
    return f"HF-{number:05d}"


def passages(count: int, seed: int = 11) -> Iterator[Passage]:
    """``count`` passages, about 40 to a product and a fifth of them for the whole shop.

    A quarter holds only for some days before, around or after ``NIGHT``.
    """
    dice = Random(seed)  # noqa: S311 - dice, no secret
    products = max(5, count // 40)
    names = [_name(dice) for _ in range(max(200, products // 2))]
    for number in range(count):
        owner = dice.randrange(products)
        goods = f"{names[owner % len(names)]}{_GOODS[owner % len(_GOODS)]}"
        skus = frozenset() if dice.random() < 0.2 else frozenset({product(owner)})
        window = _window(dice) if dice.random() < 0.25 else (None, None)
        make = _script if dice.random() < 0.7 else _manual
        yield make(number, goods, skus, window, names, dice)


def questions(count: int, among: int, seed: int = 5) -> list[tuple[str, frozenset[str]]]:
    """What customers ask, each with the product it is asked about; for a shop of ``among``."""
    dice = Random(seed)  # noqa: S311
    products = max(5, among // 40)
    names = [_name(Random(11)) for _ in range(3)]  # noqa: S311
    asked = []
    for _ in range(count):
        owner = dice.randrange(products)
        about = f"{_GOODS[owner % len(_GOODS)]}{_filled(dice.choice(_TOPICS)[0], names, dice)}"
        asked.append((dice.choice(_ASKS).format(about), frozenset({product(owner)})))
    return asked


_Window = tuple[datetime | None, datetime | None]


def _script(
    number: int, goods: str, skus: frozenset[str], window: _Window, names: list[str], dice: Random
) -> Passage:
    topic = dice.choice(_TOPICS)
    question = f"{goods}{_filled(topic[0], names, dice)}"
    similar = tuple(
        ask.format(_filled(topic[0], names, dice)) for ask in dice.sample(_ASKS, dice.randint(0, 3))
    )
    talk = "，".join(dice.sample(_TALK, 2))
    answer = f"亲，{goods}{_filled(topic[1], names, dice)}。{talk}。"
    return identified(
        Passage(
            id="",
            kind=Kind.SCRIPT,
            text=f"{question}\n{answer}",
            place=Place("scripts/话术.xlsx", sheet="话术", row=number + 2),
            source_hash="bench",
            skus=skus,
            valid_from=window[0],
            valid_to=window[1],
            script_id=f"S{number:06d}",
            scene=dice.choice(("售前", "活动", "物流", "售后")),
            question=question,
            similar=similar,
            answer=answer,
        )
    )


def _manual(
    number: int, goods: str, skus: frozenset[str], window: _Window, names: list[str], dice: Random
) -> Passage:
    topics = dice.sample(_TOPICS, dice.randint(2, 5))
    text = "".join(f"{goods}{_filled(topic[1], names, dice)}。" for topic in topics)
    headings = (f"{goods}说明书", _filled(topics[0][0], names, dice))
    place = Place(f"manuals/{goods}.pdf", page=number % 40 + 1, headings=headings)
    return identified(Passage("", Kind.DOCUMENT, text, place, "bench", skus, window[0], window[1]))


def _filled(sentence: str, names: list[str], dice: Random) -> str:
    return sentence.format(
        d=dice.randint(18, 99),
        n=dice.randint(2, 72),
        y=dice.randint(1, 9),
        z=dice.randint(3, 24),
        w=dice.choice(names),
        p=dice.choice(names),
    )


def _name(dice: Random) -> str:
    return "".join(dice.choices(_CHARACTERS, k=dice.choice((2, 2, 3))))


def _window(dice: Random) -> _Window:
    start = NIGHT + timedelta(days=dice.randrange(-_MOMENTS // 2, _MOMENTS // 2))
    return start, start + timedelta(days=dice.randint(1, 15))
