"""The guard's one question: may this sentence leave the server?"""

from collections.abc import Sequence

from .ledger import Ledger
from .reply import ReplyCheck
from .rules import RULES, Rule
from .verdict import Verdict


def check(sentence: str, ledger: Ledger, rules: Sequence[Rule] = RULES) -> Verdict:
    """Everything the rules find in one sentence that stands alone; see ``ReplyCheck``."""
    return ReplyCheck(rules).check(sentence, ledger)
