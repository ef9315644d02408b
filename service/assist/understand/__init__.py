"""Turns → state: intent, products, quantities, coupons. Deterministic first."""

from .fold import Folded, Reader, beginning, understand
from .lexicon import Lexicon, build_lexicon

__all__ = ["Folded", "Lexicon", "Reader", "beginning", "build_lexicon", "understand"]
