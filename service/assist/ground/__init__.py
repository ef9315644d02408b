"""State → evidence: quote, passages, rulebook; and the ledger of what may be said."""

from .evidence import Evidence, Library, Search, ground
from .ledger import Told, ledger_of, retelling
from .telling import may_be_told

__all__ = [
    "Evidence",
    "Library",
    "Search",
    "Told",
    "ground",
    "ledger_of",
    "may_be_told",
    "retelling",
]
