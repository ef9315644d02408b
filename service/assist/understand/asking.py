"""What a burst asks in the end: its own questions, those it answers a question back for, or, where
only the basket changed, the price that was asked before."""

import re
from collections.abc import Iterable, Sequence

from service.conversations.state import Intent, Question, Stage, State

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

_REPEATS = re.compile(
    r"(?:各|每样|都|就|那|还是|一共|总共|一起|先|要|来|买|拿|拍|这|我|是|吧|了|呢|的|，|[\d一两二三四五俩仨]+[台个件套样款])+"
)
"""各一个 of what is so already: nothing changes, and the price is told again."""


def resolved(
    asked: Iterable[Question],
    before: State,
    state: State,
    plain: str,
    *,
    tells: bool = False,
    counted: bool = False,
) -> tuple[Question, ...]:
    """The burst's questions, at least one. Talk counts only where nothing else is said; of what
    only ``tells`` of goods (内机滴水，床都湿了) no price is asked. What is ``counted`` as it is
    already is priced again."""
    questions = _different(asked)
    chat = tuple(q for q in questions if q.intent is Intent.CHAT)
    own = tuple(q for q in questions if q.intent is not Intent.CHAT)
    if any(q.intent is Intent.COMPLAINT for q in own):
        own = tuple(q for q in own if q.intent is not Intent.HUMAN)  # it goes to a person anyway
    if own:
        return own
    if what_if(before, state):
        waiting = before.open.pending if before.open else ()
        if any(question.intent is not Intent.QUESTION for question in waiting):
            return waiting
        back = tuple(q for q in before.questions if q.intent is Intent.REFUND and q.returning)
        if back and len(back) == len(before.questions) and state.basket == before.basket:
            return back  # 用了券呢 after 退一台退多少
        if not tells and (before.quoted or _wants_goods(before, state)):
            return (Question(Intent.PRICE, plain),)
        return (Question(Intent.QUESTION, plain),)
    if before.quoted and state.basket and (counted or _REPEATS.fullmatch(plain)):
        return (Question(Intent.PRICE, plain),)
    return chat or (Question(Intent.QUESTION, plain),)


def weightiest(questions: Sequence[Question]) -> Question:
    """What must not be overlooked: a complaint before a price, a price before the rest."""
    return min(questions, key=lambda question: _WEIGHT[question.intent])


def what_if(before: State, state: State) -> bool:
    """Whether what would be priced has changed."""

    def priced(one: State) -> object:
        asked = one.open and (one.open.choices, one.open.quantity)
        items = [(item.sku, item.quantity) for item in one.basket]
        held = one.coupons, one.no_coupons, one.memberships, one.balances
        spoken = one.unknown_coupons, one.unpriced
        return items, asked, held, spoken, one.deposit, one.event, one.moment

    return priced(before) != priced(state)


def _wants_goods(before: State, state: State) -> bool:
    """A list of wishes before the order is a turn to answer: with the price, or which one."""
    if state.stage is not None and state.stage.value is not Stage.PRESALE:
        return False
    asked = state.open is not None and state.open.kind == "product" and bool(state.open.choices)
    return (asked and state.open != before.open) or (
        bool(state.basket) and state.basket != before.basket
    )


def _different(questions: Iterable[Question]) -> list[Question]:
    """One question an intent and product: 多少钱，到手多少 asks once."""
    kept: dict[object, Question] = {}
    for question in questions:
        words = question.text if question.intent is Intent.QUESTION else ""
        key = (question.intent, question.skus, question.returning, words)
        kept.setdefault(key, question)
    return list(kept.values())
