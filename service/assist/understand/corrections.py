"""What an agent set by hand: it holds from its turn on, until the customer says otherwise."""

from collections.abc import Sequence
from dataclasses import replace

from service.conversations.state import (
    Certainty,
    Correction,
    Item,
    NamedCoupon,
    Question,
    Slot,
    State,
)


def corrected(state: State, corrections: Sequence[Correction], turn: int) -> State:
    """The state with the corrections made right after ``turn``, in order."""
    for correction in corrections:
        if correction.turn == turn:
            state = _applied(state, correction)
    return state


def _applied(state: State, made: Correction) -> State:
    sure, turn = Certainty.CORRECTED, made.turn
    if made.basket is not None:
        items = tuple(Item(sku, number, turn, sure, sure) for sku, number in made.basket)
        skus = tuple(item.sku for item in items)
        state = replace(state, basket=items, focus=skus, open=None)
        state = replace(state, questions=tuple(_about(q, skus) for q in state.questions))
    if made.coupons is not None:
        named = tuple(NamedCoupon(name, turn, sure) for name in made.coupons)
        state = replace(state, coupons=named, unknown_coupons=(), no_coupons=not named)
    if made.memberships is not None:
        members = tuple(Slot(name, turn, sure) for name in made.memberships)
        state = replace(state, memberships=members)
    if made.deposit is not None:
        state = replace(state, deposit=Slot(made.deposit, turn, sure))
    if made.moment is not None:
        state = replace(state, moment=Slot(made.moment, turn, sure))
    if made.event is not None:
        state = replace(state, event=made.event)
    if made.order is not None:
        state = replace(state, order=Slot(made.order, turn, sure))
    return state


def _about(question: Question, skus: tuple[str, ...]) -> Question:
    """A question about goods that are not in the basket any more is about the basket."""
    return question if set(question.skus) <= set(skus) else replace(question, skus=())
