"""What a figure is called: the words beside it, in a source and in a reply, and how alike they are.

清水箱0.8L and 污水箱0.7L are two measures of one product; the words tell which is which.
"""

import re
from functools import lru_cache

from .ledger import Pairs, meanings

_CLAUSE = re.compile(r"[，。;!?\n,|]")
_BEFORE, _AFTER = 14, 5
_IDLE = re.compile(
    r"以内|以上|以下|左右|大约|约为|一般|可以|您好|这款|我们|就是|只有|需要|不要|没有|还有|已经|大概|"
    r"最高|最低|最大|最多|以后|之后|之前|时候|时间|的话|[是为约要有在的各每只和也都能仅到可能够达]"
)
"""Words that name nothing."""

_HAN = re.compile(r"[一-鿿]")


def words_beside(text: str, start: int, end: int) -> str:
    """The clause's words right before ``text[start:end]``, a bar, and those right after it."""
    begin = max((match.end() for match in _CLAUSE.finditer(text, 0, start)), default=0)
    following = _CLAUSE.search(text, end)
    last = following.start() if following else len(text)
    return f"{text[max(begin, start - _BEFORE) : start]}|{text[end : min(last, end + _AFTER)]}"


def is_named(words: str) -> bool:
    """Whether the words before a figure say what it is; a table's cell stands alone."""
    return len(_HAN.findall(_IDLE.sub("", words.split("|")[0]))) > 1


def alike(one: str, other: str) -> int:
    """How many pairs of neighbouring characters two such wordings share before the figure."""
    return len(_pairs(one.split("|")[0]) & _pairs(other.split("|")[0]))


def akin(one: str, other: str) -> bool:
    """Whether they share any character before the figure, or a word behind it."""
    before = _letters(one.split("|")[0]) & _letters(other.split("|")[0])
    return bool(before or _pairs(one.split("|")[1]) & _pairs(other.split("|")[1]))


@lru_cache(maxsize=16_384)
def product_named(words: str, products: Pairs) -> frozenset[str]:
    """The SKUs of the last product that the words before a figure name; empty if none."""
    before = words.split("|")[0]
    found = [
        (before.rfind(name), skus) for name, skus in meanings(products).items() if name in before
    ]
    return max(found, key=lambda one: one[0])[1] if found else frozenset()


@lru_cache(maxsize=16_384)
def _letters(words: str) -> frozenset[str]:
    return frozenset(_HAN.findall(_IDLE.sub("", words)))


@lru_cache(maxsize=16_384)
def _pairs(words: str) -> frozenset[str]:
    plain = _IDLE.sub("|", words)
    pairs = (plain[at : at + 2] for at in range(len(plain) - 1))
    return frozenset(pair for pair in pairs if len(_HAN.findall(pair)) == 2)
