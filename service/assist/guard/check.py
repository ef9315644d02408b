"""The guard's one question: may this sentence leave the server?"""

from collections.abc import Sequence

from .ledger import Ledger
from .reading import read
from .rules import RULES, Rule
from .verdict import Flag, Verdict


def check(sentence: str, ledger: Ledger, rules: Sequence[Rule] = RULES) -> Verdict:
    """Everything the rules find in one sentence, in the order in which it stands there.

    Deterministic, well under a millisecond, and never asks a model.
    """
    reading = read(sentence, ledger.names)
    found = [flag for rule in rules for flag in rule(reading, ledger)]
    return Verdict(tuple(sorted(found, key=_place)))


def _place(flag: Flag) -> tuple[int, int, str]:
    return flag.start, flag.end, flag.code
