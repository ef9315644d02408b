"""State → evidence: quote, passages, rulebook; and the ledger of what may be said."""

from .evidence import Evidence, Library, Search, ground
from .ledger import Told, figures_in, ledger_of, retelling
from .telling import may_be_told

__all__ = [
    "Evidence",
    "Library",
    "Search",
    "Told",
    "figures_in",
    "ground",
    "ledger_of",
    "may_be_told",
    "retelling",
]
