"""What the calculator worked out for one question; one class an answer."""

from dataclasses import dataclass
from datetime import datetime

from service.conversations.state import Question
from service.pricing import Quote
from service.pricing.refund import Refund
from service.pricing.split import Split


@dataclass(frozen=True, slots=True)
class Priced:
    """多少钱, 什么时候付: the quote of the basket or of what the question names."""

    question: Question
    quote: Quote


@dataclass(frozen=True, slots=True)
class Listed:
    """分别多少: each by itself, without a difference."""

    question: Question
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """哪个便宜, 差多少: each by itself."""

    question: Question
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Stacked:
    """券能叠吗: what stands together in the basket's price and what does not."""

    question: Question
    quote: Quote


@dataclass(frozen=True, slots=True)
class Topped:
    """凑单: what is missing to the next saving."""

    question: Question
    quote: Quote


@dataclass(frozen=True, slots=True)
class Parted:
    """分开拍: the cheaper split, ``None`` where one order is best."""

    question: Question
    quote: Quote
    split: Split | None


@dataclass(frozen=True, slots=True)
class Refunded:
    """退一台退多少: of the basket as it was quoted."""

    question: Question
    quote: Quote
    refund: Refund


@dataclass(frozen=True, slots=True)
class Unpriced:
    """Why a figure that was asked cannot be promised."""

    question: Question
    reason: str


@dataclass(frozen=True, slots=True)
class Choices:
    """An open choice between products, each priced by itself at ``at`` so that it can be shown."""

    question: Question
    quotes: tuple[Quote, ...]
    at: datetime


Worked = Priced | Listed | Compared | Stacked | Topped | Parted | Refunded | Unpriced | Choices


def quotes_of(worked: Worked) -> tuple[Quote, ...]:
    """Every quote that the answer may state figures of."""
    match worked:
        case Listed() | Compared() | Choices():
            return worked.quotes
        case Parted():
            return (worked.quote, *(worked.split.orders if worked.split else ()))
        case Unpriced():
            return ()
        case _:
            return (worked.quote,)
