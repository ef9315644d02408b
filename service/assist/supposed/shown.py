"""Figures that a sentence works out before the reader's eyes, from figures that are in evidence.

``1357-1337=20`` and 差20元 of two prices that are both said, ``90×2=180`` of a price of one,
合计270 of fees that were each said. A result that is called a price is none.
"""

import re
from collections.abc import Collection, Iterator
from fractions import Fraction

from service.assist.guard import Ledger, Role
from service.assist.guard.reading import Mention, Reading

_DIFFERENCE = re.compile(r"差(?:了|额|价|的)?(?:就)?(?:是)?(?:券的)?(?:¥)?$")
_MINUS = re.compile(r"(?<![\d.\-+×x*])(\d+(?:\.\d+)?)元?-(\d+(?:\.\d+)?)元?=$", re.ASCII)
_TIMES = re.compile(
    r"(?<![\d.\-+×x*])(?P<one>\d+(?:\.\d+)?)元?[×x*](?P<many>\d{1,3})[台件套米副个]?=$", re.ASCII
)
_SUM = re.compile(r"(?:合计|一共|总共|共)(?:是)?(?:¥)?$")
_PLAIN = (None, Role.OTHER_AMOUNT)
_PRICES = frozenset({Role.PAYABLE, Role.FINAL_PAYMENT})


def worked_out(reading: Reading, payables: Collection[Fraction], ledger: Ledger) -> set[int]:
    """Where such figures begin in the folded text. ``payables`` are the prices, in fen, of the
    cases that the sentence speaks of."""
    found = {mention.start for mention in _differences(reading, payables)}
    products = {mention.start: at for mention, at in _products(reading, ledger)}
    fees = tuple(_fees(reading, ledger, products))
    return found | set(products) | {mention.start for mention in _sums(reading, fees)}


def _differences(reading: Reading, payables: Collection[Fraction]) -> Iterator[Mention]:
    said = {mention.fen for mention in reading.mentions} & set(payables)
    apart = {abs(one - other) for one in said for other in said if one and other} - {0}
    for mention in reading.mentions:
        chain = _MINUS.search(reading.text, 0, mention.start)
        if chain and mention.role in (*_PLAIN, Role.SAVING):
            first, second = (Fraction(part) * 100 for part in chain.groups())
            if {first, second} <= set(payables) and mention.fen == first - second:
                yield from (m for m in reading.mentions if chain.start() <= m.start <= chain.end())
        elif mention.fen in apart and _is_told_apart(reading, mention):
            yield mention


def _is_told_apart(reading: Reading, mention: Mention) -> bool:
    plain = mention.role in (*_PLAIN, Role.SAVING)
    return plain and _DIFFERENCE.search(reading.text, 0, mention.start) is not None


def _products(reading: Reading, ledger: Ledger) -> Iterator[tuple[Mention, int]]:
    """Each with where its sum begins."""
    for mention in reading.mentions:
        chain = _TIMES.search(reading.text, 0, mention.start)
        if chain is None or mention.role not in _PLAIN:
            continue
        one, many = Fraction(chain["one"]) * 100, int(chain["many"])
        roles = {fact.role for fact in ledger.amounts(one)}
        counted = ledger.quantities(Role.COUNT, Fraction(many), "台") or re.search(
            rf"(?<![\d.]){many}[台件套米副个]", reading.text[: chain.start()]
        )
        if roles & {Role.OTHER_AMOUNT, Role.LIST_PRICE} and counted and mention.fen == one * many:
            yield mention, chain.start()


def _fees(reading: Reading, ledger: Ledger, products: dict[int, int]) -> Iterator[Mention]:
    """Fees and products of fees, up to their sum; nothing where another amount is beside them."""
    inside = [range(at, start) for start, at in products.items()]
    for mention in reading.mentions:
        if mention.fen is None or not mention.money or any(mention.start in r for r in inside):
            continue
        if _SUM.search(reading.text, 0, mention.start):
            return
        roles = {fact.role for fact in ledger.amounts(mention.fen)}
        if mention.start not in products and (Role.OTHER_AMOUNT not in roles or _PRICES & roles):
            return
        yield mention


def _sums(reading: Reading, fees: Collection[Mention]) -> Iterator[Mention]:
    """The first sum of the sentence, if all before it are fees."""
    sums = (m for m in reading.mentions if _SUM.search(reading.text, 0, m.start))
    first = next(sums, None)
    if first is not None and len(fees) > 1 and sum(fee.fen or 0 for fee in fees) == first.fen:
        yield first
