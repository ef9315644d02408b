"""What a segment wants done with the products it names: 再加, 不要了, 换成, 只要, 一起.

Built from what buyers' verbs have in common: an acquiring verb (来, 要, 拿, 整, 捎 …) with 再, 还
or 也 adds, with 不, 别 or 先不 removes, with 只, 就 or 单 leaves nothing else.
"""

import re
from enum import StrEnum


class Wish(StrEnum):
    """How named products change the basket. ``NONE``: they are what is asked about now."""

    NONE = "none"
    ADD = "add"
    REMOVE = "remove"
    SWAP = "swap"
    ONLY = "only"
    CLEAR = "clear"


GET = (
    r"(?:来|加|买|要|拿|带|拍|添|配|搭|整|弄|搞|下单|下|捎|"
    r"凑|拼|囤|扛|抱|订|选购|选|购|入|囤|装|安排)"
)
"""To take or order, as buyers say it."""

_NOT = r"(?:不|别|甭|没必要|不想|先不|就不|暂不|暂时不|暂时先不|先别)"
_TAKE_OUT = (
    r"(?:去掉|去除|砍掉|砍了|删掉|删了|删去|删除|拿掉|拿走|减掉|撤掉|撤了|划掉|剔除|剔了|剔掉|踢了|踢掉|扣掉|除去|"
    r"取消|免了|去了(?=$|吧|[^多])|退掉|换掉|放弃)"
)
_NOT_NEEDED = (
    r"(?:不需要|用不(?:上|着)|不用(?:了|要)|不用(?=$|[，。])|不考虑|不看了|不打算要|"
    r"(?:下次|以后|回头|改天|过阵子?|过段时间|晚点|明年|双12)再(?:买|说|看|考虑|要|拍)|"
    r"先放(?:一)?放|先搁|先缓|缓缓|再想想|再考虑|"
    r"(?:家里|家中|自己|我|老家|公司)(?:已经|都|早)?(?:自己)?有(?:了|一台|一个)?(?=$|[，。 ]|不))"
)
_GIVEN_UP = (
    r"(?<=.)(?<!就)(?<!还是)(?<!那)(?<!这样)(?<!一起)(?<!也)(?<!进去)(?<![台个件俩])算了(?:吧|啊|不要了)?$|"
    r"(?<=.)(?:就|也|还是)算了(?:吧)?$|(?<=[那这][台个件款])算了(?:吧)?$"
)

_WISHES: tuple[tuple[Wish, re.Pattern[str]], ...] = (
    (
        Wish.CLEAR,
        re.compile(
            r"(?:都|全都?|全部|统统|一个都|一样都)不(?:要|买|拍|拿)了?|什么都不(?:要|买)|重新(?:来|算|选)"
            r"|(?:购物车)?清空|^(?:算了)?(?:不买|不拍)了(?:吧)?$"
        ),
    ),
    (
        Wish.SWAP,
        re.compile(
            r"(?<![退调兑年月])(?<!多久)(?<!怎么)(?<!经常)(?<!定期)(?<!需要)(?<!才)换(?!掉|货|新|几|一次|一回|起来|季)(?:成|为|个|一?[台款件])?(?!\d?[一两二三四五六七八九十]?[台件个]$)|"
            r"(?<!修)改(?:成|为|要|个|买|拍|拿)(?!(?:\d+|[一两俩二三四五六七八九十]+)[台件个套])|"
            r"(?<=.)(?<!修)改(?=[\u4e00-\u9fffa-z\d.]*(?:机|锅|箱|炉|器|调|灶|款|的|匹|升|色|v\d|x\d|d\d)(?:吧|呢|$))|"
            r"^改(?!\d|[一两二三四五六七八九十][台个件]|地址|电话)|"
            r"调换|替换|代替|顶替|升级(?:成|到|为|一下)|(?<=[a-z]\d)升(?=[a-z]\d)"
        ),
    ),
    (
        Wish.REMOVE,
        re.compile(
            rf"(?!不下(?!单)){_NOT}(?:想)?(?:再)?{GET}(?!求|紧|多少|贵|么|(?<=[带配装])[\u4e00-\u9fff]{{1,4}}(?:的|功能|那))|先(?:不|别)|{_NOT}(?:算|含|包括|留)(?!多|上券|贵)|{_TAKE_OUT}|{_NOT_NEEDED}|{_GIVEN_UP}|"
            r"除了(?!这|那|它|他|刚才|刚刚|前面|上面)|(?<![一])没有(?=.{2,})(?=.*(?:呢|的话))"
        ),
    ),
    (
        Wish.ONLY,
        re.compile(
            rf"(?<![一两二三\d下每])[只光仅单](?:{GET}|算|看|留|剩|有|独)|就(?:要|买|拿|留|拍|看)(?!是)|只能|"
            r"(?<=.)(?<!各)(?:就行|就好|就可以|就够|够了|足够|留着(?:就|吧))|^留"
        ),
    ),
    (
        Wish.ADD,
        re.compile(
            rf"再(?:帮我|给我|给.{{1,3}})?各?{GET}|再(?:多|算上|搭)|(?:还|又)(?:想|得|需)?{GET}|还(?:缺|差|少|看中|看上)了?(?:一)?[个台件]|另有|还有(?!没有|货|现货|券|活动|优惠|吗|没|多|几)|"
            rf"另外(?:{GET})?(?!那|一[个款台]$)|外加|另加|^\+|加上|算(?:上|进(?:来|去)|在内)|^加(?!起来|一起|价|钱|急|湿|热)|加(?:一|两|俩|个|\d)[个台件套]?|(?:把.*)?[加放](?:进|到)(?:来|去|购物车|一起)|加购|"
            rf"顺便|顺带|顺手|连同?(?=.*(?:一起|也|都|一块|算))|也(?:想|得|给我|一起|一并|一块|帮我|可以|顺便)*{GET}|也(?:一起|一并|一块|算|放|加)|[一]并{GET}|"
            rf"[加放补捡拿要]回(?!头|答|复)|带上|配(?:上|个|一[台个])|凑(?:上|个)|捎(?:上|个|带)|搭(?:上|个|一[个台]|着)|多(?:拿|要|来|买|加|拍)(?:一|两|\d|俩)?[个台件套]?|同时(?:要|买|拿|拍)"
        ),
    ),
)
_JOINT = re.compile(
    r"一起|一共|总共|合计|合在一起|合起来|合一块|加起来|全部|都要|都买|都拿|全拿|全要|一块儿?(?!\d|钱)|总计|总价|总额|拢共|加一起|凑一起|打包|通通|一并|一锅端|一套下来"
)
_DENIED = re.compile(
    r"(?:不是|没说|没要|不对|说错|打错|看错|弄错|搞错|发错)(?:了)?[^，。是要]{0,3}$"
)
_TAKES_OUT = re.compile(rf"{_NOT}(?:想)?(?:再)?{GET}(?!了)|{_TAKE_OUT}|用不[上着]|不需要")
HALF = re.compile(r"(?:砍|减|少|去)(?:掉|了)?一半|减半|砍半|只要一半")
_QUESTION = re.compile(r"要不要|是不是|买不买|用不用|能不能|要不(?!是)")
_OTHERS = re.compile(r"除了.+?(?:其他|其它|别的|剩下|另外|余下|都)")
"""除了烤箱其他多少 leaves the oven out, 除了这个还要烤箱 does not."""


def wish_of(text: str) -> Wish:
    """The wish of a normalised segment; 要不要 asks and wishes nothing."""
    plain = _QUESTION.sub("", text)
    if HALF.search(plain):
        return Wish.NONE  # 砍掉一半 leaves the other half
    if _OTHERS.search(plain):
        return Wish.REMOVE
    return next((wish for wish, pattern in _WISHES if pattern.search(plain)), Wish.NONE)


def verb_of_removal(text: str) -> int:
    """Where the verb that takes something out ends; the end of the text if it has none or one at
    its end."""
    match = _TAKES_OUT.search(_QUESTION.sub(lambda asked: "？" * len(asked[0]), text))
    return match.end() if match and not _OTHERS.search(text) else len(text)


def joint(text: str) -> bool:
    """Whether everything spoken of is to be priced together."""
    return bool(_JOINT.search(text))


def denied(text: str, start: int) -> bool:
    """Whether what begins at ``start`` is what the buyer did *not* mean (不是空调，是冰箱)."""
    return bool(_DENIED.search(text[:start]))
