"""What is known for one question, before it is told: one class a kind of fact."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from service.conversations.state import Question
from service.pricing import Promotion, Quote, Rulebook


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact stands: document, place as an agent reads it, the words there, and how long
    they hold (half-open)."""

    document: str
    place: str
    snippet: str
    valid_from: datetime | None = None
    valid_to: datetime | None = None


class Fit(StrEnum):
    """How a figure that the buyer named stands to a product's."""

    INSIDE = "inside"
    ABOVE = "above"
    BELOW = "below"


@dataclass(frozen=True, slots=True)
class Stated:
    """One attribute of one product, its value as written there. ``fit`` is how the buyer's figure
    stands to it, ``None`` where none was named or they cannot be compared."""

    sku: str
    name: str
    value: str
    source: Source
    fit: Fit | None = None


@dataclass(frozen=True, slots=True)
class ProductFacts:
    """噪音多大, 有多深: attributes of the products meant, in their order. ``lower`` or
    ``higher`` is the SKU with that value where the buyer asks which one is better."""

    question: Question
    aspect: str
    stated: tuple[Stated, ...]
    fits: str = ""
    lower: str = ""
    higher: str = ""


@dataclass(frozen=True, slots=True)
class Fee:
    """A row of a table of fees: ``note`` says what it includes or when it is due."""

    item: str
    note: str
    unit: str
    price: str
    source: Source
    sku: str = ""


@dataclass(frozen=True, slots=True)
class Fees:
    """高空作业收费吗, 搬上去要加钱吗."""

    question: Question
    fees: tuple[Fee, ...]


@dataclass(frozen=True, slots=True)
class PhaseTimes:
    """尾款什么时候付, 活动哪天结束; ``phase`` is deposit, final_payment or empty (the event)."""

    question: Question
    rulebook: Rulebook
    phase: str


@dataclass(frozen=True, slots=True)
class Presale:
    """是预售吗: the presale promotion of each product, ``None`` where it is sold at once."""

    question: Question
    rulebook: Rulebook
    products: tuple[tuple[str, Promotion | None], ...]


@dataclass(frozen=True, slots=True)
class Offer:
    """One coupon 券 of the running event; ``quote`` is the basket with it alone, ``missing`` the
    fen below its threshold, both ``None`` without a basket."""

    promotion: Promotion
    quote: Quote | None = None
    missing: int | None = None
    used: bool = False


@dataclass(frozen=True, slots=True)
class Coupons:
    """有券吗, 有什么优惠: the event's coupons, and what is reduced without one. With a ``basket``,
    only those that cover something in it."""

    question: Question
    rulebook: Rulebook
    offers: tuple[Offer, ...]
    automatic: tuple[Promotion, ...]
    basket: bool


Known = ProductFacts | Fees | PhaseTimes | Presale | Coupons
