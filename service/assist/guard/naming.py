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

_CHOSEN = re.compile(r"(?:换成?|选|拍|看|要|买|改成?)$")
_ALONE = re.compile(r"的|就|也|吧|，|$|呢|还是|款")
_CODE = re.compile(r"[a-z]{1,4}\d{1,4}(?![a-z\d])", re.ASCII)
_PARTS = re.compile(r"[、:()（）+/=×]|\d[\d.]*[a-z%℃㎡]*", re.ASCII)
_HAN = re.compile(r"[一-鿿]")


def words_beside(text: str, start: int, end: int) -> str:
    """The clause's words right before ``text[start:end]``, a bar, and those right after it."""
    begin = max((match.end() for match in _CLAUSE.finditer(text, 0, start)), default=0)
    following = _CLAUSE.search(text, end)
    last = following.start() if following else len(text)
    return f"{text[max(begin, start - _BEFORE) : start]}|{text[end : min(last, end + _AFTER)]}"


def is_named(words: str) -> bool:
    """Whether the words beside a figure say what it is; a table's cell stands alone."""
    return len(_HAN.findall(_IDLE.sub("", words))) > 1


def alike(one: str, other: str) -> int:
    """How many pairs of neighbouring characters two labels share; one if a label of a single
    character (深) stands in the other."""
    pairs = len(_pairs(one) & _pairs(other))
    return pairs or int(bool(_single(one) & _letters(other) or _single(other) & _letters(one)))


def begins_alike(said: str, name: str) -> bool:
    """Whether a label's first two characters (脱水, 烘干 of 烘干容量) stand in the name."""
    first = re.search(r"[一-鿿]{2}", _label(said).split("|")[0])
    return first is not None and first[0] in _pairs(name)


@lru_cache(maxsize=16_384)
def product_named(words: str, products: Pairs) -> frozenset[str]:
    """The SKUs of the last product that the words before a figure name, by its name, its code (X1)
    or its series (静悦); empty if none."""
    before, known = words.split("|")[0], _by_two(products)
    for at in range(len(before) - 2, -1, -1):
        fitting = [
            word for word in known.get(before[at : at + 2], ()) if before.startswith(word, at)
        ]
        if fitting:
            return _words(products)[max(fitting, key=len)]
    return frozenset()


@lru_cache(maxsize=64)
def _by_two(products: Pairs) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for word in _words(products):
        found.setdefault(word[:2], []).append(word)
    return found


@lru_cache(maxsize=64)
def _words(products: Pairs) -> dict[str, frozenset[str]]:
    """Names, of each name its code, and of each title its series."""
    found: dict[str, frozenset[str]] = dict(meanings(products))
    titles: dict[str, str] = {}
    for name, skus in meanings(products).items():
        for sku in skus:
            titles[sku] = max(titles.get(sku, ""), name, key=len)
        for word in _CODE.findall(name):
            found[word] = found.get(word, frozenset()) | skus
    named = list(titles.values())
    brand = len(named[0]) if len(named) > 1 else 0
    while brand and not all(title.startswith(named[0][:brand]) for title in named):
        brand -= 1
    for sku, title in titles.items():
        series = title[brand : brand + 2]
        if len(_HAN.findall(series)) == 2:
            found[series] = found.get(series, frozenset()) | {sku}
    return found


def ordered_named(words: str, products: Pairs, ordered: frozenset[str]) -> frozenset[str]:
    """Those of the order's goods that the words right before a figure call by their kind: 炸锅."""
    before = words.split("|")[0]
    found = [(before.rfind(kind), sku) for kind, sku in _kinds(products, ordered) if kind in before]
    last = max((at for at, _ in found), default=-1)
    return frozenset(sku for at, sku in found if at == last)


@lru_cache(maxsize=256)
def _kinds(products: Pairs, ordered: frozenset[str]) -> tuple[tuple[str, str], ...]:
    return tuple(
        (name[-2:], sku)
        for name, skus in meanings(products).items()
        for sku in skus & ordered
        if len(_HAN.findall(name[-2:])) == 2
    )


def names_a_product(text: str, start: int, end: int, products: Pairs) -> bool:
    """60L电热水器, 想换7升的话: a measure by which a product of the shop is called."""
    measure = text[start:end].replace("升", "l").replace("公斤", "kg")
    noun = re.match(r"[一-鿿]{0,8}", text[end : end + 8])
    alone = _CHOSEN.search(text, 0, start) is not None and _ALONE.match(text, end) is not None
    return any(
        alone or (noun is not None and _kind(name) in noun[0])
        for name in _called_by(measure, products)
    )


@lru_cache(maxsize=4_096)
def _called_by(measure: str, products: Pairs) -> tuple[str, ...]:
    """The names that have the measure in them."""
    return tuple(name for name in meanings(products) if measure in name)


def _kind(name: str) -> str:
    """What a name says the thing is: its last two characters, where they are a word."""
    return name[-2:] if len(_HAN.findall(name[-2:])) == 2 else name


@lru_cache(maxsize=16_384)
def _letters(words: str) -> frozenset[str]:
    return frozenset(_HAN.findall(_label(words)))


def _single(words: str) -> frozenset[str]:
    letters = _letters(words)
    return letters if len(letters) == 1 else frozenset()


@lru_cache(maxsize=16_384)
def _pairs(words: str) -> frozenset[str]:
    plain = _label(words)
    pairs = (plain[at : at + 2] for at in range(len(plain) - 1))
    return frozenset(pair for pair in pairs if _HAN.search(pair) and "|" not in pair)


def _label(words: str) -> str:
    """The words since the last figure or list mark before, and up to the next behind."""
    before, _, after = words.partition("|")
    before = _PARTS.split(before.rstrip(":是为 "))[-1]
    return _IDLE.sub("|", f"{before}|{_PARTS.split(after)[0]}")
