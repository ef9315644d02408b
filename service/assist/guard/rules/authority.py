"""What an agent may grant on the spot: 补您15元 where shop.yaml allows 20, and not 25."""

import re

from ..ledger import Ledger
from ..reading import Mention, Reading
from .refusals import clause_around

_KINDS = (
    ("compensation", re.compile(r"补偿|赔|安抚|红包|现金")),
    ("small_refund", re.compile(r"退|补差|补[您你]|返[您你]|运费|差价|补给")),
    ("extra_discount", re.compile(r"优惠|减|便宜|抹|折扣")),
)
_GRANTED = re.compile(r"(?:给|帮|为|补|赔|返|退|送)(?:给|付|偿)?[您你]|补偿|补差|赔付|抹")


def within_authority(reading: Reading, start: int, end: int, ledger: Ledger) -> bool:
    """Whether the clause grants exact amounts, each at most the shop's limit for its kind."""
    if not ledger.house.limits or not _GRANTED.search(reading.text):  # as in nearly every sentence
        return False
    first, last = clause_around(reading.text, start, end)
    clause = reading.text[first:last]
    if not _GRANTED.search(clause):
        return False
    kind = next((kind for kind, words in _KINDS if words.search(clause)), "")
    limit = ledger.house.limits.get(kind, 0)
    amounts = [m for m in reading.mentions if m.money and first <= m.start < last]
    return bool(amounts) and all(_granted(amount, limit) for amount in amounts)


def _granted(amount: Mention, limit: int) -> bool:
    exact = not amount.fuzzy and not amount.ranged and amount.fen is not None
    return exact and 0 < (amount.fen or 0) <= limit
