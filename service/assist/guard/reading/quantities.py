"""Amounts, counts, measures and bare numbers: ¥2,299 / 2299块9 / 2台 / 18-38dB / 2299."""

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from functools import cache

from ..moments import Moment
from .approximate import bounded, fuzzy_after, fuzzy_before
from .dates import DOTTED
from .mentions import Kind, Mention
from .numerals import NUMERAL, value
from .units import abstract_nouns, unit_words, units

CENTS = "分"
"""Unit of 20分: money where the words make it an amount, else a mark or a score."""

ORDINAL = "第"
"""Unit of 第2件, 第二台: a place in a row, no quantity."""

_NUMBER = re.compile(NUMERAL, re.ASCII)
_NEXT = re.compile(rf"(?:[-~]{{1,2}}|[至到])(?P<number>¥?{NUMERAL})", re.ASCII)
_PREFIX = re.compile(r"(?:¥|(?<![a-z])(?:rmb|cny|yuan|y|r|only|price)|人民币)[: ]?$")
_HALVES = re.compile(r"(?<![一二两三四五六七八九十\d]个)半(?=个?(?:小时|钟头|月)|年(?!糕))")
_SIDE = re.compile(r"(?<![净])[宽深高](?:度)?$")
LEAST_SIDE = 200
"""A bare 宽790 is in millimetres."""

_LIMITED = re.compile(
    r"(?:[仅只]?[剩余]|还有|库存|现货|限购?|仅限|最多|至多|送|赠|免费|抢|前|限量|满足)"
    r"[了下:是为您你约有]{0,2}(?:每人|每单|每个账号)?$"
)
# 2个到手…, 3个一共…: the classifier stands for the goods themselves.
_GOODS = re.compile(r"$|[，。;!?、+]|到手|一共|合计|总共|的话|的?(?:定金|尾款|价|优惠)|就|都|起")


def read_quantities(text: str) -> Iterator[Mention]:
    """Every number that is no time and no rate, in order."""
    end = 0
    for match in _NUMBER.finditer(text):
        # The 9 of 2299块9 was read with the number before it.
        found = _quantity(text, match) if match.start() >= end else None
        if found is not None and not _idle(text, found, match):
            end = found.end
            yield found
    for match in _HALVES.finditer(text):
        suffix = _suffix().match(text, match.end())
        if suffix and suffix["unit"]:
            span = match.start(), suffix.end("unit")
            yield Mention(Kind.MEASURE, *span, value=Fraction(1, 2), unit=suffix["unit"])


def is_han(text: str) -> bool:
    """Whether a figure is written without any Arabic digit."""
    return not any(character.isdigit() and character.isascii() for character in text)


def _quantity(text: str, match: re.Match[str]) -> Mention | None:
    start, end = match.span()
    prefix = _PREFIX.search(text, max(0, start - 6), start)
    number, suffix = value(match[0]), _suffix().match(text, end)
    assert suffix is not None  # noqa: S101 - every part of the pattern is optional
    found = _read(Mention(Kind.BARE, start, end, value=number), suffix)
    if found.kind is Kind.BARE and (following := _NEXT.match(text, end)):
        found = _like_the_end_of_the_range(text, found, following)
    if found.kind is Kind.BARE and _SIDE.search(text, 0, start) and (number or 0) >= LEAST_SIDE:
        found = replace(found, kind=Kind.MEASURE, unit="mm")
    if found.kind is Kind.BARE and not prefix and (dotted := DOTTED.fullmatch(match[0])):
        found = replace(found, moment=Moment(month=int(dotted[1]), day=int(dotted[2])))
    if prefix and found.kind in (Kind.BARE, Kind.MEASURE, Kind.AMOUNT):
        found = replace(found, kind=Kind.AMOUNT, start=prefix.start())
    if start and text[start - 1] == ORDINAL:
        return replace(found, start=start - 1, unit=ORDINAL) if _goods(found) else None
    if start and text[start - 1].isascii() and text[start - 1].isalpha():
        return found if found.kind is Kind.AMOUNT or found.unit in ("台", "件", "套") else None
    return _with_doubt(text, found)


def _read(bare: Mention, suffix: re.Match[str]) -> Mention:
    """The number with the currency, unit or measure word that follows it."""
    number, end = bare.value, suffix.end()
    if number is not None and suffix["wan"]:
        number *= 10_000
    fuzzy = bool(suffix["fuzzy"])
    if suffix["cents"]:
        cents = None if number is None else number / 100
        return replace(bare, kind=Kind.BARE, end=end, value=cents, unit=CENTS)
    if suffix["money"] or suffix["mao"]:
        amount = None if number is None else _with_change(number, suffix)
        return replace(bare, kind=Kind.AMOUNT, end=end, value=amount, fuzzy=fuzzy)
    word = suffix["unit"] or suffix["raw"]
    if not word:
        return replace(bare, end=suffix.end("wan") if suffix["wan"] else bare.end, value=number)
    if number is not None and (suffix["half_in"] or suffix["half_out"]):
        number += Fraction(1, 2)
    counted = word in units() and units()[word].counted
    kind = Kind.COUNT if counted else Kind.MEASURE
    return replace(bare, kind=kind, end=end, value=number, unit=word, fuzzy=fuzzy)


def _with_change(number: Fraction, suffix: re.Match[str]) -> Fraction:
    """2299块9 is 2299.90, 2块55 is 2.55, 9毛9 is 0.99, 5元5角 is 5.50."""
    if suffix["mao"]:
        return number / 10 + _part(suffix["mao_fen"], 100)
    jiao = suffix["jiao"] or suffix["yuan_jiao"]
    # Two digits after 块 are fen: 2块55.
    cents = _part(jiao, 100 if jiao and len(jiao) == 2 else 10)
    return number + cents + _part(suffix["fen"] or suffix["yuan_fen"], 100)


def _part(digits: str | None, share: int) -> Fraction:
    return (value(digits) or Fraction(0)) / share if digits else Fraction(0)


def _like_the_end_of_the_range(text: str, found: Mention, following: re.Match[str]) -> Mention:
    """18-38dB, 200~300元: the first number has the unit of the second."""
    suffix = _suffix().match(text, following.end())
    if suffix is None:
        return found
    end = _read(replace(found, start=following.start("number"), end=following.end()), suffix)
    kind = Kind.AMOUNT if following["number"].startswith("¥") else end.kind
    last = value(following["number"].lstrip("¥"))
    rises = last is not None and found.value is not None and found.value < last
    ranged = kind is Kind.AMOUNT and rises and text[end.end : end.end + 1] != "="
    return replace(found, kind=kind, unit=end.unit, fuzzy=end.fuzzy, ranged=ranged)


def _with_doubt(text: str, found: Mention) -> Mention:
    fuzzy = (
        found.fuzzy
        or fuzzy_before(text, found.start)
        or fuzzy_after(text, found.end)
        or bounded(text, found.start, found.end)
    )
    limited = _LIMITED.search(text, max(0, found.start - 12), found.start) is not None
    if (fuzzy, limited) == (found.fuzzy, found.limited):
        return found
    return replace(found, fuzzy=fuzzy, limited=limited)


def _goods(found: Mention) -> bool:
    return found.unit in units() and units()[found.unit].dimension == "goods"


def _idle(text: str, found: Mention, match: re.Match[str]) -> bool:
    """Whether a count claims nothing: 2种方式, 三个房间, 两次. One piece may: see ``lone``."""
    if found.kind is Kind.MEASURE:
        # 90元一米: the price of one.
        return match[0] == "一" and text[found.start - 1 : found.start] in ("元", "块")
    if found.kind is not Kind.COUNT or found.limited or found.unit == ORDINAL:
        return False
    if found.value == 1:
        return not _goods(found)
    if not units()[found.unit].loose:
        return False
    if abstract_nouns().match(text, found.end):
        return True
    if found.unit == "个":
        return _GOODS.match(text, found.end) is None
    return is_han(match[0]) and found.value is not None and found.value <= 3


@cache
def _suffix() -> re.Pattern[str]:
    """What may follow a number; every part optional."""
    unit = unit_words()
    digit = r"[\d零〇一二两三四五六七八九]"
    # No change (块9, 元5角) but the next figure: 5块2台, 9元9折.
    end = rf"(?![\d.:折%]|{unit})"
    return re.compile(
        rf"""
        (?P<wan>w(?=[元块多+]|左右|出头))?
        (?P<fuzzy>多(?!少|久|长)(?=元|块|{unit})|[来余几](?=元|块|台|件|个|张|天|斤|岁|分钟))?
        (?:
          (?P<money>
            块(?!儿)钱?(?:(?P<jiao>{digit}{{1,2}}){end}(?:[毛角](?:(?P<fen>{digit}){end}分?)?|分(?!钟))?)?
          | (?:元|圆|rmb|cny|人民币|yuan|大洋|r(?![a-z/]))整?
            (?:(?P<yuan_jiao>{digit})[毛角](?:(?P<yuan_fen>{digit})分)?)?
          )
        | (?P<cents>分(?![钟贝之期开别享类析辨机体段层区散担摊单给配批店公成值数制]))
        | (?P<mao>毛(?!巾|毯|衣|病|重)|角(?!形|度|星|落|色|阀|铁))(?:(?P<mao_fen>{digit}){end}分?)?
        | (?P<half_in>个半(?=小时|钟头|月))?(?P<unit>{unit})(?P<half_out>半(?!价|个|年|天|小))?
        | (?P<raw>[a-z°][a-z°]{{0,7}})
        )?
        """,
        re.VERBOSE | re.ASCII,
    )
