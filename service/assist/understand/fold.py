"""Fold the turns into a state. Deterministic; every slot knows the turn it came from.

The customer's messages since somebody answered are one burst. Reading begins again at the last
burst, so what is stored is the state before it (``Folded.settled``): a message that follows in the
same burst is read together with it, and a turn costs the same however long the conversation is.
Only what an agent set by hand divides a burst: the messages before it are not read over it again.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from service.conversations.state import (
    Certainty,
    Correction,
    Intent,
    Item,
    OpenQuestion,
    Question,
    Slot,
    State,
)
from service.conversations.turns import Turn
from service.pricing import Rulebook
from service.shops import Shop

from ..flows import followed, replied
from .asking import resolved, weightiest
from .basket import Basket
from .burst import Burst
from .cores import COUPONS, PROTECTION, asks_when_to_pay, core_of, goes_on, tells_of_goods, topic_in
from .corrections import corrected
from .coupons import coupon_words, of_coupons
from .deposits import deposit_words
from .events import asked_event
from .held_items import MAX_REMEMBERED
from .holdings import NO_WALLET, with_words
from .intents import BACK, MONEY
from .lexicon import Lexicon
from .moments import THEN, moment_asked, says_now
from .moods import mood_of
from .orders import order_in
from .owners import labelled
from .products import phrases
from .questions import Asked, asked, asks
from .scenes import scene_of, stage_of
from .segments import segments
from .speech import spoken
from .told import MAX_KEPT, PRICED, told_in

_HAPPENS = re.compile(r"一.{1,6}就|了(?:$|，|。)|老是|总是|一直|全|根本|突然|满地|越来越")
"""Trouble that is there, and not asked about beforehand."""

_ERRANDS = re.compile("订单|物流|快递|发货|到货|申请|退货|退款|换货|换空调|换新|除了|自己")
"""Words among those of trouble that tell of none with the goods."""

_MARK = re.compile("[?？]")
SAYS = 4
"""Characters from which a segment beside 等下 is what the question mark asks."""

LONGEST_BESIDE = 8
"""Characters of a question that goes with the one before it."""

MOST_ADVISED = 3
"""An agent who names more products tells what there is."""


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
        by_hand = {correction.turn for correction in corrections}
        state = settled = before
        burst: list[Turn] = []
        heard = 0
        for index, turn in enumerate(turns, start):
            if turn.role == "customer":
                if not burst:
                    settled, heard = state, 0
                burst.append(turn)
            else:
                burst = []
                state = replied(_with_told(state, turn.text, index), self.shop.flows, turn.text)
                if turn.role == "agent":
                    state = self._advised(state, turn.text)
            follows = index + 1 < start + len(turns) and turns[index + 1 - start].role == "customer"
            if burst and (index in by_hand or not follows):
                state, heard = self._after_burst(state, burst, index, heard), len(burst)
            if index in by_hand:
                state = self._by_hand(state, corrections, index)
            state = replace(state, turns=index + 1)
        return Folded(settled, state)

    def _advised(self, state: State, text: str) -> State:
        """What an agent speaks of is what 这个 means, where nothing is chosen yet; it answers which
        of several was to be asked about."""
        if state.open and state.open.kind != "product":
            return state
        plain = spoken(text)
        advised: dict[str, Item] = {}
        for phrase, labels in labelled(plain, phrases(plain, self.lexicon)):
            if len(phrase.skus) == 1:
                (sku,) = phrase.skus
                advised[sku] = Item(
                    sku, 1, state.turns, Certainty.ASSUMED, of=tuple((one, 1) for one in labels)
                )
        skus = tuple(advised)
        if state.basket:  # what is chosen stays; 第二个 is of what was told last
            return replace(state, lineup=skus) if len(skus) > 1 else state
        if not 0 < len(skus) <= MOST_ADVISED:
            return state
        if set(skus) == set(state.choices) and asks(plain):
            return state
        before = [item for item in state.spoken_of if item.sku not in advised]
        told = (*advised.values(), *before)[:MAX_REMEMBERED]
        return replace(state, focus=skus, lineup=skus, open=None, spoken_of=told)

    def _by_hand(self, state: State, corrections: Sequence[Correction], turn: int) -> State:
        """After what an agent set: what was asked is asked about the basket as it is now."""
        state = corrected(state, corrections, turn)
        return replace(state, question=self._in_full(state, spoken(state.text)))

    def _after_burst(self, before: State, burst: Sequence[Turn], turn: int, heard: int) -> State:
        """``heard`` messages of the burst are in ``before``, with their questions."""
        plains = [spoken(message.text) for message in burst]
        if before.topic == COUPONS:
            plains = [of_coupons(plain) for plain in plains]
        plain = "，".join(plains[heard:])
        said = _asked(plains[heard:])
        basket = Basket.of(before, turn, plain, self.lexicon)
        read = self._as_one(Burst(self.lexicon, basket, before).read(said))
        questions = [*_still_open(before, _asked(plains[:heard])), *read]
        state = replace(
            before,
            basket=tuple(basket.items),
            focus=basket.still_in_focus(),
            spoken_of=basket.spoken_of,
            lineup=basket.sides(),
            open=basket.open or (None if basket.put_now else _about_coupons(before)),
            text="，".join(message.text for message in burst),
            previous=before.text,
            event=(event := self._event(said, plain, before, burst)),
            moment=before.moment if event == before.event else None,
        )
        at = burst[-1].at or self.at
        state = self._held(state, plain, turn, at)
        state = self._timed(state, said, turn, at)
        state = _placed(state, plain, turn, in_trouble=self._in_trouble(plain))
        state = self._followed(state, plain, turn, at)
        goes = basket.put_now or not goes_on(plain)
        state = replace(state, topic=topic_in(plain) or ("" if goes else before.topic))
        changed = basket.edited or state.coupons != before.coupons
        only_asks = all(question.intent is Intent.QUESTION for question in questions)
        if questions and only_asks and changed and before.quoted:
            questions = [Question(Intent.PRICE, plain), *questions]
        counted = bool(basket.counted_now or basket.recounted)
        if _MARK.search(state.text) and any(s.intent is None and len(s.text) > SAYS for s in said):
            questions = [q for q in questions if q.intent is not Intent.CHAT]
        return self._asking(before, state, questions, plain, counted=counted)

    def _event(
        self, said: Sequence[Asked], plain: str, before: State, burst: Sequence[Turn]
    ) -> str:
        """The event asked about. One that is over matters only where its price is asked."""
        priced = any(segment.intent in MONEY for segment in said)
        at = None if priced else burst[-1].at or self.at
        return asked_event(plain, self.shop, before.event, at)

    def _followed(self, state: State, plain: str, turn: int, at: datetime | None) -> State:
        """The service flow that the burst belongs to, and what it tells for it."""
        scene = state.scene.value if state.scene and state.scene.turn == turn else None
        told = "，".join(segment for segment in segments(plain) if not asks(segment))
        return followed(state, self.shop.flows, scene, told, plain, turn, at)

    def _held(self, state: State, plain: str, turn: int, at: datetime | None) -> State:
        """Coupons, memberships and balances in the words of the event that is asked about."""
        book = self._book(state, at)
        wallet = self.lexicon.wallets.get(book.id) if book else None
        held = {coupon.promotion_id for coupon in state.coupons}
        choices = state.open.choices if state.open and state.open.kind == "coupon" else ()
        goods = {item.sku for item in state.basket}
        words = coupon_words(plain, wallet or NO_WALLET, held | set(choices), choices, goods)
        if words.unknown and (elsewhere := self._named_elsewhere(plain)):
            words = replace(words, named=elsewhere, unknown=())
        if wallet and words.named and set(words.named) <= wallet.families.keys():
            # 那今天买，用2000减150的: of this event, and of no other any more
            here = tuple(c for c in state.coupons if c.promotion_id in wallet.families)
            state = replace(state, coupons=here)
        return with_words(state, words, turn)

    def _named_elsewhere(self, plain: str) -> tuple[str, ...]:
        """Another event's coupons are known, and told apart."""
        found = (c for w in self.lexicon.wallets.values() for c in coupon_words(plain, w).named)
        return tuple(dict.fromkeys(found))

    def _book(self, state: State, at: datetime | None) -> Rulebook | None:
        named = next((book for book in self.shop.rulebooks if book.id == state.event), None)
        if named is not None or at is None:
            return named or next(iter(self.shop.rulebooks), None)
        return self.shop.rulebook_at(state.moment.value if state.moment else at)

    def _timed(self, state: State, said: Sequence[Asked], turn: int, at: datetime | None) -> State:
        """The minute asked about and where the buyer stands with the deposit."""
        told = "".join(slot.value for slot in state.told[-2:])
        spoken_of = state.deposit is not None or "定金" in state.previous + state.text + told
        for place, segment in enumerate(said):
            then = place and THEN.search(segment.text)  # 20号八点交定金，那时候买多少
            earlier = f"{said[place - 1].text}，" if then else ""
            if stands := deposit_words(segment.text, spoken_of=spoken_of):
                state = replace(state, deposit=Slot(stands, turn))
            if at is None or segment.intent in (Intent.SCHEDULE, *BACK):
                continue
            if says_now(segment.text):
                state = replace(state, moment=None)
            elif found := moment_asked(earlier + segment.text, self.shop, at):
                state = replace(state, moment=Slot(found, turn), event="")
        return state

    def _asking(
        self, before: State, state: State, own: list[Question], plain: str, *, counted: bool
    ) -> State:
        new = not before.quoted and tells_of_goods(plain, phrases(plain, self.lexicon))
        tells = new or self._in_trouble(plain)
        asked_now = resolved(own, before, state, plain, tells=tells, counted=counted)
        questions = tuple(self._cored(question, state) for question in asked_now)
        first = weightiest(questions)
        if state.open is not None:
            state = replace(state, open=replace(state.open, pending=questions))
        told = questions if state.open is None else own  # which one is asked tells no price
        loud = first.intent in (Intent.COMPLAINT, Intent.HUMAN)
        return replace(
            state,
            intent=first.intent,
            questions=questions,
            escalation=first.word if loud else "",
            quoted=state.quoted or any(q.intent in MONEY for q in told),
            question=self._in_full(state, spoken(state.text)),
        )

    def _as_one(self, questions: Sequence[Question]) -> list[Question]:
        """X2多高，能进床底不 is one question: the second says nothing of its own."""
        kept: list[Question] = []
        for question in questions:
            last = kept[-1] if kept else None
            both = last is not None and {last.intent, question.intent} == {Intent.QUESTION}
            if last is not None and both and not question.skus and self._goes_with(question.text):
                kept[-1] = replace(last, text=f"{last.text}，{question.text}")
            else:
                kept.append(question)
        return kept

    def _goes_with(self, text: str) -> bool:
        own = topic_in(text) or self.lexicon.aspects.asked_in(text) or phrases(text, self.lexicon)
        return not own and len(text) <= LONGEST_BESIDE

    def _in_trouble(self, plain: str) -> bool:
        """Whether the burst tells of trouble that is there."""
        said = (_ERRANDS.sub("", s) for s in segments(plain) if not asks(s) and _HAPPENS.search(s))
        return any(map(self.lexicon.aspects.trouble, said))

    def _cored(self, question: Question, state: State) -> Question:
        if question.intent not in (Intent.QUESTION, Intent.PROTECTION):
            return question
        found = phrases(question.text, self.lexicon)
        about = PROTECTION if question.intent is Intent.PROTECTION else ""
        core = core_of(question.text, found, state.topic, about)
        intent = Intent.SCHEDULE if asks_when_to_pay(core) else question.intent
        return replace(question, core=core, intent=intent)

    def _in_full(self, state: State, plain: str) -> str:
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


def _asked(plains: Sequence[str]) -> list[Asked]:
    return asked([segment for text in plains for segment in segments(text)])


def _still_open(before: State, said: Sequence[Asked]) -> list[Question]:
    """What the burst asked so far: nothing of it has been answered."""
    if not said:
        return []
    own = {segment.text for segment in said if segment.intent is not None}
    return [q for q in before.questions if q.intent is not Intent.QUESTION or q.text in own]


def _about_coupons(state: State) -> OpenQuestion | None:
    return state.open if state.open and state.open.kind == "coupon" else None


def _with_told(state: State, text: str, turn: int) -> State:
    told = (*state.told, *(Slot(sentence, turn) for sentence in told_in(text)))
    quoted = state.quoted or bool(PRICED.search(text))
    return replace(state, told=told[-MAX_KEPT:], quoted=quoted)


def _placed(state: State, plain: str, turn: int, *, in_trouble: bool) -> State:
    """Scene, stage, mood and order, as far as this burst tells."""
    scene, mood, order = scene_of(plain), mood_of(plain), order_in(plain)
    before = state.stage.value if state.stage else None
    stage = stage_of(plain, scene, before, in_trouble=in_trouble)
    if stage is not before:
        state = replace(state, stage=Slot(stage, turn))
    if scene is not None:
        state = replace(state, scene=Slot(scene.id, turn))
    if mood is not None:
        state = replace(state, mood=Slot(mood, turn))
    if order is not None:
        state = replace(state, order=Slot(order, turn))
    return state
