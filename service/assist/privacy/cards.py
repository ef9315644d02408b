"""Identity cards 身份证 (by their check digit) and bank cards 银行卡 (Luhn)."""

import re
from collections.abc import Iterator

from .digits import Numeric
from .found import Found

_GAP = r"[- ]?"
_IDENTITY = re.compile(
    rf"(?<![\da-z])[1-9](?:{_GAP}\d){{5}}{_GAP}(?:1{_GAP}[89]|2{_GAP}0)(?:{_GAP}\d){{2}}"
    rf"{_GAP}(?:0{_GAP}[1-9]|1{_GAP}[0-2]){_GAP}(?:[0-2]{_GAP}\d|3{_GAP}[01])(?:{_GAP}\d){{3}}"
    rf"{_GAP}[\dx](?![\da-z])",
    re.ASCII,
)
_FORMER = re.compile(
    r"(?<![\da-z])[1-9]\d{5}\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])\d{3}(?!\d)", re.ASCII
)
"""The fifteen digits of cards before 1999; only after the word."""

_BANK = re.compile(
    rf"(?<![\da-z])(?:62|4|5[1-5]|35|37|60|9[458])(?:{_GAP}\d){{12,17}}(?!\d)", re.ASCII
)
_IDENTITY_SAID = re.compile(r"(?:身份证|证件|id ?card|sfz)[一-鿿]{0,4}[:， ]?$")
_BANK_SAID = re.compile(r"(?:银行|储蓄|信用|借记|工行|建行|农行|中行|招行)?卡[一-鿿]{0,3}[:， ]?$")
_ORDER_SAID = re.compile(r"(?:订单|单号|运单|快递|物流|编号|编码|条码|序列|sn)[一-鿿]{0,3}[:， ]?$")

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10x98765432"


def identity_cards(numeric: Numeric) -> Iterator[Found]:
    """A valid check digit tells a card from an order number; the word or an x does as well."""
    text = numeric.text
    for match in _IDENTITY.finditer(text):
        number = re.sub(r"[- ]", "", match[0])
        if _checks(number) or number[-1] == "x" or _said(_IDENTITY_SAID, text, match):
            yield Found("身份证", *match.span())
    for match in _FORMER.finditer(text):
        if _said(_IDENTITY_SAID, text, match):
            yield Found("身份证", *match.span())


def bank_cards(numeric: Numeric) -> Iterator[Found]:
    """An order number that happens to pass Luhn's check stays, where it is called one."""
    text = numeric.text
    for match in _BANK.finditer(text):
        number = re.sub(r"[- ]", "", match[0])
        if _said(_ORDER_SAID, text, match):
            continue
        if (len(number) >= 15 and _luhn(number)) or _said(_BANK_SAID, text, match):
            yield Found("银行卡", *match.span())


def _said(words: re.Pattern[str], text: str, match: re.Match[str]) -> bool:
    return words.search(text, max(0, match.start() - 12), match.start()) is not None


def _checks(number: str) -> bool:
    total = sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False))
    return _CHECKS[total % 11] == number[-1]


def _luhn(number: str) -> bool:
    total = 0
    for index, digit in enumerate(reversed(number)):
        value = int(digit) * (1 + index % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0
