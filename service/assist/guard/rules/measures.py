"""Measures that no text states: the buyer's own, and what a sentence works out from others.

您留的820mm repeats what the buyer said of their room; 690mm加背部50mm要740mm and 差10mm are sums
and differences of measures that stand before them in the sentence.
"""

import re
from collections.abc import Sequence
from fractions import Fraction

from ..ledger import Ledger
from ..reading import Kind, Mention, Reading
from ..reading.units import canonical

_CLAUSE = re.compile(r"[，。;!?\n]")
_THEIRS = re.compile(r"您|你|家里?|客厅|卧室|厨房|留的|位置|面积|房间")
_OF_THE_PRODUCT = re.compile(r"适用|容量|功率|噪音|吸力|续航|净宽|机身")
_DIFFERENCE = re.compile(r"(?:差了?|少了?|多了?|深|宽|高|低|长|短|还剩|余)(?:约)?$")
_SUM = re.compile(r"(?:=|共|一共|合计|要|需要?|至少|总|就是)(?:要|有|是|得)?$")


def is_the_buyers(reading: Reading, mention: Mention, ledger: Ledger) -> bool:
    """Whether the clause repeats a measure of the buyer's as theirs."""
    value, dimension = canonical(mention.value or Fraction(0), mention.unit)
    if (dimension, value) not in ledger.said:
        return False
    begin = max((m.end() for m in _CLAUSE.finditer(reading.text, 0, mention.start)), default=0)
    clause = reading.text[begin : mention.start]
    begins = not clause.strip()
    return (begins or bool(_THEIRS.search(clause))) and not _OF_THE_PRODUCT.search(clause)


def is_worked_out(reading: Reading, mention: Mention, right: Sequence[Mention]) -> bool:
    """Whether it is the sum or the difference of two measures before it."""
    if mention.kind is not Kind.MEASURE or mention.value is None:
        return False
    value, dimension = canonical(mention.value, mention.unit)
    told = [
        canonical(one.value, one.unit)[0]
        for one in right
        if one.kind is Kind.MEASURE and one.value and canonical(one.value, one.unit)[1] == dimension
    ]
    pairs = [(one, other) for at, one in enumerate(told) for other in told[at + 1 :]]
    if _DIFFERENCE.search(reading.text, 0, mention.start):
        return any(value == abs(one - other) for one, other in pairs)
    times = 2 if "各" in reading.text[: mention.start] else 1
    summed = _SUM.search(reading.text, 0, mention.start) is not None
    return summed and any(value == one + times * other for one, other in pairs)
