"""How a question asks: how, what, how many, whether there is, whether one may, whether it denies.

保修几年 and 保修怎么办理 share their subject and still are two questions.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from knowledge.tokens import normalise

COUNTS = 2
"""The place of 多少 in the list of ways."""

_ASKS = tuple(
    re.compile(words)
    for words in (
        "怎|咋|如何",
        "什么|啥",
        "多少|几|多[大高宽重深]|多长(?!时)",
        "时候|几号|哪天|多久|几点|几天|何时|多长时间",
        "哪里|哪儿|[在去到往]哪",
        "谁",
        "为[什啥何]|凭[什啥]",
        "哪(?![里儿天])",
    )
)
_EXISTS = re.compile(r"有没有|有[^了]{0,8}(?:[吗么]|[不没]$)|卖不卖|卖[^了]{0,3}(?:吗|不$)")
_PERMITS = re.compile(r"能|可以|可否|支持|得了|行[吗不么]|可不可以")
_A_NOT_A = re.compile(r"(.)[不没]\1")
_NEGATES = re.compile(r"[不没无](?![吗呢啊了]|$)")


@dataclass(frozen=True, slots=True)
class Asking:
    """``ways`` are places in the list: how, what, how many, when, where, who, why, which.

    ``exists``: asks if there is such a thing, 有没有洗碗机, 有蓝光杀菌吗. ``permits``: asks if
    something may be or can be done, 能退吗, not 怎么退. ``denies``: 不能开专票; 能不能 and 行不
    only ask.
    """

    ways: frozenset[int]
    exists: bool
    permits: bool
    denies: bool


@lru_cache(maxsize=16_384)
def asking(text: str) -> Asking:
    """The ways in which ``text`` asks."""
    plain = normalise(text)
    return Asking(
        frozenset(place for place, way in enumerate(_ASKS) if way.search(plain)),
        _EXISTS.search(plain) is not None,
        _PERMITS.search(plain) is not None,
        _NEGATES.search(_A_NOT_A.sub(r"\1", plain)) is not None,
    )


@dataclass(frozen=True, slots=True)
class AskedBy:
    """What a script's questions ask together: ``ways`` of each, and whether any of them does."""

    ways: tuple[frozenset[int], ...]
    exists: bool
    permits: bool
    denies: bool

    def in_ways(self, ways: frozenset[int]) -> bool:
        """Whether any of them asks in all these ways."""
        return any(ways <= its for its in self.ways)


@lru_cache(maxsize=8_192)
def asked_by(questions: Sequence[str]) -> AskedBy:
    """``questions`` is a tuple: a script's question and its similar ones."""
    each = [asking(question) for question in questions]
    return AskedBy(
        tuple(one.ways for one in each),
        any(one.exists for one in each),
        any(one.permits for one in each),
        any(one.denies for one in each),
    )
