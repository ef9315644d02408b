"""A whole reply: its sentences in order, each knowing which product was spoken of before."""

from collections.abc import Sequence
from dataclasses import replace

from .ledger import Ledger
from .reading import NameHit, read
from .rules import RULES, Rule
from .rules.events import last_event
from .verdict import Flag, Verdict

_KEPT = 32
"""Letters of the reply that are remembered."""


class ReplyCheck:
    """``check`` each sentence in the order in which they stand; what leaves is one reply.

    「RV-X1：」 on a line of its own names the product of the figures on the next lines.
    """

    def __init__(self, rules: Sequence[Rule] = RULES) -> None:
        self._rules = rules
        self._named: tuple[NameHit, ...] = ()
        self._said = ""
        self._about = ""

    def check(self, sentence: str, *ledgers: Ledger) -> Verdict:
        """Everything the rules find in the next sentence, in the order in which it stands there;
        it must hold by each of the ledgers.

        Deterministic, well under a millisecond, and never asks a model.
        """
        named, about = self._named, self._about
        found: dict[Flag, None] = {}
        letters = ""
        for ledger in ledgers:
            reading = replace(read(sentence, ledger.names, named), about=about)
            letters = reading.letters
            if ledger.secrets:
                reading = replace(reading, said=self._said)
            self._named = reading.spoken_of or named
            self._about = last_event(reading, ledger) or about
            house = ledger.house
            raised = (flag for rule in self._rules for flag in rule(reading, ledger))
            judged = (house.judged(flag, sentence) for flag in raised)
            found |= dict.fromkeys(flag for flag in judged if flag is not None)
        self._said = (self._said + letters)[-_KEPT:]
        return Verdict(tuple(sorted(found, key=_place)))


def _place(flag: Flag) -> tuple[int, int, str]:
    return flag.start, flag.end, flag.code
