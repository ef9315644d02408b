"""Two cases beside one another: 灰的比白的贵50元, 比预售多100元, 拍一单多付60块.

Both are priced; the amount must be what they differ by, in the direction that is said.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from service.assist.guard.reading import Kind, Mention, Reading

from .case import Case
from .clauses import Reader, Unclear, pieces_in

_THAN = re.compile(
    r"(?P<left>[^，。；：、！？,:;]{0,24}?)(?<![对占])比"
    r"(?P<right>[^，。；：！？,:;\d]{1,18}?|[^，。；：！？,:;]{1,18}?的)"
    r"(?:到手价?|价格|一共|总共|合计|还|要|会|能|的话)*"
    r"(?:的?¥?[\d.]+(?:元|块))?(?:还|要)?(?P<way>贵|多付|多花|多|高|便宜|少付|少花|少|省|低)(?:了|出)?(?:¥)?$"
)
COMPARES = re.compile(
    r"比[^，。；]{1,24}(?:贵|多|高|便宜|少|省|低)(?:付|花)?了?¥?[\d一二两三四五六七八九十百千]"
)
_MORE = frozenset({"贵", "多付", "多花", "多", "高"})
_OWN = re.compile(r"单买|单拍|只买|只拍|单独|现在|不加|不凑|原来")
"""The buyer's goods as they are."""

_LIST = re.compile(r"原价|日常|页面|标价|平时|吊牌")
"""Less than the list price is a saving, and read as such."""

Price = Callable[[Case], Fraction | None]
"""What a case costs in fen; ``None`` where nothing is sure."""


@dataclass(frozen=True, slots=True)
class Compared:
    """``sentence[start:end]`` is the comparison; ``amount`` begins at ``at``; ``holds``: so it is;
    what cannot be priced does not hold. ``prices`` are those of the two cases, in fen."""

    start: int
    end: int
    at: int
    holds: bool
    prices: tuple[Fraction, ...] = ()


def comparisons(
    sentence: str, reading: Reading, reader: Reader, price: Price
) -> Iterator[Compared]:
    for mention in reading.mentions:
        at, end, _ = reading.original(mention.start, mention.end)
        match = _THAN.search(sentence[:at])
        if not mention.money and mention.kind is not Kind.BARE:
            continue
        if match is None or _LIST.search(match["right"]) or mention.fen is None:
            continue
        prices = _prices(match, sentence, reading, reader, price)
        holds = len(prices) == 2 and prices[0] - prices[1] == _signed(match["way"], mention)
        yield Compared(match.start(), end, at, holds, prices)


def _signed(way: str, mention: Mention) -> Fraction:
    return (mention.fen or Fraction(0)) * (1 if way in _MORE else -1)


def _prices(
    match: re.Match[str], sentence: str, reading: Reading, reader: Reader, price: Price
) -> tuple[Fraction, ...]:
    """What the left case costs and the right one; empty where that is not sure."""
    try:
        before = reader.case_before(sentence, reading, match.start())
        left = _case(match.start("left"), match.end("left"), sentence, reading, reader, before)
        if _OWN.search(match["right"]) and not reader.names(match["right"]):
            right = reader.own
        else:
            right = _case(match.start("right"), match.end("right"), sentence, reading, reader, left)
    except Unclear:
        return ()
    if left == right:
        return ()
    if right.paid is not None and left.paid is None:
        left = replace(left, paid=not right.paid)
    one, other = price(left), price(right)
    return () if one is None or other is None else (one, other)


def _case(
    start: int, end: int, sentence: str, reading: Reading, reader: Reader, before: Case
) -> Case:
    return reader.case_of(sentence[start:end], pieces_in(reading, start, end), before)
