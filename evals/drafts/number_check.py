"""The reference beside our guard: the check that is usually built. Every figure of a reply, as it
is written, stands somewhere in what the reply rests on; whose it is, and for what, is not asked.
"""

import re
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from service.assist.guard import Fact, Ledger, Moment, Role
from service.assist.guard.facts import AMOUNT_ROLES

_FIGURE = re.compile(r"\d+(?:\.\d+)?")


def number_check_passes(text: str, ledger: Ledger) -> bool:
    """Whether every figure of ``text`` is known."""
    known = {number for fact in ledger.facts for number in _told(fact)}
    for trusted in (*ledger.names, *ledger.texts):
        known.update(map(Decimal, _FIGURE.findall(trusted)))
    return all(Decimal(figure) in known for figure in _FIGURE.findall(text))


def _told(fact: Fact) -> Iterator[Decimal]:
    value = fact.value
    if isinstance(value, datetime | Moment):
        yield from (Decimal(part) for part in _parts(value) if part is not None)
    elif fact.role in AMOUNT_ROLES:
        yield _decimal(value) / 100
    elif fact.role is Role.RATE:
        share = _decimal(value)
        yield from (share, share * 10, share * 100)
    else:
        yield _decimal(value)


def _parts(moment: datetime | Moment) -> tuple[int | None, ...]:
    return (moment.year, moment.month, moment.day, moment.hour, moment.minute)


def _decimal(value: int | Fraction | Decimal) -> Decimal:
    if isinstance(value, Fraction):
        return Decimal(value.numerator) / Decimal(value.denominator)
    return Decimal(value)
