"""Which of two is dearer: X2到手2449，X1到手1349，X2便宜1100 says it the wrong way round.

Only what the sentence itself tells is compared; whether its prices are right is the number gate's
business, and whether the difference may be said is too.
"""

import re
from collections.abc import Iterator
from fractions import Fraction

from ..facts import Role
from ..ledger import Ledger
from ..reading import Mention, Reading
from ..verdict import Flag, Severity

SOURCE = "比较两样的价格要比得对（《明码标价和禁止价格欺诈规定》第十九条第五项）"

_LESS = re.compile(r"(?:反而|要|会|还)?(?:更)?(?:便宜|少付|少花|低)(?:了|出)?$")
_MORE = re.compile(r"(?:反而|要|会|还)?(?:更)?(?:贵|多付|多花|高)(?:了|出)?$")
_PRICES = frozenset({Role.PAYABLE, Role.LIST_PRICE, Role.UNIT_PRICE})
_ENDS = re.compile(r"[，。;!?、\n]")


def dearer(reading: Reading, ledger: Ledger) -> Iterator[Flag]:
    """A flag for a difference whose side the two prices of the sentence contradict."""
    if len({hit.name for hit in reading.names}) != 2:
        return
    prices: dict[str, Fraction] = {}
    for mention in reading.mentions:
        name, since = _named_before(reading, mention)
        if not name or mention.value is None or not mention.money:
            continue
        less, more = (side.search(reading.text, since, mention.start) for side in (_LESS, _MORE))
        if not (less or more):
            if mention.role in _PRICES:
                prices.setdefault(name, mention.value)
            continue
        other = next((value for one, value in prices.items() if one != name), None)
        own = prices.get(name)
        if own is None or other is None or own == other:
            continue
        if (own > other) is bool(less) and not _compares_from(reading, since):
            start, end, span = reading.original(mention.start, mention.end)
            message = f"「{span}」比反了：贵的和便宜的说颠倒了"
            yield Flag("number.wrong_way", span, start, end, Severity.BLOCK, message, SOURCE)


def _named_before(reading: Reading, mention: Mention) -> tuple[str, int]:
    """The first name of the mention's clause that stands before it, and where that ends."""
    clause = max((m.end() for m in _ENDS.finditer(reading.text, 0, mention.start)), default=0)
    hits = [hit for hit in reading.names if clause <= hit.start and hit.end <= mention.start]
    return (hits[0].name, hits[0].end) if hits else ("", 0)


def _compares_from(reading: Reading, since: int) -> bool:
    """和X1比，X2便宜: the name that stands first is what is compared with."""
    return bool(re.match(r"(?:比|相比|来说)", reading.text[since : since + 2])) and not any(
        hit.start > since for hit in reading.names
    )
