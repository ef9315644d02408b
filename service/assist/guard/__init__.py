"""The guard: no wrong figure, forbidden claim or leak leaves the server in a sentence.

``check`` reads a sentence, compares every figure in it with a ``Ledger`` of facts, and runs the
word rules. Build a ledger from ``Fact``s of the quote, the rulebook and the catalogue, and with
``facts_of_text`` from cited passages; the customer's own words are no evidence.
"""

from .check import check
from .errors import DataFileError, GuardError
from .events import KnownEvent, short_name
from .facts import Fact, Role
from .house import House, HouseWords
from .instructions import instructs
from .ledger import Ledger
from .moments import Moment
from .passages import facts_of_text
from .reading.fold import fold
from .reply import ReplyCheck
from .rules import RULES, Rule
from .rules.words import WordRule
from .sentences import SentenceStream, sentences
from .verdict import Flag, Severity, Verdict

__all__ = [
    "RULES",
    "DataFileError",
    "Fact",
    "Flag",
    "GuardError",
    "House",
    "HouseWords",
    "KnownEvent",
    "Ledger",
    "Moment",
    "ReplyCheck",
    "Role",
    "Rule",
    "SentenceStream",
    "Severity",
    "Verdict",
    "WordRule",
    "check",
    "facts_of_text",
    "fold",
    "instructs",
    "sentences",
    "short_name",
]
