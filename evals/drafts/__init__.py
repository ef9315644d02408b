"""True drafts of the sample shop, and the same drafts made wrong: what leaves, what is stopped.

case (products, pieces, coupons, minute → quote and ledger) → draft (text whose figures are known
slots) → mutation (one slot or claim made false, with the proof that it is) → the production guard.
``python -m evals.drafts`` measures; the guard's tests run some thousands of the same.
"""

from .cases import Case, World
from .draft import Draft, Slot
from .measuring import Measured, leaves, measure

__all__ = ["Case", "Draft", "Measured", "Slot", "World", "leaves", "measure"]
