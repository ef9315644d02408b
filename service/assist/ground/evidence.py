"""What a reply may rest on: the quote, the passages, the rulebook that holds at the minute."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from knowledge.types import Hit, Kind
from service.conversations.state import Intent, Question, State
from service.pricing import NoPrice, Quote, Rulebook
from service.shops import Shop

from ..flows import Standing, standing
from .basket import cart_of
from .facts import Known, facts_of
from .facts.sheet import Tables
from .telling import may_be_told
from .worked import Priced, Refunded, Stacked, Topped, Unpriced, Worked
from .working import Desk, work_out

MAX_QUESTIONS = 3
"""Questions of one burst that are each searched for."""


class Search(Tables, Protocol):
    """The part of ``knowledge.index.Pinned`` that grounding asks."""

    def search(
        self,
        shop_id: str,
        query: str,
        *,
        at: datetime,
        skus: frozenset[str] = frozenset(),
        kinds: frozenset[Kind] | None = None,
        limit: int = 5,
        previous: str = "",
    ) -> Sequence[Hit]: ...

    def version(self, shop_id: str) -> str: ...


class Library(Protocol):
    """The part of ``knowledge.index.Knowledge`` that answering asks: one answer rests on one
    version of the shop's knowledge, whatever is activated meanwhile."""

    def pinned(self, shop_id: str) -> Search:
        """The version that is active now."""
        ...


FOR_AN_AGENT = 0.99
"""What a hit can reach that was found without the words of what is asked about: an agent looks at
it before it is said."""

_OR_NOT = re.compile(r"(?<=[一-鿿])(?<!要)(?<!好)(?<!对)不(?=$|[?？，。！! ])")
_IN_ALL = re.compile(r"(?:一共|总共|到底|究竟)(?=是?(?:多少|几|多久|多长|怎么|什么))")


@dataclass(frozen=True, slots=True)
class Evidence:
    """``worked`` are the calculator's answers to the burst's questions, ``quote`` is that of the
    basket. ``no_price`` says why a price that was asked cannot be promised; ``other_coupons`` are
    named coupons that the event does not have. ``priced_at`` is the minute prices are for: ``at``,
    or the beginning of a later event that was asked about."""

    shop: Shop
    state: State
    at: datetime
    priced_at: datetime
    rulebook: Rulebook | None
    quote: Quote | None
    worked: tuple[Worked, ...]
    no_price: str
    other_coupons: tuple[str, ...]
    scripts: tuple[Hit, ...]
    documents: tuple[Hit, ...]
    version: str
    by_question: tuple[tuple[Hit, ...], ...] = ()
    """What was found for each question of a burst that asks several, best first."""

    facts: tuple[Known, ...] = ()
    """What the tables and the rulebook say exactly of what was asked."""

    flow: Standing | None = None
    """Where the conversation stands in the service flow it follows."""

    def cited(self) -> tuple[Hit, ...]:
        """The passages a drafted reply is given and may retell."""
        return (*self.scripts[:2], *self.documents[:2])


def ground(state: State, shop: Shop, search: Search, at: datetime) -> Evidence:
    """Evidence for the state at the minute. Raises ``PricingError`` for a cart beyond limits."""
    rulebook, priced_at = asked_about(state, shop, at)
    desk = Desk(state, shop, rulebook, priced_at)
    worked = work_out(desk)
    quote, no_price = _quote(desk, worked)
    skus = frozenset(item.sku for item in state.basket) or frozenset(state.choices)
    query = _query(state)

    finder = _Finder(search, shop.id, at, state)
    found = finder.found
    asked = [q for q in state.questions if q.intent is Intent.QUESTION]
    core = asked[0].core if len(asked) == 1 else ""
    core = core or next((q.core for q in state.questions if q.core), "")
    about = frozenset(asked[0].skus) if len(asked) == len(state.questions) == 1 else skus
    by_question = tuple(
        (
            *found(q.text, Kind.SCRIPT, frozenset(q.skus) or skus, q.core)[:2],
            *found(q.text, Kind.DOCUMENT, frozenset(q.skus) or skus, q.core)[:1],
        )
        for q in several(state)
    )

    return Evidence(
        shop=shop,
        state=state,
        at=at,
        priced_at=priced_at,
        rulebook=rulebook,
        quote=quote,
        worked=worked,
        no_price=no_price,
        other_coupons=_other_coupons(state, shop, rulebook),
        scripts=found(query, Kind.SCRIPT, about or skus, core),
        documents=found(query, Kind.DOCUMENT, about or skus, core),
        version=search.version(shop.id),
        by_question=by_question,
        facts=facts_of(state, shop, search, at, priced_at, rulebook),
        flow=standing(state, shop.flows, at),
    )


@dataclass(frozen=True, slots=True)
class _Finder:
    """Asks for one state's passages, in the words of a buyer and in those of a script."""

    search: Search
    shop: str
    at: datetime
    state: State

    def found(self, text: str, kind: Kind, about: frozenset[str], core: str) -> tuple[Hit, ...]:
        """The hits of whichever words find the surest. The core of a question is asked beside it:
        静悦能便宜点吗 is answered by the script on 能便宜点吗, and by none on 静悦."""
        topic = self.state.topic
        topical = bool(topic) and core.startswith(topic) and topic not in text
        best: tuple[Hit, ...] = ()
        for words in filter(None, (core, text) if topical else (text, core)):
            before = "" if topical else self.state.previous
            most = FOR_AN_AGENT if words == core else 1.0
            for said in dict.fromkeys((words, _plainly(words))):
                best = max(best, self._told(said, kind, about, before, most), key=_surest)
        return best

    def _told(
        self, words: str, kind: Kind, about: frozenset[str], before: str, most: float
    ) -> tuple[Hit, ...]:
        hits = self.search.search(
            self.shop,
            words,
            at=self.at,
            skus=about,
            kinds=frozenset({kind}),
            previous=before,
        )
        fit = (hit for hit in hits if may_be_told(hit.passage))
        return tuple(replace(hit, score=min(hit.score, most)) for hit in fit)


def _plainly(text: str) -> str:
    """As scripts ask: 能便宜点不 is 能便宜点吗, 价保一共多少天 is 价保多少天."""
    return _IN_ALL.sub("", _OR_NOT.sub("吗", text))


def _surest(hits: Sequence[Hit]) -> float:
    return max((hit.score for hit in hits), default=0.0)


def asked_about(state: State, shop: Shop, at: datetime) -> tuple[Rulebook | None, datetime]:
    """The rulebook and the minute that prices are for."""
    if state.moment is not None:
        return shop.rulebook_at(state.moment.value), state.moment.value
    asked = next((book for book in shop.rulebooks if book.id == state.event), None)
    if asked is not None:
        return asked, max(at, asked.valid.start)
    return shop.rulebook_at(at), at


def _query(state: State) -> str:
    """What is searched for: the questions that the calculator does not answer, else the burst.
    The product is in the scope, so its name need not be in the words."""
    own = [question for question in state.questions if question.intent is Intent.QUESTION]
    others = len(own) < len(state.questions)
    carried = any(question.carried for question in own)
    return "，".join(q.text for q in own) if own and (others or carried) else state.text


def several(state: State) -> list[Question]:
    """The questions for scripts and manuals, where a burst asks more than one thing."""
    own = [question for question in state.questions if question.intent is Intent.QUESTION]
    return own[:MAX_QUESTIONS] if len(state.questions) > 1 else []


def _quote(desk: Desk, worked: tuple[Worked, ...]) -> tuple[Quote | None, str]:
    """The quote of the basket; none without a basket, and the reason where none can be promised."""
    for answer in worked:
        if isinstance(answer, Unpriced):
            return None, answer.reason
        if not answer.question.skus and isinstance(answer, Priced | Stacked | Topped | Refunded):
            return answer.quote, ""
    cart = cart_of(desk.state, desk.shop, desk.at)
    if cart is None:
        return None, ""
    try:
        return desk.quote(cart), ""
    except NoPrice as error:
        return None, str(error)


def _other_coupons(state: State, shop: Shop, rulebook: Rulebook | None) -> tuple[str, ...]:
    here = {promotion.id for promotion in rulebook} if rulebook else set()
    names = {promotion.id: promotion.name for book in shop.rulebooks for promotion in book}
    return tuple(
        names[coupon.promotion_id]
        for coupon in state.coupons
        if coupon.promotion_id not in here and coupon.promotion_id in names
    )
