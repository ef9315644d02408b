"""The calculator: promotion prices in whole fen, exact and explained.

Pure: standard library and pydantic only; no I/O, no clock, no logging, no float.
"""

from .cart import Cart, Line
from .engine import price
from .errors import BadCart, BadMoney, BadRulebook, BadTime, NoPrice, PricingError
from .explain import DISCLAIMER, explanation, step_text
from .money import Fen, parse_yuan, spoken, yuan
from .promotion import ItemPromotion, OrderPromotion, Promotion
from .quote import Payment, Quote, QuotedLine, Step, Unused, When
from .rulebook import Phase, Rulebook
from .window import SHANGHAI, Window, moment, parse_end, parse_start

__all__ = [
    "DISCLAIMER",
    "SHANGHAI",
    "BadCart",
    "BadMoney",
    "BadRulebook",
    "BadTime",
    "Cart",
    "Fen",
    "ItemPromotion",
    "Line",
    "NoPrice",
    "OrderPromotion",
    "Payment",
    "Phase",
    "PricingError",
    "Promotion",
    "Quote",
    "QuotedLine",
    "Rulebook",
    "Step",
    "Unused",
    "When",
    "Window",
    "explanation",
    "moment",
    "parse_end",
    "parse_start",
    "parse_yuan",
    "price",
    "spoken",
    "step_text",
    "yuan",
]
