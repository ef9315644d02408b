"""How many, and of what: 两台, 再加一件, 各来两个, 不是两台, x2, 来俩, 双份."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from . import people
from .numbers import NUMBER, whole
from .products import Phrase
from .wishes import GET

MAX_SPOKEN = 999


class Op(StrEnum):
    """What a count does to the quantity before it."""

    SET = "set"
    MORE = "more"
    LESS = "less"


@dataclass(frozen=True, slots=True)
class Count:
    """``text[start:end]`` says ``number``; ``each``: of every product meant (各两台)."""

    start: int
    end: int
    number: int
    op: Op = Op.SET
    each: bool = False
    explains: bool = False
    """Who or what pieces are for (我妈也要一台, 主卧次卧各一台): says nothing new where the burst
    has counted already."""

    share: bool = False
    """Some of what is ordered, for somebody or somewhere: 一台给我妈."""

    def after(self, before: int) -> int:
        """The quantity it leads to, at least one piece."""
        if self.op is Op.MORE:
            return before + self.number
        return max(1, before - self.number) if self.op is Op.LESS else self.number


_UNIT = "台|件|个|套|部|只|份|把(?=$|吧|呢|\n)"
_BEFORE = (
    rf"(?P<not>不是|没说|没要|(?<!要)不要)?(?P<more>再(?:多|帮我|给我)?{GET}?|还{GET}|多{GET}?|加上?|追加|另{GET})?"
    rf"(?P<less>少{GET}?|减少|减[掉去]?|去掉|拿[掉走]|删掉|取消)?(?P<each>各自?|每样|每种|每款|都|分别|一样)?(?P<more_each>再?加|多{GET}?)?(?:改[成为到]?|换成)?{GET}?"
)
_NO_PIECE = (
    r"(?!.?(?:月|小时|工作日|星期|礼拜|钟头|平|方)|[人位点字孩娃层群号单笔]|订单|(?:卧室|客厅|房间?|屋|厅)(?!.{0,4}\n)|老人|大人|儿子|女儿|师傅|快递|电话|地址|链接|礼|赠品|电池|遥控|刷头|抽屉|电机|插座|家庭|"
    r"券|红包|(?<=个)(?:定金|订金|尾款)|平台|活动|快递单|颜色|款式|型号|尺寸|版本|问题|疗程|价|以上|起(?!$)|[\d.]*折|打(?!包)|减(?!多少)|包邮|套(?!\n|$|多|一|总|呢|吧))"
)
_COUNT = re.compile(rf"{_BEFORE}(?P<number>{NUMBER})(?P<unit>{_UNIT}){_NO_PIECE}")
_BARE = (
    (re.compile(rf"{_BEFORE}(?P<number>俩|仨)(?![人口])"), None),
    (re.compile(r"\n ?(?P<number>\d{1,3})(?=$|[+，])"), None),
    (re.compile(rf"{_BEFORE}(?P<number>半打)"), 6),
    (re.compile(rf"{_BEFORE}(?P<number>一打)"), 12),
    (re.compile(rf"{_BEFORE}(?P<number>一对|双份|两份|成对)"), 2),
    (re.compile(r"(?<![a-z\d])[x×*] ?(?P<number>\d{1,3})(?![\d.a-z])"), None),
    (
        re.compile(
            r"数量(?:改|换|要)?(?:成|为|是|到)? ?"
            r"(?P<number>\d{1,3}|[一两二三四五六七八九十]{1,3})(?!样|致|不变)"
        ),
        None,
    ),
    (
        re.compile(
            r"(?:来|要|买|拿|拍)(?P<number>\d{1,2})(?![\d.元块%年月日号点折匹升lkg百千张天个台件套部只份平方米万])"
        ),
        None,
    ),
)
_NO_COUNT = re.compile(
    rf"(?:[领抢]|用)(?:了|到)?(?:俩|仨)|{NUMBER}[台个件](?=里|中间?的?)|这(?:俩|仨|{NUMBER}[样个款台件种])|那[俩仨](?!呢)|{NUMBER}件套|(?<![只还共都])有(?:一|1)(?:{_UNIT})|第{NUMBER}(?:{_UNIT})|(?:[前满]|超过|多于|不到|至少|起码){NUMBER}(?:{_UNIT})|(?:多少钱?|几钱|价格?|卖)(?:是)?一(?:{_UNIT})"
    rf"|{NUMBER}[个样](?=[a-z ]*(?:都|一起|一块|一哈|分别|各|全|呢?哪(?=.)|里|中|加起来|打包|一并))"
)
_EACH_HOME = re.compile(r"(?:一|每)(?:个)?[人家户间](?:一|1)[台个件套间]|人手(?:一|1)[台个件]")
_ARTICLE = frozenset({"一个", "1个"})
_ONLY_ONE = re.compile(
    r"(?:那|就|我|买|先|拿|来|要|还是|我要|只|算了|哎呀|哎|嗯)*[一1]个(?:就|够|吧|好|可以|行|算了|了|呢|的话|多少钱?|到手)*"
)
_COUNTING = ("\n", "只", "就", "光")
"""Before 一个: a product's name (blanked), or 只要."""


def counts(text: str, phrases: Sequence[Phrase], *, each_home: bool = False) -> list[Count]:
    """The counts of the normalised text in order; those inside a product's name do not count, and
    一人一台 only where it is known how many they are (``each_home``)."""
    free = text
    for phrase in phrases:
        for start, end in phrase.spans:
            free = _blank(free, start, end)
    for pattern in (_NO_COUNT,) if each_home else (_NO_COUNT, _EACH_HOME):
        for match in pattern.finditer(free):
            free = _blank(free, match.start(), match.end())
    return sorted(_found(free, each_home=each_home), key=lambda count: count.start)


def _found(free: str, *, each_home: bool = False) -> Iterator[Count]:
    for match in _COUNT.finditer(free):
        number = whole(match["number"])
        # 烤箱一个 and 只要一个 count; 看中一个烤箱 does not
        counts_one = (
            each_home
            or match["more"]
            or match["less"]
            or match["each"]
            or free[: match.start()].endswith(_COUNTING)
            or people.one_more_for(free[: match.start("number")])
            or people.given(free[: match.start("number")], free[match.end() :])
            or _ONLY_ONE.fullmatch(free)
        )
        article = match["number"] + match["unit"] in _ARTICLE and not counts_one
        if number and not article:
            yield from _count(match, number, free)
    for pattern, fixed in _BARE:
        for match in pattern.finditer(free):
            yield from _count(match, fixed or whole(match["number"]) or 0, free)


def _count(match: re.Match[str], number: int, free: str) -> Iterator[Count]:
    said = match.groupdict()
    if said.get("not") or not 0 < number <= MAX_SPOKEN:
        return
    more = said.get("more") or said.get("more_each")
    op = Op.LESS if said.get("less") else Op.MORE if more else Op.SET  # 再减一个 is one less
    count = Count(match.start(), match.end(), number, op, bool(said.get("each")))
    before, behind = free[: match.start("number")], free[match.end() :]
    if count.each and (rooms := people.places(before)) > 1:
        count = replace(count, number=number * rooms, each=False, explains=True)
    elif op is not Op.LESS and people.one_more_for(before):
        count = replace(count, op=Op.MORE, explains=True)
    elif op is Op.SET and people.given(before, behind):
        count = replace(count, share=True)
    yield count


def _blank(text: str, start: int, end: int) -> str:
    return text[:start] + "\n" * (end - start) + text[end:]


def paired(
    phrases: Sequence[Phrase], found: Sequence[Count]
) -> tuple[dict[int, Count], list[Count]]:
    """Counts by the index of the phrase they count, and those that count none of them.

    两台静悦一台冰箱 counts before its products, 静悦两台冰箱一台 behind them: whichever comes first
    in the text decides. One product and one count belong together wherever they stand.
    """
    each = [count for count in found if count.each]
    single = [count for count in found if not count.each]
    if not phrases:
        return {}, list(found)
    of = dict.fromkeys(range(len(phrases)), each[0]) if each else {}
    if not single:
        return of, []
    if len(phrases) == len(single) == 1:
        return of | {0: single[0]}, []
    leading = single[0].start < phrases[0].start
    loose: list[Count] = []
    for count in single:
        index = _beside(phrases, count, leading=leading)
        if index is None or index in of:
            loose.append(count)
        else:
            of[index] = count
    return of, loose


def _beside(phrases: Sequence[Phrase], count: Count, *, leading: bool) -> int | None:
    """The phrase next to the count, behind it where counts lead and before it otherwise."""
    inside = (i for i, p in enumerate(phrases) if p.start < count.start < p.end)
    if (index := next(inside, None)) is not None:
        return index  # 空调要两台1.5匹的
    if leading:
        return next((i for i, p in enumerate(phrases) if p.start >= count.end - 1), None)
    return next(
        (i for i, p in reversed(list(enumerate(phrases))) if p.end <= count.start + 1), None
    )
