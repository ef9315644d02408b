"""What a trusted text forbids is not permitted: 羽绒服可以放心烘 where the manual says 不要烘,
加长铜管免费 where the table has a fee for it.

A clause that permits (可以, 能, 直接, 免费 …) is held against every clause of the trusted texts
that forbids, by the words that both are about; it is stopped if none that permits is about as many.
Refusals are not judged: to be stricter than the book is no promise; nor is what stands so in a
trusted text.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

from ..ledger import Ledger
from ..reading import Reading
from ..verdict import Flag, Severity
from .labels import retold

SOURCE = "资料里写着不行的不能说行（《消费者权益保护法》第二十条）"

LEAST_SHARE = 0.6
"""Of the words of either clause, that both must have."""

CLEARLY = 0.05
"""By which the forbidding clause must be nearer than a permitting one."""

_LEAST_WORDS = 2
_WHOLE = 3
"""A prohibition of so many words may be found whole in a longer clause."""

_CLAUSE = re.compile(r"[^，。;!?\n:|~]+")
_PERMITS = re.compile(
    r"(?<![不没未别])(?:可以|能(?![效否耗])|支持|就行|都行|也行)|没问题|没关系|"
    r"(?:我们|店里?|店铺|本店|卖家)(?:来|这边)?(?:出|承担|负担)"
)
_JUST = re.compile(r"直接|放心")
"""These permit where nothing in the clause is negated."""

_FREE = re.compile(r"免费|不收(?:费|钱)|(?<![\d.])0元")
_FORBIDS = re.compile(
    r"不能|不可|不要|不支持|禁止|不得|没办法|没法|别(?![的人家处])|不参加|不适用|勿|不行|请不|不予|会被|"
    r"(?:买家|顾客|您|自己)(?:自己|来)?(?:出|承担|负担)"
)
_HAS = re.compile(r"(?<![不没未])(?:带(?![来走回])|配有|具备|具有|自带)")
_LACKS = re.compile(r"没有?(?:带|配|标注|写)?(?=[一-鿿]{2})|不带|不具备|未配")
_FEE = re.compile(r"另计|另收|(?<![\d.])[1-9]\d*(?:\.\d+)?元")
_NEGATES = re.compile(r"[不没未勿]|无(?!理由|线|霜|级|水)|禁止|别(?![的人家处])")
_UNLESS = re.compile(r"没(?!办法|法|问题|关系)|未")
_ASKS = re.compile(r"吗|能不能|是不是|可不可以|能否|要不要")
_IDLE = re.compile(
    r"没问题|没关系|标注|具备|具有|配有|自带|亲|您|我们?|这款|的话|就是|可以|可|能够?|会|需要?|支持|不|没(?:有|法|办法)?|无法?|未|禁止|请|勿|别|"
    r"免费|收费|[了的都也就要呢哦哈吗吧和与及、或还去给把让是为在得着过被用]|放心|直接|随便|\s"
)
_CODE = re.compile(r"[a-z]+\d+|\d+[a-z升匹]", re.ASCII)
_HAN = re.compile(r"[一-鿿]{2}")


class _Said(NamedTuple):
    """A clause: the words it is about, the models that it names, and whether it speaks of what
    was not done (没拆的可以退 beside 拆开后不能退)."""

    clause: str
    words: frozenset[str]
    codes: frozenset[str]
    unless: bool


class _Sides(NamedTuple):
    """Clauses that contradict one way of saying it, and those that bear it out."""

    against: tuple[_Said, ...]
    with_it: tuple[_Said, ...]


Way = Literal["may", "free", "has"]


def permits(reading: Reading, ledger: Ledger) -> Iterator[Flag]:
    """A flag for every clause that permits, gives or has what a trusted text denies."""
    for match in _CLAUSE.finditer(reading.text):
        clause = match[0]
        way = _way(clause)
        if way is None or _ASKS.search(clause):
            continue
        words = _about(clause)
        if len(words) < _LEAST_WORDS or retold(reading, *match.span(), ledger):
            continue
        codes = frozenset(_CODE.findall(reading.folded.text[match.start() : match.end()]))
        against = _contradicted(_Said(clause, words, codes, _is_unless(clause)), way, ledger.texts)
        if against:
            start, end, span = reading.original(*match.span())
            message = f"「{span}」和资料不符，资料写的是「{against}」"
            yield Flag("claim.forbidden", span, start, end, Severity.BLOCK, message, SOURCE)


def _way(clause: str) -> Way | None:
    """免费 gives, 可以 permits, 带 has."""
    if _FREE.search(clause):
        return "free"
    just = _JUST.search(clause) and not _NEGATES.search(clause)
    if just or _PERMITS.search(clause):
        return "may"
    return "has" if _HAS.search(clause) and not _NEGATES.search(clause) else None


def _contradicted(own: _Said, way: Way, texts: frozenset[str]) -> str:
    """The clause that denies it, empty if none does or one bears it out as clearly."""
    found, clause, borne_out = 0.0, "", 0.0
    for text in texts:
        sides = _book(text)[way]
        for said in sides.against:
            share = _share(own, said, way)
            if share > found:
                found, clause = share, said.clause
        for said in sides.with_it:
            borne_out = max(borne_out, _share(own, said, way))
    return clause if found >= max(LEAST_SHARE, borne_out + CLEARLY) else ""


def _share(own: _Said, said: _Said, way: Way) -> float:
    if own.codes and said.codes and own.codes.isdisjoint(said.codes):
        return 0.0
    if way == "may" and own.unless is not said.unless:
        return 0.0
    both = len(own.words & said.words)
    whole = both / len(said.words) if len(said.words) >= _WHOLE else 0.0
    return max(both / len(own.words), whole)


@lru_cache(maxsize=8_192)
def _book(text: str) -> dict[Way, _Sides]:
    """The clauses of one folded text, by what they say."""
    found: dict[Way, tuple[list[_Said], list[_Said]]] = {
        "may": ([], []),
        "free": ([], []),
        "has": ([], []),
    }
    for clause in _clauses(text):
        said = _Said(clause, _about(clause), frozenset(_CODE.findall(clause)), _is_unless(clause))
        if not said.words:
            continue
        negated = _NEGATES.search(clause) is not None
        if _FORBIDS.search(clause):
            found["may"][0].append(said)
        elif not negated:
            found["may"][1].append(said)
        if _LACKS.search(clause):
            found["has"][0].append(said)
        elif not negated:
            found["has"][1].append(said)
        if _FREE.search(clause):
            found["free"][1].append(said)
        elif _FEE.search(clause):
            found["free"][0].append(said)
    return {way: _Sides(tuple(against), tuple(borne)) for way, (against, borne) in found.items()}


def _clauses(text: str) -> Iterator[str]:
    """Also a table's row with a fee as one: its first cell and the amount."""
    for line in text.splitlines():
        cells = [cell.partition(":") for cell in line.strip("-● ").split(";")]
        fee = _FEE.search(line)
        if len(cells) > 2 and all(colon for _, colon, _ in cells) and fee:
            yield f"{cells[0][2]}{fee[0]}"
    for match in _CLAUSE.finditer(text):
        yield match[0].strip("-● ")


def _is_unless(clause: str) -> bool:
    return _UNLESS.search(clause) is not None


def _about(clause: str) -> frozenset[str]:
    """Pairs of neighbouring characters without what only permits, forbids or is polite."""
    plain = _IDLE.sub("", clause)
    pairs = (plain[at : at + 2] for at in range(len(plain) - 1))
    return frozenset(pair for pair in pairs if _HAN.fullmatch(pair))
