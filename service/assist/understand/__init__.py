"""Turns → state: intent, products, quantities, coupons. Deterministic first."""

from .fold import understand
from .lexicon import Lexicon, build_lexicon

__all__ = ["Lexicon", "build_lexicon", "understand"]
