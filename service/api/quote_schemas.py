"""A quote as it goes over HTTP. Money is a decimal string in yuan; windows are half-open."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, Field


class QuotedLineOut(BaseModel):
    sku: str
    title: str
    quantity: int
    unit_price: str
    payable: str


class StepOut(BaseModel):
    """One promotion that was applied."""

    promotion_id: str
    kind: str
    name: str
    detail: str
    base: str
    threshold: str | None
    saving: str
    shares: list[str]
    subtotal: str
    source: str


class PaymentOut(BaseModel):
    """What to pay when; the window is half-open."""

    what: Literal["deposit", "final_payment", "full"]
    amount: str
    start: datetime | None = Field(serialization_alias="from")
    end: datetime | None = Field(serialization_alias="to")


class UnusedOut(BaseModel):
    """A promotion that was not applied, and why."""

    promotion_id: str
    name: str
    reason: str
    missing: str | None
    would_save: str | None


class ChargeOut(BaseModel):
    """运费; "0.00" where the goods reach ``free_from``."""

    promotion_id: str
    name: str
    amount: str
    free_from: str | None


class GiftOut(BaseModel):
    """满赠: what comes with the order."""

    promotion_id: str
    name: str
    gift: str
    quantity: int


class TopUpOut(BaseModel):
    """凑单: this much more in its scope would save ``saves`` more."""

    promotion_id: str
    name: str
    missing: str | None
    missing_units: int | None
    saves: str


class ReadingOut(BaseModel):
    """Another reading of an open rule, and the total under it."""

    policy: str
    value: str
    text: str
    payable: str


class QuoteOut(BaseModel):
    """A price with its trace. ``payable`` 到手合计 includes ``deposit`` 定金."""

    event: str
    list_price: str
    payable: str
    deposit: str
    final_payment: str
    saving: str
    lines: list[QuotedLineOut]
    steps: list[StepOut]
    schedule: list[PaymentOut]
    unused: list[UnusedOut]
    assumptions: list[str]
    warnings: list[str]
    explanation: str
    disclaimer: str
    priced_for: datetime
    valid_until: datetime | None
    rulebook: str
    goods: str
    freight: str
    charges: list[ChargeOut]
    gifts: list[GiftOut]
    top_ups: list[TopUpOut]
    readings: list[ReadingOut]
    confidence: str
