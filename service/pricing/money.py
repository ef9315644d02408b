"""Money is whole fen (分) as ``int``; rates are integer ratios; one rounding, named here.

Amounts enter as decimal strings of yuan ("2299.00"). Floats are refused: 58/100 of 50 fen gave
28 elsewhere.
"""

import re
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, PlainSerializer, WithJsonSchema

from .errors import BadMoney

Fen = int
"""An amount in fen; 229900 is 2299.00 yuan."""

MAX_FEN: Fen = 100_000_000_00
"""A hundred million yuan; more than that in one amount is a slip of the pen."""

BASIS = 10_000
"""Rates are held in ten-thousandths: 12% is 1200, 95折 is 9500."""

_YUAN = re.compile(r"(0|[1-9][0-9]{0,8})(?:\.([0-9]{1,2}))?", re.ASCII)
_PERCENT = re.compile(r"(0|[1-9][0-9]?|100)(?:\.([0-9]{1,2}))?", re.ASCII)


def parse_yuan(text: Any) -> Fen:
    """``"2299"``, ``"2299.9"`` or ``"2299.90"`` as fen.

    Raises ``BadMoney`` for anything else: numbers that are no strings, signs, exponents,
    separators, full-width digits, a third decimal.
    """
    match = _YUAN.fullmatch(text) if isinstance(text, str) else None
    if match is None:
        raise BadMoney(f'金额 {_shown(text)} 读不懂：请写成字符串形式的元，例如 "2299.00"')
    amount = int(match[1]) * 100 + int((match[2] or "").ljust(2, "0"))
    if amount > MAX_FEN:
        raise BadMoney(f"金额 {_shown(text)} 超出上限 {yuan(MAX_FEN)} 元，请核对")
    return amount


def yuan(amount: Fen) -> str:
    """Fen as a decimal string of yuan with two decimals: ``229900`` → ``"2299.00"``."""
    sign = "-" if amount < 0 else ""
    whole, part = divmod(abs(amount), 100)
    return f"{sign}{whole}.{part:02d}"


def spoken(amount: Fen) -> str:
    """Fen as an agent writes yuan: no decimals where there are none (``"4698"``, ``"99.9"``)."""
    return yuan(amount).removesuffix("0").removesuffix(".0")


def parse_percent(text: Any) -> int:
    """``"12"`` or ``"12.5"`` percent as ten-thousandths. Raises ``BadMoney`` outside 0–100."""
    match = _PERCENT.fullmatch(text) if isinstance(text, str) else None
    if match is None:
        raise BadMoney(f'比例 {_shown(text)} 读不懂：请写百分数，例如 "12" 或 "12.5"')
    rate = int(match[1]) * 100 + int((match[2] or "").ljust(2, "0"))
    if rate > BASIS:
        raise BadMoney(f"比例 {_shown(text)} 超过 100%")
    return rate


def half_up(numerator: int, denominator: int) -> int:
    """The one rounding: to the nearest whole, halves up; both arguments at least 0."""
    return (2 * numerator + denominator) // (2 * denominator)


def _shown(value: Any) -> str:
    return repr(value)[:40]


def _positive(amount: int) -> int:
    if amount <= 0:
        raise ValueError("要大于 0")
    return amount


Yuan = Annotated[
    Fen,
    BeforeValidator(parse_yuan),
    PlainSerializer(yuan, return_type=str),
    WithJsonSchema(
        {"type": "string", "pattern": r"^\d{1,9}(\.\d{1,2})?$", "examples": ["2299.00"]}
    ),
]
"""A model's field that is fen inside and a decimal string of yuan outside."""

Percent = Annotated[
    int,
    BeforeValidator(parse_percent),
    PlainSerializer(yuan, return_type=str),
    WithJsonSchema({"type": "string", "examples": ["12"]}),
]
"""A model's field that is ten-thousandths inside and a percentage outside ("12.50")."""

PositiveYuan = Annotated[Yuan, AfterValidator(_positive)]
"""Like ``Yuan``, but not 0."""

PositivePercent = Annotated[Percent, AfterValidator(_positive)]
"""Like ``Percent``, but not 0."""
