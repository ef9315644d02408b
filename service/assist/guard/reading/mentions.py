"""What a reader finds: one figure of a sentence, with what the wording says about it."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from ..facts import Role
from ..moments import Moment


class Kind(StrEnum):
    """How a figure is written: with a currency, bare, with a measure word or unit, as a rate, as
    a time."""

    AMOUNT = "amount"
    BARE = "bare"
    COUNT = "count"
    MEASURE = "measure"
    RATE = "rate"
    TIME = "time"


@dataclass(frozen=True, slots=True)
class Mention:
    """One figure at ``[start, end)`` of the folded text.

    ``value`` of an amount or a bare number is in yuan, of a rate the fraction, else in ``unit``;
    ``None`` if the numeral cannot be read. ``accepts`` are the roles a fact may have; empty means
    any amount. ``each``: the wording is about one piece (每台), ``total``:
    about all of them together (合计, 一共), ``more``: about a larger order (还能再减),
    ``ahead``: about a threshold that is not reached (离3000), ``coupon``: what
    a coupon takes off (券能减150), ``summed``: a term of a sum that is
    shown. ``fuzzy``: 左右, 出头, 不到; ``ranged``: it begins 100~200元.
    ``limited``: what is left, given or allowed (仅剩, 送, 限购). ``term``: a figure of a
    promotion's terms; ``paired``: the second of two (满300减50), the first is the one before it.
    ``side`` and ``phase`` belong to times: is it said as a start or an end, and of which phase.
    """

    kind: Kind
    start: int
    end: int
    value: Fraction | None = None
    unit: str = ""
    moment: Moment | None = None
    fuzzy: bool = False
    ranged: bool = False
    limited: bool = False
    role: Role | None = None
    accepts: frozenset[Role] = frozenset()
    each: bool = False
    total: bool = False
    more: bool = False
    ahead: bool = False
    coupon: bool = False
    summed: bool = False
    term: bool = False
    paired: bool = False
    side: str = ""
    phase: str = ""

    @property
    def money(self) -> bool:
        return self.kind is Kind.AMOUNT or (self.kind is Kind.BARE and bool(self.accepts))

    @property
    def fen(self) -> Fraction | None:
        return None if self.value is None else self.value * 100
