"""Numbers as buyers write them: digits, Chinese numerals, and the words for two, three, a dozen."""

import re

NUMBER = r"(?:\d{1,6}(?:\.\d{1,2})?|[零一二两俩三仨四五六七八九十百千万]{1,8})"
"""A number in short: digits, or Chinese numerals up to 万."""

_DIGITS = {"零": 0, "一": 1, "二": 2, "两": 2, "俩": 2, "三": 3, "仨": 3, "四": 4, "五": 5, "六": 6}
_DIGITS |= {"七": 7, "八": 8, "九": 9}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_FIGURES = "零一二三四五六七八九"
_DECIMAL = re.compile(r"(\d+)\.(\d)")


def whole(text: str) -> int | None:
    """``"2000"``, ``"两千"``, ``"两千五"``, ``"十二"`` as an int; ``None`` if it is none."""
    if text.isascii():
        return int(text) if text.isdecimal() else None
    head, wan, tail = text.rpartition("万")
    if wan:
        left, right = whole(head), whole(tail) if tail else 0
        return None if left is None or right is None else left * 10_000 + right
    return _below_wan(text)


def written(number: str) -> tuple[str, ...]:
    """The ways a catalogue's number is said: ``"1.5"`` → 1.5, 一点五; ``"38"`` → 38, 三十八.

    Empty for what nobody says in full (four digits and more stay digits).
    """
    if match := _DECIMAL.fullmatch(number):
        head, tail = _spelled(int(match[1])), _FIGURES[int(match[2])]
        return number, f"{head}点{tail}"
    if number.isdecimal() and 0 < int(number) < 1000:
        said = _spelled(int(number))
        return (number, said, "两") if said == "二" else (number, said)
    return (number,)


def _spelled(number: int) -> str:
    """Below a thousand, as it is said: 十二, 一百二, 五百二十."""
    if number < 10:
        return _FIGURES[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        head = "" if tens == 1 else _FIGURES[tens]
        return f"{head}十{_FIGURES[ones] if ones else ''}"
    hundreds, rest = divmod(number, 100)
    if not rest:
        return f"{_FIGURES[hundreds]}百"
    joint = "零" if rest < 10 else ("一" if 10 <= rest < 20 else "")
    return f"{_FIGURES[hundreds]}百{joint}{_spelled(rest)}"


def _below_wan(text: str) -> int | None:
    total, digit, unit = 0, None, 10
    for character in text:
        if character in _UNITS:
            unit = _UNITS[character]
            total += (1 if digit is None else digit) * unit
            digit = None
        elif character in _DIGITS:
            if digit is not None and digit != 0:
                return None
            digit = _DIGITS[character]
            if digit == 0:
                unit = 10
        else:
            return None
    if digit is None:
        return total
    # "两千五" leaves the unit out: it is one below the last one said.
    return total + digit * (unit // 10 if total else 1)
