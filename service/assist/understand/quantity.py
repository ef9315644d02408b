"""How many, and of what: 两台, 再加一件, 各来两个, 不是两台, x2, 来俩, 双份."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from .numbers import NUMBER, whole
from .products import Phrase

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

    def after(self, before: int) -> int:
        """The quantity it leads to, at least one piece."""
        if self.op is Op.MORE:
            return before + self.number
        return max(1, before - self.number) if self.op is Op.LESS else self.number


_UNIT = "台|件|个|套|部|只|份"
_BEFORE = (
    r"(?P<not>不是|没说|没要|不要)?(?P<more>再加|再来|再买|再要|再拿|再拍|再|还要|多买|多拿|多要|多来|加上?|追加)?"
    r"(?P<less>少买|少拿|少要|少来|少|减掉?|去掉)?(?P<each>各自?|每样|每种|每款|都|分别|一样)?(?:来|要|买|拿|拍)?"
)
_COUNT = re.compile(
    rf"{_BEFORE}(?P<number>{NUMBER})(?P<unit>{_UNIT})"
    r"(?!.?(?:月|小时|工作日|星期|礼拜|钟头)|[人位点字房]|券|红包|颜色|款式|型号|尺寸|版本|问题|地址|疗程|价|以上|起|[\d.]*折|[打减]|包邮)"
)
_BARE = (
    (re.compile(rf"{_BEFORE}(?P<number>俩|仨)(?![人口])"), None),
    (re.compile(rf"{_BEFORE}(?P<number>半打)"), 6),
    (re.compile(rf"{_BEFORE}(?P<number>一打)"), 12),
    (re.compile(rf"{_BEFORE}(?P<number>一对|双份|两份|成对)"), 2),
    (re.compile(r"(?<![a-z\d])[x×*] ?(?P<number>\d{1,3})(?![\d.a-z])"), None),
    (
        re.compile(
            r"(?:来|要|买|拿|拍)(?P<number>\d{1,2})(?![\d.元块%年月日号点折匹升lkg百千张天个台件套部只份])"
        ),
        None,
    ),
)
_NO_COUNT = re.compile(
    rf"第{NUMBER}(?:{_UNIT})|[前满]{NUMBER}(?:{_UNIT})|(?:多少钱?|几钱|价格?|卖)(?:是)?一(?:{_UNIT})"
    rf"|{NUMBER}个(?=都|一起|全|呢?哪(?=.)|里|中)"
)
_ARTICLE = frozenset({"一个", "1个"})
_COUNTING = ("\n", "只", "就", "光")
"""Before 一个: a product's name (blanked), or 只要."""


def counts(text: str, phrases: Sequence[Phrase]) -> list[Count]:
    """The counts of the normalised text in order; those inside a product's name do not count."""
    free = text
    for phrase in phrases:
        free = _blank(free, phrase.start, phrase.end)
    for match in _NO_COUNT.finditer(free):
        free = _blank(free, match.start(), match.end())
    return sorted(_found(free), key=lambda count: count.start)


def _found(free: str) -> Iterator[Count]:
    for match in _COUNT.finditer(free):
        number = whole(match["number"])
        # 烤箱一个 and 只要一个 count; 看中一个烤箱 does not
        counts_one = (
            match["more"]
            or match["less"]
            or match["each"]
            or free[: match.start()].endswith(_COUNTING)
        )
        article = match["number"] + match["unit"] in _ARTICLE and not counts_one
        if number and not article:
            yield from _count(match, number)
    for pattern, fixed in _BARE:
        for match in pattern.finditer(free):
            yield from _count(match, fixed or whole(match["number"]) or 0)


def _count(match: re.Match[str], number: int) -> Iterator[Count]:
    said = match.groupdict()
    if said.get("not") or not 0 < number <= MAX_SPOKEN:
        return
    op = Op.MORE if said.get("more") else Op.LESS if said.get("less") else Op.SET
    yield Count(match.start(), match.end(), number, op, bool(said.get("each")))


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
    if leading:
        return next((i for i, p in enumerate(phrases) if p.start >= count.end - 1), None)
    return next(
        (i for i, p in reversed(list(enumerate(phrases))) if p.end <= count.start + 1), None
    )
