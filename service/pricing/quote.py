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


@dataclass(frozen=True, slots=True)
class QuotedLine:
    """A line with what it costs in all: ``unit_price`` after item deals, ``payable`` after all."""

    line: Line
    unit_price: Fen
    payable: Fen
    deposit: Fen


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
class Payment:
    """What to pay when; ``window`` is ``None`` where the rulebook gives no time."""

    what: When
    amount: Fen
    window: Window | None


@dataclass(frozen=True, slots=True)
class Quote:
    """What the cart costs under one rulebook, or at list price without one.

    ``payable`` 到手合计 includes the deposit; ``final_payment`` 尾款 is the rest. ``priced_for`` is
    the moment of the (final) payment that the promotions were judged at.
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

    @property
    def list_price(self) -> Fen:
        return sum(q.line.list_price * q.line.quantity for q in self.lines)

    @property
    def payable(self) -> Fen:
        return sum(q.payable for q in self.lines)

    @property
    def deposit(self) -> Fen:
        return sum(q.deposit for q in self.lines)

    @property
    def final_payment(self) -> Fen:
        return self.payable - self.deposit

    @property
    def saving(self) -> Fen:
        return self.list_price - self.payable

    def __post_init__(self) -> None:
        checks = {
            "每步优惠之和等于总优惠": sum(step.saving for step in self.steps) == self.saving,
            "每步分摊之和等于该步优惠": all(sum(s.shares) == s.saving for s in self.steps),
            "付款计划之和等于到手合计": sum(p.amount for p in self.schedule) == self.payable,
            "每行不低于定金": all(q.payable >= q.deposit >= 0 for q in self.lines),
        }
        broken = [name for name, holds in checks.items() if not holds]
        if broken:
            raise AssertionError(f"报价自检不通过：{'、'.join(broken)}")
