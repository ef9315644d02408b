"""For whom and where: 我妈, 室友, 公司, 主卧. A piece for somebody else is one more; pieces for two
places are as many as both together."""

import re

from .numbers import NUMBER, whole

_KIN = (
    r"(?:爸妈|妈|爸|父母|阿妈|阿爸|老妈|老爸|爹|娘|婆婆|公公|公婆|丈母娘|老?丈人|岳父|岳母|老公|老婆|媳妇|爱人|儿子|女儿|闺女|"
    r"哥|姐|弟|妹|嫂子|姐姐|妹妹|哥哥|弟弟|姑|舅|姨|叔|伯|婶|朋友|同事|同学|室友|舍友|邻居|亲戚|闺蜜|领导|老板|"
    r"爷爷|奶奶|外公|外婆|姥姥|姥爷|老人|老伴|孩子|对象|男朋友|女朋友|客户)"
)
PLACE = (
    r"(?:主卧|次卧|隔壁(?:寝室|宿舍|家|邻居)?|寝室|对门|客厅|卧室|书房|厨房|餐厅|阳台|卫生间|衣帽间|洗手间|地下室|车库|仓库|教室|民宿|[大小东西主]屋|主卫|客卫|儿童房|老人房|客房|办公室|会议室|前台|茶水间|宿舍|店里|公司|老家|娘家|婆家|"
    r"新房|老房子?|新家|旧房|出租(?:屋|房)|那套房|另一套|楼上|楼下|家里|自己家|家)"
)
_ROOM = r"那?(?:屋(?:里|子)?|房间|间)"
SOMEONE = (
    rf"(?:{_KIN}(?:家|他们|们|那边|那里|那儿|{_ROOM})?|{PLACE}|[他她](?:们|家|{_ROOM})?(?![的]))"
)

_ALSO = re.compile(
    rf"{SOMEONE}(?:那边|那里|那儿)?(?:说)?(?:也|还|再)[^，]{{0,4}}$|(?:再|也|还|另外)[^，]{{0,2}}(?:给|帮|替)(?:我|他|她)?{SOMEONE}[^，]{{0,4}}$"
)
_ALSO_WANTS = re.compile(
    rf"{SOMEONE}(?:也|还)(?:想|说)?(?:要|买|来|装|添)(?:了|的|吧|呢)?$|又?多(?:了)?一(?:家|个人|户)(?:也)?要"
)
_GIVEN_BEFORE = re.compile(
    rf"(?:(?:给|送|寄|发|放|装|搁|帮|替|留)(?:到|去|我|在)?(?:[\u4e00-\u9fff]{{0,2}}{SOMEONE}|(?!我|咱|俺|你)[\u4e00-\u9fff]{{2,5}}(?<!来|要|算|拿|买|再))|^(?:我|自己|咱)|{SOMEONE})$"
)
_ONLY_FOR = re.compile(rf"^(?:那)?(?:就|只|光|只要|就要)(?:我|{SOMEONE})*$")
_GIVEN_BEHIND = re.compile(
    r"^(?:给(?!我(?:算|来|看|个|$)|个|点)|送(?!货|什么|啥|吗|不|装|上门|个)|寄|发(?!货|票)|放|装(?!的话|吗|要|得|一)|搁|自己|自用|我自己|留)"
)


def one_more_for(before: str) -> bool:
    """Whether what is counted behind ``before`` is for somebody else besides: 我妈也要."""
    return bool(_ALSO.search(before))


def also_wants(text: str) -> bool:
    """Whether somebody else wants one too, without a number: 婆婆家也要."""
    return bool(_ALSO_WANTS.search(text))


_AS_A_GIFT = re.compile(
    rf"送(?!货|到|来|装|上|的话)(?:我(?!{_KIN})|个|[一两二三\d][个台套]|不送|点|的吗)(?!.*给)"
)


def as_a_gift(text: str) -> bool:
    """Whether something is to be had for nothing: 送个微波炉呗."""
    return bool(_AS_A_GIFT.search(text))


_SAME_AGAIN = re.compile(
    r"(?:再|也|又).{0,8}(?:一样|同样|同款|相同|一模一样)的?|(?:一样|同样|同款)的?再"
)


def same_again(text: str) -> bool:
    """Whether one more of the same is wanted: 再给我妈买台一样的."""
    return bool(_SAME_AGAIN.search(text))


def given(before: str, behind: str) -> bool:
    """Whether the pieces between are one share of what is ordered: 一台给我妈, 主卧一台."""
    if _ONLY_FOR.search(before) or before.endswith(("就", "那", "要", "买")):
        return False  # 就我家一台: all of it
    return bool(_GIVEN_BEHIND.search(behind) or _GIVEN_BEFORE.search(before))


_PRONOUNS = {"他", "她"}


def places(text: str) -> int:
    """How many rooms, homes or people the text names."""
    named = set(re.findall(rf"{SOMEONE}|我(?=[和跟、与])|自己", text))
    return len(named - _PRONOUNS or named)


_HOMES = re.compile(
    rf"(?P<number>{NUMBER})(?:间(?:房|屋|办公室|宿舍|教室|卧室)?|家(?!里|的|有|人|电|装|伙|庭|店)|个房间|个卧室|个屋|间屋|套房|户|层楼?|个人|口人|位(?:员工|同事))"
)
_PER_HOME = re.compile(r"每(?:个)?(?:间|房间|卧室|套|户|家|层|人)|一间一|一户一|一人一|一家一")


def homes_told(text: str) -> int:
    """How many rooms or people the burst tells of: 六间房出租. 1 if none or no number."""
    match = _HOMES.search(text)
    return (whole(match["number"]) or 1) if match else 1


def per_home(text: str) -> bool:
    """Whether pieces are told for each of them: 每间一台."""
    return bool(_PER_HOME.search(text))
