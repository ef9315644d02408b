"""Questions of fact, answered exactly: attributes of products, fees, the event's times and coupons.

Everything comes from the catalogue, the manuals' tables and the rulebook; nothing is inferred, and
what stands of another product is never looked at.
"""

from .found import facts_of
from .known import (
    Coupons,
    Fee,
    Fees,
    Fit,
    Known,
    Offer,
    PhaseTimes,
    Presale,
    ProductFacts,
    Source,
    Stated,
)

__all__ = [
    "Coupons",
    "Fee",
    "Fees",
    "Fit",
    "Known",
    "Offer",
    "PhaseTimes",
    "Presale",
    "ProductFacts",
    "Source",
    "Stated",
    "facts_of",
]
