"""A quote: the figures, and the trace that explains them. All amounts in fen.

A quote verifies its own totals when it is made, so that no inconsistent one can be passed on.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from .cart import Line
from .money import Fen
from .window import Window


class When(StrEnum):
    """What a payment is."""

    DEPOSIT = "deposit"
    FINAL_PAYMENT = "final_payment"
    FULL = "full"


class Confidence(StrEnum):
    """*high*: no open rule matters; *medium*: one does, or a figure looks odd; *low*: nobody knows
    the platform's rule, and the other figure is as likely."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class QuotedLine:
    """A line with what it costs in all: ``unit_price`` after item deals (the dearest unit, where
    前N件 makes them differ), ``payable`` after all; ``gross`` is all units after item deals."""

    line: Line
    unit_price: Fen
    payable: Fen
    deposit: Fen
    gross: Fen | None = None

    @property
    def after_deals(self) -> Fen:
        return self.unit_price * self.line.quantity if self.gross is None else self.gross


@dataclass(frozen=True, slots=True)
class Step:
    """One promotion that was applied: on which base, with which threshold, saving how much.

    ``shares`` has one entry a line of the cart; ``subtotal`` is what is payable after the step.
    """

    promotion_id: str
    kind: str
    name: str
    base: Fen
    threshold: Fen | None
    times: int
    saving: Fen
    shares: tuple[Fen, ...]
    subtotal: Fen

    @property
    def by_times(self) -> bool:
        """Whether ``times`` counts how often a condition was met, not units."""
        return self.threshold is not None or self.kind == "pick_for"


@dataclass(frozen=True, slots=True)
class Unused:
    """A promotion that was not applied; ``missing`` fen below its threshold, ``would_save`` fen
    if the reason did not hold (``None`` where that is not known)."""

    promotion_id: str
    name: str
    reason: str
    missing: Fen | None = None
    would_save: Fen | None = None


@dataclass(frozen=True, slots=True)
class TopUp:
    """凑单: ``missing`` fen (or ``missing_units`` pieces) more in its scope would save ``saves``
    more than now, beside what the added goods cost."""

    promotion_id: str
    name: str
    missing: Fen | None
    missing_units: int | None
    saves: Fen


@dataclass(frozen=True, slots=True)
class Charge:
    """运费: ``amount`` is 0 where the goods reach ``free_from`` 满包邮."""

    promotion_id: str
    name: str
    amount: Fen
    base: Fen
    free_from: Fen | None


@dataclass(frozen=True, slots=True)
class Gifted:
    """满赠: what comes with the order."""

    promotion_id: str
    name: str
    gift: str
    quantity: int


@dataclass(frozen=True, slots=True)
class Reading:
    """Another reading of an open rule, and what the cart would cost under it."""

    policy: str
    value: str
    text: str
    payable: Fen


@dataclass(frozen=True, slots=True)
class Payment:
    """What to pay when; ``window`` is ``None`` where the rulebook gives no time."""

    what: When
    amount: Fen
    window: Window | None


@dataclass(frozen=True, slots=True)
class Quote:
    """What the cart costs under one rulebook, or at list price without one.

    ``payable`` 到手合计 includes deposit and freight; ``final_payment`` 尾款 is the rest after the
    deposit. ``priced_for`` is the moment of the (final) payment that the promotions were judged at.
    """

    lines: tuple[QuotedLine, ...]
    steps: tuple[Step, ...]
    unused: tuple[Unused, ...]
    schedule: tuple[Payment, ...]
    assumptions: tuple[str, ...]
    warnings: tuple[str, ...]
    event: str
    rulebook_id: str
    source: str
    priced_for: datetime
    valid_until: datetime | None
    charges: tuple[Charge, ...] = ()
    gifts: tuple[Gifted, ...] = ()
    top_ups: tuple[TopUp, ...] = ()
    readings: tuple[Reading, ...] = ()
    confidence: Confidence = Confidence.HIGH

    @property
    def list_price(self) -> Fen:
        return sum(q.line.list_price * q.line.quantity for q in self.lines)

    @property
    def goods(self) -> Fen:
        """What is paid for the goods alone."""
        return sum(q.payable for q in self.lines)

    @property
    def freight(self) -> Fen:
        return sum(charge.amount for charge in self.charges)

    @property
    def payable(self) -> Fen:
        return self.goods + self.freight

    @property
    def deposit(self) -> Fen:
        return sum(q.deposit for q in self.lines)

    @property
    def final_payment(self) -> Fen:
        return self.payable - self.deposit

    @property
    def saving(self) -> Fen:
        return self.list_price - self.goods

    def __post_init__(self) -> None:
        checks = {
            "每步优惠之和等于总优惠": sum(step.saving for step in self.steps) == self.saving,
            "每步分摊之和等于该步优惠": all(sum(s.shares) == s.saving for s in self.steps),
            "分摊没有负数": all(share >= 0 for s in self.steps for share in s.shares),
            "付款计划之和等于到手合计": sum(p.amount for p in self.schedule) == self.payable,
            "每行不低于定金": all(q.payable >= q.deposit >= 0 for q in self.lines),
        }
        broken = [name for name, holds in checks.items() if not holds]
        if broken:
            raise AssertionError(f"报价自检不通过：{'、'.join(broken)}")
