"""Which figures a sentence of a draft may state: those of the case it speaks of, and no other's.

Without tools there is one case, the conversation's. A quote that the model asked for is another
case, perhaps of the same goods; both are in the evidence, and a figure of one is wrong in the
other.
"""

from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from typing import Protocol

from knowledge.types import Hit, Passage
from service.pricing import Quote, spoken

from .draft.price_reply import goods, price_sentence
from .draft.slots import closed
from .draft.tools import WhatIf
from .ground import Evidence, Told, ledger_of, retelling
from .guard import Flag, Ledger, ReplyCheck
from .supposed import Supposing


class Found(Protocol):
    """What the tools have given so far."""

    @property
    def quotes(self) -> Sequence[WhatIf]: ...

    @property
    def hits(self) -> Sequence[Hit]: ...


class Cases:
    """The conversation's own case, of which ``facts`` is the ledger, and those that the toolbox has
    added so far. ``secrets`` are texts of which the draft must repeat nothing."""

    def __init__(
        self,
        evidence: Evidence,
        facts: Ledger,
        toolbox: Found | None = None,
        secrets: Sequence[str] = (),
    ) -> None:
        self._evidence = evidence
        self._facts = facts
        self._secret = Ledger.of(secrets=secrets)
        self._reply = ReplyCheck()
        self._toolbox = toolbox
        self._ledgers: dict[tuple[int, int], Ledger] = {}
        self._told: set[int] = set()
        self._supposing = Supposing(evidence)

    def flags(self, sentence: str) -> tuple[Flag, ...]:
        """What the guard finds; a sentence that speaks of several cases must hold in each. One that
        would be stopped is also held against the cases that its own words name."""
        before = copy(self._reply)
        ledgers = self._spoken_of(sentence)
        flags = self._reply.check(sentence, *ledgers).flags

        def again(facts: Ledger) -> Sequence[Flag]:
            return copy(before).check(sentence, self._with_passages(facts)).flags

        return tuple(self._supposing.judged(sentence, ledgers[-1], flags, again))

    def begin_again(self) -> None:
        """What was said so far is no part of the reply."""
        self._reply = ReplyCheck()
        self._supposing.begin_again()

    def figures_for(self, sentence: str) -> str:
        """The calculator's own sentence for the case that was meant, each once; else nothing."""
        for quote, told in self._meant(sentence):
            if id(quote) not in self._told:
                self._told.add(id(quote))
                return told
        return ""

    def _spoken_of(self, sentence: str) -> list[Ledger]:
        said = [other for other in self._others() if other.said_in(sentence)]
        others = [one for one in said if not any(_narrower(one, more) for more in said)]
        ledgers = [self._ledger(other) for other in others]
        if not ledgers or self._own_too(sentence, others):
            ledgers.append(self._ledger(None))
        return ledgers

    def _own_too(self, sentence: str, others: Sequence[WhatIf]) -> bool:
        """Whether the sentence names the conversation's own goods beside other goods."""
        own = self._evidence.quote
        if own is None or any(goods(other.quote) == goods(own) for other in others):
            return False
        return WhatIf(own, (), self._evidence).said_in(sentence)

    def _meant(self, sentence: str) -> Iterable[tuple[Quote, str]]:
        for other in self._others():
            if other.said_in(sentence) or spoken(other.quote.payable) in sentence:
                yield other.quote, other.sentence
        if self._evidence.quote is not None:
            yield self._evidence.quote, price_sentence(self._evidence.quote)

    def _others(self) -> Sequence[WhatIf]:
        return self._toolbox.quotes if self._toolbox else ()

    def _ledger(self, other: WhatIf | None) -> Ledger:
        """The case's facts and what the passages tell; built once, until a search finds more."""
        more = self._toolbox.hits if self._toolbox else []
        key = (id(other), len(more))
        if key not in self._ledgers:
            facts = ledger_of(other.evidence) if other else self._facts
            self._ledgers[key] = self._with_passages(facts)
        return self._ledgers[key]

    def _with_passages(self, facts: Ledger) -> Ledger:
        more = self._toolbox.hits if self._toolbox else []
        return (
            facts
            | self._secret
            | retelling(given(hit.passage for hit in (*self._evidence.cited(), *more)))
        )


def _narrower(one: WhatIf, other: WhatIf) -> bool:
    """The other says all that this one says and more: the sentence means the other."""
    return set(one.conditions) < set(other.conditions)


def given(passages: Iterable[Passage]) -> Iterator[Told]:
    """Passages as the model was given them."""
    for passage in passages:
        about = next(iter(passage.skus)) if len(passage.skus) == 1 else ""
        yield Told(closed(passage.answer) or passage.text, passage.place.label(), about)
