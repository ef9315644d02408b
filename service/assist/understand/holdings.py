"""What the buyer holds, kept over the turns: coupons, memberships, balances."""

from dataclasses import replace

from service.conversations.state import Balance, Certainty, NamedCoupon, OpenQuestion, Slot, State

from .coupons import CouponWords
from .phrases import Phrases
from .wallet import Wallet

NO_WALLET = Wallet((), Phrases({}), frozenset(), {}, {}, {})
"""Under no rulebook nothing can be held."""


def with_words(state: State, words: CouponWords, turn: int) -> State:
    """The state after the words; what an agent set stays until the buyer names another."""
    state = _with_memberships(_with_balances(state, words, turn), words, turn)
    if words.none:
        aside = state.coupons or state.laid_aside
        state = replace(state, coupons=(), no_coupons=True, laid_aside=aside)
        return replace(state, unknown_coupons=(), unpriced=words.unpriced)
    if words.again and state.no_coupons and not words.named:
        return replace(state, coupons=state.laid_aside, no_coupons=False, laid_aside=())
    named = words.named or _picked(state, words)
    gone = {*named, *words.replaced}
    kept = [coupon for coupon in state.coupons if coupon.promotion_id not in gone]
    fresh = [NamedCoupon(promotion_id, turn) for promotion_id in named]
    state = replace(
        state,
        coupons=(*kept, *fresh),
        no_coupons=state.no_coupons and not fresh,
        unknown_coupons=words.unknown,
        unpriced=words.unpriced,
    )
    held = {coupon.promotion_id for coupon in state.coupons}
    asks_which = words.among and not named and not held & set(words.among)
    if asks_which and state.open is None:
        return replace(state, open=OpenQuestion("coupon", words.among, turn))
    if state.open and state.open.kind == "coupon" and fresh:
        return replace(state, open=None)
    return state


def _picked(state: State, words: CouponWords) -> tuple[str, ...]:
    """The answer to "which coupon": the one of the choices that is spoken of again."""
    choices = state.open.choices if state.open and state.open.kind == "coupon" else ()
    picked = tuple(name for name in words.among if name in choices)
    return picked if len(picked) == 1 else ()


def _with_memberships(state: State, words: CouponWords, turn: int) -> State:
    gone = {*words.memberships, *words.not_members}
    kept = [member for member in state.memberships if member.value not in gone]
    fresh = [Slot(name, turn, Certainty.SAID) for name in words.memberships]
    return replace(state, memberships=(*kept, *fresh))


def _with_balances(state: State, words: CouponWords, turn: int) -> State:
    spoken = {promotion_id for promotion_id, _ in words.balances}
    kept = [balance for balance in state.balances if balance.promotion_id not in spoken]
    fresh = [Balance(promotion_id, amount, turn) for promotion_id, amount in words.balances]
    return replace(state, balances=(*kept, *fresh))
