"""What a question asks once the goods and its circumstances are left out, and what it is about.

微波炉今天买几天发货 asks 几天发货; 在哪申请 behind 有价保吗 asks it of 价保. Scripts are written
without either, so the core finds the one that was meant.
"""

import re
from collections.abc import Sequence

from .products import Phrase

COUPONS, PROTECTION = "券", "价保"

_TOPICS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (topic, re.compile(words))
    for topic, words in (
        (PROTECTION, r"价保|(?<!快递)保价(?!值|费|赔)|价格保护|降价|降了|便宜了|补差|差价|买贵"),
        ("发票", r"发票|开票|专票|普票|抬头|税号"),
        ("尾款", r"尾款"),
        ("定金", r"[定订]金|预售"),
        (
            "运费",
            r"(?:退|取件|来回|拒收|换货).{0,4}(?:运费|邮费|快递费)|取件费|(?:运费|邮费|快递费)(?:谁|算谁|我出|你们出)",
        ),
        ("邮费", r"运费|邮费|快递费|寄费|包邮"),
        ("换货", r"换货|换新|换一?[台个]"),
        ("退款", r"退款|退钱|钱.{0,4}退|退.{0,4}钱"),
        ("退货", r"退货|退掉|退了|想退|能退|要退|无理由|退回"),
        (COUPONS, r"券|红包|(?:那|这)张|\d+(?:减|-)\d+"),
        ("安装", r"安装|上门|师傅|装机|包装吗"),
        ("保修", r"保修|质保|报修|维修|修"),
        ("发货", r"发货|[能会]发(?!票)|催|快递|物流|几天[发到]|送到|到货"),
        ("赠品", r"赠品|送什么|送的"),
        ("拒收", r"拒收"),
        ("地址", r"地址"),
    )
)
"""The trade's topics, the particular before the general, each by its own word."""

_LEAVES_OUT = re.compile(
    r"(?:在?哪里?|最[晚迟]|截止|几[点分]|哪儿|哪天|哪个|怎么|咋|怎样|几天|几号|几次|多久|多长|多少|时间|什么时候|啥时候|什么|啥|谁|申请|办|弄|整|领|填|查|"
    r"看|找|要|能|可以|有|没|给|出|到|保|补|都|行|内|之|我|你|您|们|的|了|吗|么|嘛|呢|啊|呀|吧|不|是|会|还|去|用|退|开|付|算|来|得|那|"
    r"这|就|也|再|点|下|个|上|回|[?？，。！])+"
)
"""Of such words alone a question leaves out what it is about: 在哪申请, 几天之内都行."""

_PLAINLY: tuple[tuple[str, re.Pattern[str], str], ...] = (
    (
        PROTECTION,
        re.compile(r"价保|保价|价格保护|降价?|便宜|补?差价?|补|贵|后悔|双1[12]|要是|万一|如果"),
        "价保，降价了怎么办",
    ),
    ("退款", re.compile(r"退款|退钱|退回来?|钱|到账|一般|要"), "退款几天到账"),
    (
        "运费",
        re.compile(r"取件|退[回货]?|来回|运费|邮费|快递费|寄费|扣|出|承担|重拍"),
        "退货运费谁承担",
    ),
)
"""(topic, its own words, what a question of it asks that says nothing beside: 能保价吗)."""
_CIRCUMSTANCE = re.compile(
    r"^(?:那|就|我|要是|如果|假如|的话|然后|但是|可是|对了|还有|另外|请问|想问|问下|问一下|你们?|这边|店里|现在|今天|"
    r"今晚|明天|昨天|昨晚|前天|刚刚?|已经|双1[12]|双十[一二]|\d+[号日](?:晚上|早上)?|[买拍付](?:了|完|好|下)?|下单|收到|"
    r"到了|装好|以?后|之后|这个|那个|它|的|了|呢|吧|啊|哦|嗯|算了|一下|不好意思|老板|亲|麻烦|万一|到时候?|直接|"
    r"[\d一两二三四五六七八九十]+(?:台|件|个|套)|，| )+"
)
_TELLS = 5
"""Characters beside the goods' names that tell something of them."""

_WISHES = re.compile(
    r"[\d一两二三四五六七八九十俩仨]+ ?[台件个套份只]|"
    r"要|买|来|换|加|拿|看[看中上]|选|拍|多少|价|券|钱|配|送|呢|一起|优惠|便宜"
)
_SAYS_LITTLE = re.compile(
    r"[，。！!~ ]|的|那|这|个|款|台|就|我|你们?家?|想|了|吧|啊|哈|嗯|亲|老板|您?好|在吗|就是"
)

_WHEN = re.compile(r"哪天|几号|几[点分]|什么时候|啥时候|何时|最晚|最迟|截止")

_LEAST = 3
"""Characters that ask something."""


def topic_in(text: str) -> str:
    """The trade's topic that the normalised text names; empty if none."""
    return next((topic for topic, words in _TOPICS if words.search(text)), "")


def asks_when_to_pay(core: str) -> bool:
    """Whether an elliptical question asks it of the deposit or the final payment: 最晚哪天."""
    topic, comma, rest = core.partition("，")
    return bool(comma) and topic in ("尾款", "定金") and bool(_WHEN.search(rest))


def goes_on(text: str) -> bool:
    """Whether the normalised text leaves out what it is about."""
    return bool(_LEAVES_OUT.fullmatch(text))


def tells_of_goods(text: str, found: Sequence[Phrase]) -> bool:
    """Whether beside the goods the text says more than a wish for them does."""
    if not found or _WISHES.search(text):
        return False
    spans = sorted((span for phrase in found for span in phrase.spans), reverse=True)
    for start, end in spans:
        text = text[:start] + "，" + text[end:]
    return len(_SAYS_LITTLE.sub("", text)) >= _TELLS


def core_of(text: str, found: Sequence[Phrase], topic: str, about: str = "") -> str:
    """The core of a question; where it leaves it out, with the ``topic`` before it. Empty where it
    is no other than the text. ``about`` is the topic that it is known to ask of."""
    spans = sorted((span for phrase in found for span in phrase.spans), reverse=True)
    bare = text
    for start, end in spans:
        bare = bare[:start] + bare[end:]
    core = _CIRCUMSTANCE.sub("", bare).strip("，。？?！! ")
    for asked, words, plain in _PLAINLY:
        if (
            asked == topic
            and asked in (about, topic_in(core))
            and goes_on(words.sub("", core) or "吗")
        ):
            return plain
    if len(core) < _LEAST:
        core = text
    if topic and goes_on(core):
        core = f"{topic}，{core}"
    return core if core != text else ""
