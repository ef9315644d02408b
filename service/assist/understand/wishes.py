"""What a segment wants done with the products it names: 再加, 不要了, 换成, 只要, 一起."""

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


_WISHES: tuple[tuple[Wish, re.Pattern[str]], ...] = (
    (
        Wish.CLEAR,
        re.compile(r"都不(?:要|买)了?|全(?:部|都)?不(?:要|买)了?|什么都不要|不买了|重新(?:来|算)"),
    ),
    (
        Wish.SWAP,
        re.compile(
            r"换(?:成|为|个|一?[台款件])?(?!\d?[一两二三四五六七八九十]?[台件个]$)|"
            r"改(?:成|为|要|个)(?!(?:\d+|[一两俩二三四五六七八九十]+)[台件个套])|改拍|调换"
        ),
    ),
    (
        Wish.REMOVE,
        re.compile(
            r"不要(?!求|紧)|不买|不拿|去掉|去除|删掉|删了|拿掉|减掉|除了|先不|取消|除去|撤掉|扣掉|(?<=.)(?<!就)(?<!还是)(?<!那)(?<!这样)算了(?:吧)?$"
        ),
    ),
    (Wish.ONLY, re.compile(r"只要|只买|只拿|只算|只看|就要|就买|就拿|单买|单独|光买|光要|单拍|仅")),
    (
        Wish.ADD,
        re.compile(
            r"再(?:来|加|买|要|拿|带|拍|添|配)|还(?:要|想要?|买|带)|另外(?:要|加|买)?|外加|加上|也算上|算上|^加(?!起来|一起|价|钱|急)|加一?[个台件套]|加购|"
            r"顺便|顺带|顺手|连同?|也(?:要|买|拿|来|带上)|带上|配(?:上|个|一[台个])|凑(?:上|个)|多(?:拿|要|来)一?个"
        ),
    ),
)
_JOINT = re.compile(
    r"一起|一共|总共|合计|合在一起|加起来|全部|都要|都买|都拿|一块儿?(?!\d|钱)|总计|总价|拢共|加一起|凑一起"
)
_DENIED = re.compile(r"(?:不是|没说|没要|不对|说错|打错|看错|弄错|搞错|发错)[^，。]{0,3}$")
_QUESTION = re.compile(r"要不要|是不是|买不买|用不用|能不能")


def wish_of(text: str) -> Wish:
    """The wish of a normalised segment; 要不要 asks and wishes nothing."""
    plain = _QUESTION.sub("", text)
    return next((wish for wish, pattern in _WISHES if pattern.search(plain)), Wish.NONE)


def joint(text: str) -> bool:
    """Whether everything spoken of is to be priced together."""
    return bool(_JOINT.search(text))


def denied(text: str, start: int) -> bool:
    """Whether what begins at ``start`` is what the buyer did *not* mean (不是空调，是冰箱)."""
    return bool(_DENIED.search(text[:start]))
