"""What a fee is for: 高空作业100元/米 where the table has 100元/台."""

import re
from collections.abc import Iterator
from functools import lru_cache

from ..ledger import Ledger
from ..reading import Reading
from ..verdict import Flag, Severity

SOURCE = "收费按收费表的单位（《明码标价和禁止价格欺诈规定》第七条）"

_FEE = re.compile(r"([一-鿿]{2,10})(?:是|为|:)?(\d+(?:\.\d+)?)元/(?:每|一)?([一-鿿])", re.ASCII)


def per_unit(reading: Reading, ledger: Ledger) -> Iterator[Flag]:
    """A flag for every fee whose amount a trusted text has for the same thing by another unit."""
    for match in _FEE.finditer(reading.folded.text):
        label, amount, unit = match.groups()
        known = {
            other
            for text in ledger.texts
            for name, told, other in _fees(text)
            if told == amount and name[:2] == label[:2]
        }
        if known and unit not in known:
            start, end, span = reading.original(*match.span())
            message = f"「{span}」：收费表里是每{'、每'.join(sorted(known))}"
            yield Flag("number.wrong_unit", span, start, end, Severity.BLOCK, message, SOURCE)


@lru_cache(maxsize=8_192)
def _fees(text: str) -> tuple[tuple[str, str, str], ...]:
    return tuple(match.groups() for match in _FEE.finditer(text))  # type: ignore[misc]
