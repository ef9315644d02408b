"""The name a product is told by: short, and fitting none of its neighbours.

扫地机器人 is an alias of the X2, but the X1 is one too: a buyer who reads it cannot see which was
meant. So the first alias is told that only this product can be called by; where there is none, what
stands before it in the title is told with it (变频滚筒洗衣机), else the end of the title.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Protocol

_UNITS = ((re.compile(r"(?<=\d)(?:公斤|千克)"), "kg"), (re.compile(r"(?<=\d)升"), "l"))
_HAN_BEFORE = re.compile(r"[\u4e00-\u9fff]*$")


class Named(Protocol):
    """The part of a product that is looked at."""

    @property
    def sku(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def aliases(self) -> tuple[str, ...]: ...


def short_names(products: Sequence[Named]) -> dict[str, str]:
    """The short name of each SKU."""
    texts = {p.sku: _plain("\n".join((p.title, *p.aliases))) for p in products}
    holders: dict[str, set[str]] = defaultdict(set)
    for sku, text in texts.items():
        for pair in _pairs(text):
            holders[pair].add(sku)
    return {p.sku: _short(p, texts, holders) for p in products}


def _short(product: Named, texts: Mapping[str, str], holders: Mapping[str, set[str]]) -> str:
    def own(name: str) -> bool:
        plain = _plain(name)
        if len(plain) < 2:
            return False
        others = holders[plain[:2]] & holders[plain[-2:]] - {product.sku}
        return not any(_made_of(plain, texts[other]) for other in others)

    names = product.aliases or (product.title,)
    return next(filter(own, (*names, *_longer(names[0], product.title))), product.title)


def _longer(name: str, title: str) -> Iterable[str]:
    """The name with what the title puts before it, and with the title's last word behind it."""
    if name in title:
        yield _HAN_BEFORE.findall(title[: title.index(name)])[0] + name
    yield f"{name} {title.split()[-1]}"


def _made_of(name: str, text: str) -> bool:
    """Whether every piece of ``name``, two characters and more, stands in ``text``: 静悦空调 is
    made of 禾风静悦 大1匹空调, 烘干机 is not of 带烘干的洗衣机."""
    reached = [True, *[False] * len(name)]
    for end in range(2, len(name) + 1):
        reached[end] = any(reached[at] and name[at:end] in text for at in range(end - 1))
    return reached[-1]


def _plain(text: str) -> str:
    plain = text.lower().replace(" ", "")
    for unit, said in _UNITS:
        plain = unit.sub(said, plain)
    return plain


def _pairs(text: str) -> set[str]:
    return {a + b for a, b in pairwise(text)}
