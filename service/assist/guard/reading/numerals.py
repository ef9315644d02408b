"""Numerals: 2,299.00, 两千二百九十九, 二千三, 1.2万, 2千3, 二二九九, 两点五, exactly."""

import re
from fractions import Fraction

HAN_DIGITS = {character: value for value, character in enumerate("〇一二三四五六七八九")}
HAN_DIGITS |= {"零": 0, "两": 2, "幺": 1}
SCALES = {"亿": 100_000_000, "万": 10_000, "千": 1000, "百": 100, "十": 10}
"""Largest first, as a numeral is taken apart."""

_DIGITS = r"(?:\d{1,3}(?:,\d{3}){1,6}(?!\d)|\d{1,24})(?:\.\d{1,24})?"
_HAN = "〇零一二两三四五六七八九幺"
_SCALES = "十百千万亿廿卅"
NUMERAL = (
    rf"(?:{_DIGITS}|[{_HAN}{_SCALES}])"
    # After Arabic digits only a scale goes on (2千3); 满1000减60两张 are three numbers.
    rf"(?:[{_SCALES}]|(?<![\dk])[{_HAN}]|(?<=[{_SCALES}k点]){_DIGITS}|(?<=\d)k(?![a-z])"
    rf"|(?<=[{_HAN}\d])点(?=[{_HAN}\d])(?!\d\d|[{_HAN}]+分)){{0,24}}"
)
"""A run of characters that may be one numeral; ``value`` decides whether it is."""

SMALL = rf"(?:\d{{1,2}}|[{_HAN}十廿卅]{{1,3}})"
"""A numeral below 100, as in dates and clock times."""

_PLAIN = re.compile(_DIGITS, re.ASCII)
_POSITIONAL = re.compile(rf"[{_HAN}]+(?:点[{_HAN}]+)?|\d+点\d+", re.ASCII)
_SPELT = str.maketrans({"廿": "二十", "卅": "三十", "k": "千", "〇": "零"})


LONGEST = 24
"""Longer runs are identifiers (order numbers) or noise, no numerals."""


def value(run: str) -> Fraction | None:
    """The exact value of a numeral; ``None`` if nobody can say it (三四百, 百, 050)."""
    if len(run) > LONGEST or (run[0] == "0" and run[1:2].isdecimal()):
        return None
    if _PLAIN.fullmatch(run):
        return Fraction(run.replace(",", ""))
    if _POSITIONAL.fullmatch(run):
        return _positional(run)
    return _scaled(run.translate(_SPELT))


def small(run: str) -> int | None:
    """A numeral of dates and clock times (08, 十一) as an int below 100; ``None`` if it is none."""
    if run.isascii():
        return int(run)
    number = value(run)
    if number is None or number.denominator != 1 or number >= 100:
        return None
    return int(number)


def _positional(run: str) -> Fraction:
    """二二九九, 两点五: digit by digit."""
    digits = "".join(str(HAN_DIGITS.get(character, character)) for character in run)
    return Fraction(digits.replace("点", "."))


def _scaled(run: str) -> Fraction | None:
    """Split at the largest scale: 两千 | 二百九十九 is 2 × 1000 and the value of the rest."""
    for scale, size in SCALES.items():
        head, found, tail = run.partition(scale)
        if found:
            # 十五 stands for 一十五; a bare 百 or 千 is no numeral.
            times = _scaled(head) if head else Fraction(scale == "十")
            rest = _rest(tail, size)
            return times * size + rest if times and rest is not None else None
    if run in HAN_DIGITS:
        return Fraction(HAN_DIGITS[run])
    return Fraction(run.replace(",", "")) if _PLAIN.fullmatch(run) else None


def _rest(tail: str, size: int) -> Fraction | None:
    """What follows a scale; a last lone digit counts one scale below (二千三 is 2300)."""
    if not tail:
        return Fraction(0)
    if tail[0] == "零":
        return _scaled(tail.lstrip("零"))
    rest = _scaled(tail)
    if rest is None or rest >= size:
        return None
    return rest * size / 10 if len(tail) == 1 and size >= 100 else rest
