"""Fees that a sentence works out: ``90×2=180``, 两米加长铜管180元, and the sum of several."""

import re
from collections.abc import Collection, Iterator, Mapping
from fractions import Fraction

from service.assist.guard import Ledger, Role
from service.assist.guard.reading import Kind, Mention, Reading

PLAIN = (None, Role.OTHER_AMOUNT)
SUM = re.compile(r"(?:合计|一共|总共|共|加起来)(?:是)?(?:¥)?$")
_SUM_OF_FEES = re.compile(rf"(?:{SUM.pattern[:-1]}|就是|等于|[，,]是)(?:¥)?$")
_TIMES = re.compile(
    r"(?<![\d.\-+×x*])(?P<one>\d+(?:\.\d+)?)元?[×x*](?P<many>\d{1,3})[台件套米副个]?=$", re.ASCII
)
_CLAUSE = re.compile(r"[，。;!?\n、]")
_PRICES = frozenset({Role.PAYABLE, Role.FINAL_PAYMENT})


def fee_products(reading: Reading, ledger: Ledger) -> Iterator[tuple[int, int]]:
    """Where the result stands, and where its sum begins."""
    for mention in reading.mentions:
        chain = _TIMES.search(reading.text, 0, mention.start)
        if mention.role not in PLAIN:
            continue
        if chain is None:
            if start := _in_words(reading, mention, ledger):
                yield mention.start, start
            continue
        one, many = Fraction(chain["one"]) * 100, int(chain["many"])
        roles = {fact.role for fact in ledger.amounts(one)}
        counted = ledger.quantities(Role.COUNT, Fraction(many), "台") or re.search(
            rf"(?<![\d.]){many}[台件套米副个]", reading.text[: chain.start()]
        )
        if roles & {Role.OTHER_AMOUNT, Role.LIST_PRICE} and counted and mention.fen == one * many:
            yield mention.start, chain.start()


def _in_words(reading: Reading, mention: Mention, ledger: Ledger) -> int:
    """两米加长铜管180元: so many times a fee that is in evidence; where it begins, else 0."""
    begin = max((m.end() for m in _CLAUSE.finditer(reading.text, 0, mention.start)), default=0)
    counts = [
        m
        for m in reading.mentions
        if begin <= m.start < mention.start and m.kind in (Kind.COUNT, Kind.MEASURE) and m.value
    ]
    if len(counts) != 1 or mention.fen is None or (counts[0].value or 0) <= 1:
        return 0
    one = mention.fen / (counts[0].value or 1)
    is_fee = {fact.role for fact in ledger.amounts(one)} == {Role.OTHER_AMOUNT}
    return max(1, counts[0].start) if is_fee else 0


def fees(reading: Reading, ledger: Ledger, products: Mapping[int, int]) -> Iterator[Mention]:
    """Fees and products of fees, up to their sum; nothing where another amount is beside them."""
    inside = [range(at, start) for start, at in products.items()]
    for mention in reading.mentions:
        if mention.fen is None or (not mention.money and mention.kind is not Kind.BARE):
            continue
        if any(mention.start in one for one in inside):
            continue
        if _SUM_OF_FEES.search(reading.text, 0, mention.start):
            return
        roles = {fact.role for fact in ledger.amounts(mention.fen)}
        if mention.start not in products and (Role.OTHER_AMOUNT not in roles or _PRICES & roles):
            return
        yield mention


def sum_of(reading: Reading, parts: Collection[Mention]) -> Iterator[int]:
    """Where the first sum of the sentence begins, if all before it are fees."""
    sums = (m for m in reading.mentions if _SUM_OF_FEES.search(reading.text, 0, m.start))
    first = next(sums, None)
    if first is not None and len(parts) > 1 and sum(fee.fen or 0 for fee in parts) == first.fen:
        yield first.start
