"""The calculator: promotion prices in whole fen, exact and explained.

Pure: standard library and pydantic only; no I/O, no clock, no logging, no float.

=====================  ==========================================================
price                  a cart under a rulebook → Quote
second_best            the next choice, and why it is not the best
better_split           the cheapest way to place the cart as several orders
alternatives.…         both
what_if.what_if        a kept basket with one thing changed
refund.refund          what a return pays back, from the stored shares
price_protection.…     what a lower price today pays back 价保
explanation            the quote in Chinese that an agent can paste
=====================  ==========================================================
"""

from .cart import Cart, Line
from .engine import price, ranked
from .errors import BadCart, BadMoney, BadReturn, BadRulebook, BadTime, NoPrice, PricingError
from .explain import DISCLAIMER, explanation, step_text
from .money import Fen, parse_yuan, spoken, yuan
from .platforms import PLATFORMS, Platform
from .policies import Policies
from .promotion import ItemPromotion, OrderPromotion, Promotion
from .quote import (
    Charge,
    Confidence,
    Gifted,
    Payment,
    Quote,
    QuotedLine,
    Reading,
    Step,
    TopUp,
    Unused,
    When,
)
from .rulebook import Phase, Rulebook
from .second_best import second_best
from .split import Split, better_split
from .window import SHANGHAI, Window, moment, parse_end, parse_start

__all__ = [
    "DISCLAIMER",
    "PLATFORMS",
    "SHANGHAI",
    "BadCart",
    "BadMoney",
    "BadReturn",
    "BadRulebook",
    "BadTime",
    "Cart",
    "Charge",
    "Confidence",
    "Fen",
    "Gifted",
    "ItemPromotion",
    "Line",
    "NoPrice",
    "OrderPromotion",
    "Payment",
    "Phase",
    "Platform",
    "Policies",
    "PricingError",
    "Promotion",
    "Quote",
    "QuotedLine",
    "Reading",
    "Rulebook",
    "Split",
    "Step",
    "TopUp",
    "Unused",
    "When",
    "Window",
    "better_split",
    "explanation",
    "moment",
    "parse_end",
    "parse_start",
    "parse_yuan",
    "price",
    "ranked",
    "second_best",
    "spoken",
    "step_text",
    "yuan",
]
