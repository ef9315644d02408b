"""Sums that a reply shows: 2399-100=2299 must come out; its parts are for the number gate."""

import re
from collections.abc import Iterator
from fractions import Fraction

from ..facts import TOTAL, Role
from ..ledger import Ledger
from ..reading import Mention, Reading
from ..reading.numerals import NUMERAL, value
from ..verdict import Flag, Severity

SOURCE = "算式要算得对（《明码标价和禁止价格欺诈规定》第十九条第五项）"

_LABEL = r"(?:[一-鿿\ue000]{1,8}[是:]|[一-鿿\ue000]{0,8}?)(?:rmb|¥)?"
_NUMBER = rf"{_LABEL}(?:{NUMERAL})w?(?:元|块钱?|圆|台|件|张|分|角|毛)?[一-鿿]{{0,4}}?"
_SIGN = r"(?:-|\+|×|x|\*|减去?|扣掉?|加上?|乘以?|再减|再加)"
_EQUALS = re.compile("=|等于")
_CHAIN = re.compile(
    rf"(?P<terms>{_NUMBER}(?:{_SIGN}{_NUMBER}){{1,8}})(?:{_EQUALS.pattern})(?P<sum>{_NUMBER})",
    re.ASCII,
)
_TERM = re.compile(
    rf"(?P<sign>{_SIGN})?{_LABEL}(?P<number>{NUMERAL})(?P<scale>w|分(?!钟)|角|毛)?"
    rf"(?:元|块钱?|圆|台|件|张)?",
    re.ASCII,
)
_SCALES = {
    "w": Fraction(10_000),
    "分": Fraction(1, 100),
    "角": Fraction(1, 10),
    "毛": Fraction(1, 10),
}
_REDUCTION = re.compile(r"跨店|满减|券|立减|津贴|红包|定金|膨胀|预售|会员|vip|\ue000")

_WHOLE = (Role.LIST_PRICE, Role.SAVING, Role.PAYABLE)


def arithmetic(reading: Reading, ledger: Ledger) -> Iterator[Flag]:
    """A flag for every chain whose result is not what its terms give."""
    chains = _CHAIN.finditer(reading.text) if _EQUALS.search(reading.text) else ()
    for match in chains:
        given = _TERM.search(match["sum"])
        told = _value(given) if given else None
        came_out = _result(match["terms"])
        if told is None or came_out is None or told == came_out:
            continue
        start, end, span = reading.original(*match.span())
        message = f"「{span}」算得不对"
        yield Flag("number.wrong_sum", span, start, end, Severity.BLOCK, message, SOURCE)
    yield from _told_in_words(reading, ledger)


def _told_in_words(reading: Reading, ledger: Ledger) -> Iterator[Flag]:
    """原价4699元，优惠850元，实付3849元 is a subtraction as well: where no promotion is named, the
    saving is the order's, and not what one promotion saves."""
    money = [mention for mention in reading.mentions if mention.money]
    for first, second, third in zip(money, money[1:], money[2:], strict=False):
        if (first.role, second.role, third.role) != _WHOLE or second.term or third.each:
            continue
        if not _is_total(Role.LIST_PRICE, first, ledger):
            continue
        if _REDUCTION.search(reading.text, first.end, second.start):
            continue
        if not _is_total(Role.SAVING, second, ledger):
            start, end, span = reading.original(first.start, third.end)
            message = f"「{span}」前后的数对不上"
            yield Flag("number.wrong_sum", span, start, end, Severity.BLOCK, message, SOURCE)


def _is_total(role: Role, mention: Mention, ledger: Ledger) -> bool:
    """Whether the ledger has the amount in this role for the whole order."""
    facts = ledger.amounts(mention.fen) if mention.fen is not None else []
    ids = {promotion for _, promotion in ledger.promotions}
    return any(f.role is role and f.unit == TOTAL and f.subject not in ids for f in facts)


def _value(match: re.Match[str]) -> Fraction | None:
    number = value(match["number"])
    return None if number is None else number * _SCALES.get(match["scale"] or "", Fraction(1))


def _result(terms: str) -> Fraction | None:
    """Left to right, with × before + and -; ``None`` if a term cannot be read."""
    total, last, sign = Fraction(0), Fraction(0), 1
    for index, match in enumerate(_TERM.finditer(terms)):
        number, said = _value(match), match["sign"] or "+"
        if number is None:
            return None
        if index and said[0] in "×x*乘":
            last *= number
            continue
        total += sign * last
        last, sign = number, -1 if any(minus in said for minus in "-减扣") else 1
    return total + sign * last
