"""What the calculator refuses, and why.

PricingError
├── BadMoney          an amount that is not a plain decimal string of yuan
├── BadTime           a date or time that cannot be read
├── BadCart           a cart that cannot be priced: no line, a quantity of 0, a price of 0 …
├── BadReturn         a return of what was not bought, or of more than is left
├── BadRulebook       rules that contradict each other or cannot be read
└── NoPrice           no figure can be promised; the message says what is missing

Messages are Chinese, because agents and operations people read them; each says what to do.
"""

from collections.abc import Mapping


class PricingError(ValueError):
    """Base of all refusals of the calculator."""


class BadMoney(PricingError):
    """An amount that is not a plain decimal string of yuan, e.g. a float or ``1e3``."""


class BadTime(PricingError):
    """A date or time that cannot be read, or a window that ends before it begins."""


class BadCart(PricingError):
    """A cart that cannot be priced."""


class BadReturn(PricingError):
    """A return that does not fit its order."""


class BadRulebook(PricingError):
    """Rules that contradict each other."""


class NoPrice(PricingError):
    """The figures do not suffice for a promise. ``figures`` (fen, by name) are those that are exact
    all the same, e.g. the ``final_payment`` of a presale whose deposit is not known."""

    def __init__(self, message: str, figures: Mapping[str, int] | None = None) -> None:
        super().__init__(message)
        self.figures = dict(figures or {})
