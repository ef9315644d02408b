"""Fold the turns into a state. Deterministic; every slot knows the turn it came from.

The customer's messages since somebody answered are one burst. Reading begins again at the last
burst, so what is stored is the state before it (``Folded.settled``): a message that follows in the
same burst is read together with it, and a turn costs the same however long the conversation is.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from service.conversations.state import (
    Certainty,
    Correction,
    Intent,
    Item,
    Question,
    Slot,
    State,
)
from service.conversations.turns import Turn
from service.pricing import Rulebook
from service.shops import Shop

from .basket import Basket
from .corrections import corrected
from .coupons import coupon_words
from .deposits import deposit_words
from .events import asked_event
from .intents import AFTER_SALE, BACK, intent_of
from .holdings import NO_WALLET, with_words
from .lexicon import Lexicon
from .moments import moment_asked, says_now
from .products import phrases
from .returning import returned
from .segments import segments
from .text import normalise

SHORT = 24
"""Up to so many characters a change of basket is a what-if and not a new question."""

_WEIGHT = {
    intent: weight
    for weight, intent in enumerate(
        (
            *(Intent.COMPLAINT, Intent.HUMAN, Intent.PROTECTION, Intent.REFUND, Intent.PRICE),
            *(Intent.COMPARISON, Intent.SPLIT, Intent.GAP, Intent.STACKING, Intent.SCHEDULE),
            *(Intent.QUESTION, Intent.CHAT),
        )
    )
}


@dataclass(frozen=True, slots=True)
class Folded:
    """``state`` after all turns; ``settled`` before the last burst, from where to go on."""

    settled: State
    state: State


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads one shop's conversations at the minute ``at``."""

    shop: Shop
    lexicon: Lexicon
    at: datetime | None = None

    def fold(
        self, turns: Sequence[Turn], before: State, corrections: Sequence[Correction] = ()
    ) -> Folded:
        """``turns`` are those behind ``before.turns``."""
        start = before.turns
        state = settled = before
        burst: list[str] = []
        for index, turn in enumerate(turns, start):
            if turn.role == "customer":
                if not burst:
                    settled = state
                burst.append(turn.text)
            else:
                burst = []
            follows = index + 1 < start + len(turns) and turns[index + 1 - start].role == "customer"
            if burst and not follows:
                state = self._after_burst(state, burst, index)
            state = replace(corrected(state, corrections, index), turns=index + 1)
        return Folded(settled, state)

    def _after_burst(self, before: State, burst: Sequence[str], turn: int) -> State:
        plains = [normalise(text) for text in burst]
        plain = "，".join(plains)
        asked = [(segment, *intent_of(segment)) for text in plains for segment in segments(text)]
        basket = Basket.of(before, turn, plain, self.lexicon)
        returning: tuple[tuple[str, int], ...] = ()
        compares = any(intent is Intent.COMPARISON for _, intent, _ in asked)
        about: list[tuple[str, ...]] = []
        for segment, intent, _ in asked:
            there = len(basket.put_now)
            if intent in BACK or AFTER_SALE.search(segment):
                returning = returned(segment, basket, self.lexicon) or returning
            elif not (compares and self._compared(segment, basket)):
                basket.read(segment)
            about.append(tuple(dict.fromkeys(basket.put_now[there:])))
        event = asked_event(plain, self.shop, before.event)
        state = replace(
            before,
            basket=tuple(basket.items),
            focus=basket.focus,
            spoken_of=basket.spoken_of,
            open=basket.open,
            text="，".join(burst),
        )
        state = self._held(replace(state, event=event), plain, turn)
        state = self._timed(state, asked, turn)
        questions = [
            Question(intent, segment, skus, returning if intent in BACK else (), word)
            for (segment, intent, word), skus in zip(asked, about, strict=True)
            if intent is not None
        ]
        return self._asking(before, state, _each_its_own(questions, basket), plain)

    def _held(self, state: State, plain: str, turn: int) -> State:
        """Coupons, memberships and balances in the words of the event that is asked about."""
        book = self._book(state)
        wallet = self.lexicon.wallets.get(book.id) if book else None
        words = coupon_words(plain, wallet or NO_WALLET)
        elsewhere = [c for w in self.lexicon.wallets.values() for c in coupon_words(plain, w).named]
        if words.unknown and elsewhere:  # another event's coupon is known, and told apart
            words = replace(words, named=tuple(dict.fromkeys(elsewhere)), unknown=())
        return with_words(state, words, turn)

    def _book(self, state: State) -> Rulebook | None:
        named = next((book for book in self.shop.rulebooks if book.id == state.event), None)
        if named is not None or self.at is None:
            return named or next(iter(self.shop.rulebooks), None)
        moment = state.moment.value if state.moment else self.at
        return self.shop.rulebook_at(moment)

    def _timed(
        self, state: State, asked: Sequence[tuple[str, Intent | None, str]], turn: int
    ) -> State:
        """The minute asked about and where the buyer stands with the deposit."""
        for segment, intent, _ in asked:
            if stands := deposit_words(segment):
                state = replace(state, deposit=Slot(stands, turn))
            if self.at is None or intent in (Intent.SCHEDULE, *BACK):
                continue
            if says_now(segment):
                state = replace(state, moment=None)
            elif found := moment_asked(segment, self.shop, self.at):
                state = replace(state, moment=Slot(found, turn))
        return state

    def _asking(self, before: State, state: State, questions: list[Question], plain: str) -> State:
        """What the burst asks; a changed basket or coupon goes on with what was asked before."""
        waiting = before.open.pending if before.open else ()
        changed = _what_if(before, state)
        if not questions and changed and _worth_asking(waiting):
            questions = list(waiting)
        elif not questions and changed and before.quoted and len(plain) <= SHORT:
            questions = [Question(Intent.PRICE, plain)]
        if not questions:
            questions = [Question(Intent.QUESTION, plain)]
        questions = _different(questions)
        weightiest = min(questions, key=lambda question: _WEIGHT[question.intent])
        if state.open is not None:
            state = replace(state, open=replace(state.open, pending=tuple(questions)))
        loud = weightiest.intent in (Intent.COMPLAINT, Intent.HUMAN)
        return replace(
            state,
            intent=weightiest.intent,
            questions=tuple(questions),
            escalation=weightiest.word if loud else "",
            quoted=state.quoted or weightiest.intent is Intent.PRICE,
            question=self._resolved(state, plain),
        )

    def _compared(self, segment: str, basket: Basket) -> bool:
        """静悦和清风哪个便宜 compares and buys nothing."""
        found = [sku for phrase in phrases(segment, self.lexicon) for sku in sorted(phrase.skus)]
        if len(set(found)) > 1:
            basket.focus = tuple(dict.fromkeys(found))
        return len(set(found)) > 1

    def _resolved(self, state: State, plain: str) -> str:
        """The question with the product put in where the customer left it out."""
        if not state.basket or phrases(plain, self.lexicon):
            return state.text
        product = self.shop.catalogue.get(state.basket[-1].sku)
        return f"{product.short} {state.text}" if product else state.text


def understand(
    turns: Sequence[Turn],
    shop: Shop,
    lexicon: Lexicon,
    sku: str | None = None,
    *,
    at: datetime | None = None,
    corrections: Sequence[Correction] = (),
) -> State:
    """The state after ``turns``; ``sku`` is the product page they begin with."""
    return Reader(shop, lexicon, at).fold(turns, beginning(sku), corrections).state


def beginning(sku: str | None = None) -> State:
    """The state before the first turn."""
    if sku is None:
        return State()
    page = Item(sku, 1, -1, Certainty.ASSUMED, Certainty.ASSUMED)
    return State(basket=(page,), focus=(sku,))


def _each_its_own(questions: Sequence[Question], basket: Basket) -> list[Question]:
    """静悦多少钱，清风多少钱: each is about its own product; otherwise all are about the basket."""
    named = {question.skus for question in questions if question.skus}
    if len(named) > 1 and not basket.together:
        return list(questions)
    return [replace(question, skus=()) for question in questions]


def _what_if(before: State, state: State) -> bool:
    """Whether what would be priced has changed."""

    def priced(one: State) -> object:
        asked = one.open and (one.open.choices, one.open.quantity)
        items = [(item.sku, item.quantity) for item in one.basket]
        held = one.coupons, one.no_coupons, one.memberships, one.balances
        spoken = one.unknown_coupons, one.unpriced
        return items, asked, held, spoken, one.deposit, one.event, one.moment

    return priced(before) != priced(state)


def _worth_asking(waiting: Sequence[Question]) -> bool:
    return any(question.intent is not Intent.QUESTION for question in waiting)


def _different(questions: Sequence[Question]) -> list[Question]:
    """One question an intent and product: 多少钱，到手多少 asks once."""
    kept: dict[tuple[Intent, tuple[str, ...], tuple[tuple[str, int], ...]], Question] = {}
    for question in questions:
        kept.setdefault((question.intent, question.skus, question.returning), question)
    return list(kept.values())
