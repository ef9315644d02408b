"""A sentence may speak of another case than the conversation's: 不用券是728元, 三台7047元.

clauses (what each names: products, pieces, coupons, event, split) → the calculator prices each
case → a clause's figures are held against the ledger of its own case, and against no other's.
Only a sentence that would otherwise be stopped is read so; what is unclear stays stopped.
"""

from .case import Case
from .supposing import Supposing

__all__ = ["Case", "Supposing"]
