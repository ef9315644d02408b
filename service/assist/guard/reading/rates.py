"""Rates: 8.5折, 打八五折, 95折, 九折, 半价, 买二送一, 12%, 百分之十二, 两成, 一半."""

import re
from collections.abc import Iterator
from fractions import Fraction

from ..facts import FOLD, PERCENT
from .mentions import Kind, Mention
from .numerals import NUMERAL, SMALL, value

GIFT, RATIO = "买赠", "比"
"""Further units: 买赠 is what is given
for each piece bought (买二送一 is 1/2), 比 a ratio (3:1)."""

_RATE = re.compile(
    rf"""
    (?P<fold>{NUMERAL})(?P<fuzzy>多|几|来)?折(?!叠|扣|合|返|算|腾|旧|损|射|断|痕|页)
    | (?<![\d.:])(?P<left>\d{{1,3}}(?:\.\d)?)(?::|比)(?P<right>\d{{1,2}}(?:\.\d)?)(?![\d:])
    | (?P<half>半价|对折)
    | (?P<part>(?:省|减|便宜|优惠|降|打)了?(?:一半|对半))
    | (?P<percent>\d{{1,9}}(?:\.\d{{1,9}})?)%
    | 百分之(?P<hundredths>{NUMERAL})
    | (?P<points>\d{{1,9}}(?:\.\d{{1,9}})?)个?(?:百分点|点(?=的?(?:优惠|折扣|返)))
    | 买(?P<bought>{SMALL})[台件个套]?[送赠得](?P<given>{SMALL})
    | (?P<tenths>{NUMERAL})成(?=$|[，。;!?、)的]|以?上|左右|新|优惠|的)
    """,
    re.VERBOSE | re.ASCII,
)


def read_rates(text: str) -> Iterator[Mention]:
    """Every rate, in order."""
    for match in _RATE.finditer(text):
        number, unit = _rate(match)
        fuzzy = bool(match["fuzzy"])
        yield Mention(Kind.RATE, *match.span(), value=number, unit=unit, fuzzy=fuzzy)


def _rate(match: re.Match[str]) -> tuple[Fraction | None, str]:
    if run := match["fold"]:
        number = value(run)
        # 8.5折 and 九折 are tenths, 85折 and 八五折 hundredths.
        return (None if number is None else number / (10 if number < 10 else 100)), FOLD
    if match["left"]:
        left, right = value(match["left"]), value(match["right"])
        return (left / right if left is not None and right else None), RATIO
    if match["half"] or match["part"]:
        return Fraction(1, 2), FOLD
    if match["bought"]:
        bought, given = value(match["bought"]), value(match["given"])
        return (given / bought if bought and given else None), GIFT
    if run := match["tenths"]:
        number = value(run)
        return (None if number is None else number / 10), PERCENT
    run = match["percent"] or match["hundredths"] or match["points"] or ""
    number = Fraction(100) if run == "百" else value(run)
    return (None if number is None else number / 100), PERCENT
