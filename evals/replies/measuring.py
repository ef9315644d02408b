"""Each reply through the guard, with the evidence that a model with tools may have."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from evals.drafts.number_check import number_check_passes
from knowledge.index import Knowledge
from knowledge.types import Hit
from service.assist.cases import Cases
from service.assist.draft.tools import WhatIf
from service.assist.ground import ground, ledger_of, retelling
from service.assist.guard import Ledger, Severity, sentences
from service.assist.understand import Lexicon, build_lexicon, understand
from service.conversations.state import Certainty, Item, NamedCoupon, State
from service.conversations.turns import Turn
from service.shops import Shop

from .contexts import Context

FOUND = 5
"""Passages of one search."""

LEAST_ASKED = 5
"""Characters of a clause that is looked up by itself."""


@dataclass(frozen=True, slots=True)
class Held:
    """A reply that was stopped: by which findings."""

    context: str
    reply: str
    why: str


@dataclass(slots=True)
class Let:
    """``held`` were stopped, ``left`` were not; of wrong replies none may leave.
    ``known_numbers`` are those that a plain check of numbers would let through."""

    replies: int = 0
    held: list[Held] = field(default_factory=list)
    left: list[Held] = field(default_factory=list)
    known_numbers: int = 0


def measure(contexts: Sequence[Context], shop: Shop, knowledge: Knowledge) -> Let:
    lexicon, let = build_lexicon(shop), Let()
    for context in contexts:
        desk = _Desk(context, shop, knowledge, lexicon)
        for reply in context.replies:
            let.replies += 1
            why = _stopped_by(reply, desk.cases(reply))
            let.known_numbers += number_check_passes(reply, desk.told(reply))
            (let.held if why else let.left).append(Held(context.id, reply, "、".join(why)))
    return let


def _stopped_by(reply: str, cases: Cases) -> list[str]:
    return [
        f"{flag.code}「{flag.span}」"
        for sentence in sentences(reply)
        for flag in cases.flags(sentence)
        if flag.severity is Severity.BLOCK
    ]


@dataclass(frozen=True, slots=True)
class _Searched:
    """What a model's search would have given; it asks for no other quote."""

    hits: Sequence[Hit]
    quotes: Sequence[WhatIf] = ()


class _Desk:
    """One context's evidence; the ledger also holds what a search for the reply finds."""

    def __init__(
        self, context: Context, shop: Shop, knowledge: Knowledge, lexicon: Lexicon
    ) -> None:
        self._shop = shop
        self._at: datetime = context.minute
        self._search = knowledge.pinned(shop.id)
        turns = [Turn("customer", text) for text in context.buyer]
        state = understand(turns, shop, lexicon)
        self._evidence = ground(_settled(state, context), shop, self._search, context.minute)
        self._facts = ledger_of(self._evidence)

    def cases(self, reply: str) -> Cases:
        return Cases(self._evidence, self._facts, _Searched(self._hits(reply)))

    def told(self, reply: str) -> Ledger:
        """All figures that stand in what the reply may rest on, whosoever they are."""
        passages = [(hit.passage.text, hit.passage.id) for hit in self._hits(reply)]
        return self._facts | retelling(passages)

    def _hits(self, reply: str) -> list[Hit]:
        skus = frozenset(item.sku for item in self._evidence.state.basket)
        hits = [*self._evidence.scripts, *self._evidence.documents]
        for query in (reply, *sentences(reply), *_clauses(reply)):
            hits += self._search.search(
                self._shop.id, query[:200], at=self._at, skus=skus, limit=FOUND
            )
        return list({hit.passage.id: hit for hit in hits}.values())


def _clauses(reply: str) -> list[str]:
    """Each thing that a reply says, as a model would look it up by itself."""
    return [part for part in re.split(r"[，。；！？、\n]", reply) if len(part) >= LEAST_ASKED]


def _settled(state: State, context: Context) -> State:
    """The basket and the coupons as the trainer gave them."""
    turn, said = state.turns - 1, Certainty.SAID
    basket = tuple(Item(sku, n, turn, said, said) for sku, n in context.basket.items())
    coupons = tuple(NamedCoupon(coupon, turn) for coupon in context.coupons)
    return replace(state, basket=basket or state.basket, coupons=coupons, open=None)
