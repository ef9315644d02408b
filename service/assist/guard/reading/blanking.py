"""Blanking: what holds digits but states no figure is covered before numbers are read.

Names (titles, SKUs, events) come from the ledger, longest first; idioms and numbering from
``data/innocent.yaml``; article codes (RO800, IP54) are told by their shape.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from ..tables import table
from .fold import fold
from .units import unit_words

BLANK = "\ue000"
"""Stands for a covered character, so that places stay what they are."""

_CODE = re.compile(r"(?<![a-z0-9])[a-z][a-z\-/]*\d[a-z0-9]*(?:[-/.+][a-z0-9]+)*", re.ASCII)
_CURRENCY = re.compile(r"(?:rmb|cny|yuan|y|r|price|only|usd|hkd)\d", re.ASCII)


@dataclass(frozen=True, slots=True)
class NameHit:
    """A known name, in the folded spelling, at ``[start, end)``."""

    name: str
    start: int
    end: int


def blank_names(text: str, names: frozenset[str]) -> tuple[str, tuple[NameHit, ...]]:
    """The text with every known name covered, and where they stood."""
    if not names:
        return text, ()
    by_start = _by_first_two(names)
    hits: list[NameHit] = []
    index = 0
    while index < len(text) - 1:
        candidates = by_start.get(text[index : index + 2])
        if candidates is None:
            index += 1
            continue
        name = next((name for name in candidates if _stands(text, index, name)), "")
        if name:
            hits.append(NameHit(name, index, index + len(name)))
        index += len(name) or 1
    return _covered(text, [(hit.start, hit.end) for hit in hits]), tuple(hits)


def blank_idioms(text: str) -> str:
    """The text without idioms, numbering and article codes."""
    text = _idioms().sub(lambda match: BLANK * len(match[0]), text)
    codes = [match.span() for match in _CODE.finditer(text) if not _priced(text, match)]
    return _covered(text, codes)


def cover(text: str, start: int, end: int) -> str:
    """The text with one range covered."""
    return text[:start] + BLANK * (end - start) + text[end:]


@lru_cache(maxsize=256)
def _by_first_two(names: frozenset[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, set[str]] = {}
    for name in names:
        folded = fold(name).text.strip()
        if len(folded) > 1:
            found.setdefault(folded[:2], set()).add(folded)
    return {
        start: tuple(sorted(group, key=lambda name: (-len(name), name)))
        for start, group in found.items()
    }


def _stands(text: str, index: int, name: str) -> bool:
    """Whether the name stands here as a name: 618 in 到手618元 is a price, V8 in V80 another."""
    end = index + len(name)
    if not text.startswith(name, index):
        return False
    before, after = text[index - 1 : index] if index else "", text[end : end + 1]
    if _joins(before, name[0]):
        return False
    # 扫地机X12台 is two of the X1.
    if _joins(name[-1], after) and not (name[-1].isdigit() and _PIECES.match(text, end)):
        return False
    if name[0].isdigit() and before in ("¥", "-", ","):
        return False
    if name.isdecimal():
        return _plainly_a_name(text, index, end)
    return not (name[-1].isdigit() and _figure_goes_on().match(text, end))


def _joins(left: str, right: str) -> bool:
    """Whether two neighbours make one word or number, as ASCII letters and digits do."""
    if (left.isdigit() and right == ".") or (left == "." and right.isdigit()):
        return True
    return left.isascii() and left.isalnum() and right.isascii() and right.isalnum()


def _plainly_a_name(text: str, start: int, end: int) -> bool:
    """618, 12315: a name only where an event, a hotline or the sentence's edge is beside it."""
    if _figure_goes_on().match(text, end):
        return False
    return bool(_EVENT.match(text, end)) or bool(_HOTLINE.search(text, 0, start))


_PIECES = re.compile(r"\d{1,2}[台件套]", re.ASCII)
_EVENT = re.compile(r"大促|活动|年中|期间|预售|购物节|价保|会场|狂欢|当天|热线|电话|投诉")
_HOTLINE = re.compile(r"(?:拨打|致电|热线|电话|天猫|淘宝|京东|年中|参加|今年|去年)$")


@cache
def _figure_goes_on() -> re.Pattern[str]:
    money = r"元|块|圆|折|%|毛|角|万|千|百|k|起|左右|多|出头|[.,]\d|rmb|yuan"
    return re.compile(rf"{money}|{unit_words()}")


@cache
def _idioms() -> re.Pattern[str]:
    return re.compile("|".join(table("innocent.yaml")["patterns"]), re.ASCII)


def _priced(text: str, match: re.Match[str]) -> bool:
    """Whether letters and digits are rather a figure: rmb299, vip299元, x12台, 到手价x2299."""
    if _CURRENCY.match(text, match.start()):
        return True
    return bool(
        _MONEY_AFTER.match(text, match.end()) or _PRICE_BEFORE.search(text, 0, match.start())
    )


_MONEY_AFTER = re.compile(r"元|块|圆|折|%|[台件套](?!数)")
_PRICE_BEFORE = re.compile(
    r"(?:价|到手|定金|订金|尾款|实付|合计|总共|一共|¥|减|省|抵|满|只要|仅需)(?:是|为|:)?$"
)


def _covered(text: str, spans: list[tuple[int, int]]) -> str:
    for start, end in spans:
        text = cover(text, start, end)
    return text
