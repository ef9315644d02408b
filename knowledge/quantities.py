"""What kind of quantity a question asks for, and whether a text states one of that kind.

多重 is not answered by 1.6L, nor 多久 by 48元: a passage about the right thing that states another
quantity does not answer. Only kinds that a unit gives away are told apart.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from knowledge.tokens import normalise

_NUMBER = r"(?:[0-9][0-9.,]*|[零一二两三四五六七八九十百千半几]+)"
_SPAN = r"(?:秒|分钟|小时|个?工作日|天|日|周|星期|个?月|年|季)"
_DATE = r"(?:[0-9]{1,2}[:点时]|[0-9]{1,2}[月号日]|周[一二三四五六日末]|\{)"


@dataclass(frozen=True, slots=True)
class _Quantity:
    asked: re.Pattern[str]
    stated: re.Pattern[str]


def _quantity(asked: str, stated: str) -> _Quantity:
    return _Quantity(re.compile(asked), re.compile(stated))


_QUANTITIES = (
    _quantity(
        r"多少(?:钱|元|块)|几(?:块|元|毛)|什么价|怎么卖",
        rf"{_NUMBER}\s*(?:元|块|毛|%)|[¥￥]|免费|不收|\{{",
    ),
    _quantity(
        r"多重|[几多][少]?(?:公?斤|千克|克|kg)|重量", rf"{_NUMBER}\s*(?:kg|g\b|公斤|千克|克|斤)"
    ),
    _quantity(
        r"多久|多长时间|多少(?:天|年|小时|分钟)|几(?:天|年|个?小时|个?月|分钟|周|秒)",
        rf"{_NUMBER}\s*(?:个)?\s*{_SPAN}|{_DATE}|当天|次日|随时|立即|马上|长期|永久|终身|\bh\b|min",
    ),
    _quantity(
        r"几点|几号|哪天|什么时候|啥时候|何时",
        rf"{_DATE}|{_NUMBER}\s*(?:个)?\s*{_SPAN}|当天|次日|随时|立即|马上|[后前内]",
    ),
    _quantity(
        r"多[高宽厚深]|多长(?!时)|尺寸|[几多][少]?(?:厘米|毫米|公分|米|寸|cm|mm)",
        rf"{_NUMBER}\s*(?:mm|cm|m\b|毫米|厘米|公分|米|寸)|[0-9]\s*[x×*]\s*[0-9]",
    ),
    _quantity(r"[几多][少]?升|容量", rf"{_NUMBER}\s*(?:l\b|升|ml|毫升|kg|公斤|套)"),
    _quantity(r"[几多][少]?(?:千?瓦|w\b)|功率", rf"{_NUMBER}\s*(?:w\b|kw|千?瓦)"),
    _quantity(r"[几多][少]?度电|耗电|多费电", rf"{_NUMBER}\s*(?:度|kwh|千瓦时|w\b|瓦)"),
    _quantity(r"分贝|(?:噪音|声音)(?:是|有)?多[大少高]", rf"{_NUMBER}\s*(?:db|分贝)"),
    _quantity(r"[几多][少]?度(?!电)|多少℃", rf"{_NUMBER}\s*(?:度|℃|°)"),
    _quantity(r"几(?:口|个)?人", rf"{_NUMBER}\s*(?:到|至|-|~)?\s*{_NUMBER}?\s*(?:口|个)?人"),
)

_MAY_ASK = re.compile("[几多何啥哪]|什么[价时]|怎么卖|[重容]量|尺寸|功率|耗电|分贝")
"""Stands in every question for a quantity."""


@lru_cache(maxsize=4_096)
def quantities(question: str) -> tuple[re.Pattern[str], ...]:
    """What a text must state that answers ``question``; nothing where no unit is asked for."""
    plain = normalise(question)
    if not _MAY_ASK.search(plain):
        return ()
    return tuple(each.stated for each in _QUANTITIES if each.asked.search(plain))


@lru_cache(maxsize=1_024)
def states(text: str, wanted: tuple[re.Pattern[str], ...]) -> bool:
    """Whether ``text`` states one of the quantities."""
    plain = normalise(text)
    return any(pattern.search(plain) for pattern in wanted)
