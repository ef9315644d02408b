"""Figures that a sentence works out before the reader's eyes, from figures that are in evidence.

``1357-1337=20`` and 差20元 of two prices that are both said, 三次就是5097元 of a price told for one
order, 499元、329元，合计828元 of list prices before what is taken off. A result that is called a
price is none. ``fees.py`` works out fees.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from fractions import Fraction

from service.assist.guard import Ledger, Role
from service.assist.guard.facts import MORE, TERM
from service.assist.guard.reading import Mention, Reading

from .fees import PLAIN, SUM, fee_products, fees, sum_of

_DIFFERENCE = re.compile(r"[相]?差(?:了|额|价|的)?(?:就)?(?:是)?(?:券的)?(?:¥)?$")
_LESS = re.compile(r"(?:少付|少花|省|便宜|少)(?:了|出)?(?:¥)?$")
_MORE = re.compile(r"(?:多付|多花|贵|多)(?:了|出)?(?:¥)?$")
_MINUS = re.compile(r"(?<![\d.\-+×x*])(\d+(?:\.\d+)?)元?-(\d+(?:\.\d+)?)元?=$", re.ASCII)
_ORDERS = re.compile(r"(?P<many>[两二三四五六\d])[次单笔](?:就是|一共是?|合计|共|是|下来)+(?:¥)?$")
_HAN = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6}
_TAKEN_OFF = re.compile(r"减|到手|优惠|券")


def worked_out(
    reading: Reading,
    payables: Collection[Fraction],
    apart: Collection[Fraction],
    ledger: Ledger,
    before: Sequence[Fraction] = (),
) -> set[int]:
    """Where such figures begin in the folded text. ``payables`` are the prices, in fen, of the
    cases that the sentence speaks of, ``apart`` those of the two that it
    compares, ``before`` the prices that were told before."""
    products = dict(fee_products(reading, ledger))
    parts = tuple(fees(reading, ledger, products))
    orders = {m.start: m for m in _orders(reading, payables)}
    prices = {*payables, *(m.fen for m in orders.values() if m.fen is not None)}
    found = {
        *(m.start for m in _chains(reading, prices, ledger)),
        *(m.start for m in _differences(reading, prices, before)),
        *(m.start for m in _beside(reading, apart)),
        *(m.start for m in _of_list_prices(reading, ledger)),
    }
    return found | {*products, *orders, *sum_of(reading, parts)}


def _chains(reading: Reading, prices: Collection[Fraction], ledger: Ledger) -> Iterator[Mention]:
    """1357-1337=20 of two prices; 3599-150=3449 of two prices and what one promotion takes off."""
    for mention in reading.mentions:
        chain = _MINUS.search(reading.text, 0, mention.start)
        if chain is None or mention.role not in (*PLAIN, Role.SAVING, Role.PAYABLE):
            continue
        first, second = (Fraction(part) * 100 for part in chain.groups())
        if mention.fen != first - second or first not in prices:
            continue
        plain = mention.role is not Role.PAYABLE
        taken = mention.fen in prices and _takes_off(second, ledger)
        if taken or (plain and second in prices):
            yield from (m for m in reading.mentions if chain.start() <= m.start <= chain.end())


def _takes_off(fen: Fraction, ledger: Ledger) -> bool:
    return any(fact.role is Role.SAVING for fact in ledger.amounts(fen))


def _differences(
    reading: Reading, prices: Collection[Fraction], before: Sequence[Fraction]
) -> Iterator[Mention]:
    """差20元, 少付200元 after two prices: of the last one, in that direction."""
    told = list(before)
    said = ({mention.fen for mention in reading.mentions} & set(prices)) | set(before)
    between = {abs(one - other) for one in said for other in said if one and other} - {0}
    for mention in reading.mentions:
        plain = mention.role in (*PLAIN, Role.SAVING, Role.PAYABLE)
        if mention.fen is None or not plain:
            continue
        if (mention.fen in between and _DIFFERENCE.search(reading.text, 0, mention.start)) or (
            len(told) > 1 and mention.fen in _steps(reading, mention, told)
        ):
            yield mention
        elif mention.fen in prices:
            told.append(mention.fen)


def _steps(reading: Reading, mention: Mention, told: Sequence[Fraction]) -> set[Fraction]:
    """From earlier prices to the last, as far as the words say up or down."""
    less = _LESS.search(reading.text, 0, mention.start) is not None
    more = _MORE.search(reading.text, 0, mention.start) is not None
    steps = {told[-1] - earlier for earlier in told[:-1]}
    return {abs(step) for step in steps if (less and step < 0) or (more and step > 0)}


def _beside(reading: Reading, apart: Collection[Fraction]) -> Iterator[Mention]:
    """2449元对2549元 behind a comparison of the two."""
    return (m for m in reading.mentions if m.role is None and m.fen in apart)


def _orders(reading: Reading, prices: Collection[Fraction]) -> Iterator[Mention]:
    """三次就是5097元: so many orders like the one whose price was told before."""
    told: list[Fraction] = []
    for mention in reading.mentions:
        said = _ORDERS.search(reading.text, 0, mention.start)
        if said and told and mention.role in (*PLAIN, Role.PAYABLE):
            many = _HAN.get(said["many"]) or int(said["many"])
            if mention.fen == told[-1] * many:
                yield mention
        elif mention.fen is not None and mention.fen in prices:
            told.append(mention.fen)


def _of_list_prices(reading: Reading, ledger: Ledger) -> Iterator[Mention]:
    """499元、329元，合计828元，券减40元: list prices together, before what is taken off."""
    told: list[Fraction] = []
    for mention in reading.mentions:
        if mention.fen is None or not mention.money:
            continue
        if SUM.search(reading.text, 0, mention.start):
            off = _TAKEN_OFF.search(reading.text, mention.end)
            if off and len(told) > 1 and mention.fen == sum(told):
                yield mention
            return
        facts = ledger.amounts(mention.fen)
        if not any(f.role is Role.LIST_PRICE and f.unit not in (TERM, MORE) for f in facts):
            return
        told.append(mention.fen)
