"""Coupons, deposits and questions in many phrasings."""

import pytest

from service.conversations.state import Deposit, Intent, State

from ..conftest import Told
from . import asking, coupons, deposits
from .goods import ALIKE, NOUNS, SIDE_BY_SIDE, SINGLE
from .test_baskets import goods, rows

LARGE, SMALL = "D11-COUPON-2000", "D11-COUPON-1000"
FRIDGE, FRIDGE_SKU = SIDE_BY_SIDE


def held(state: State) -> set[str]:
    return {coupon.promotion_id for coupon in state.coupons}


def intents(state: State) -> list[Intent]:
    return [question.intent for question in state.questions]


@pytest.mark.parametrize("said", rows(coupons.LARGE))
def test_the_larger_coupon_is_meant(told: Told, said: str) -> None:
    state = told(f"{FRIDGE}多少钱", said)
    assert (held(state), goods(state)) == ({LARGE}, {FRIDGE_SKU: 1})


@pytest.mark.parametrize("said", rows(coupons.SMALL))
def test_the_smaller_coupon_is_meant(told: Told, said: str) -> None:
    state = told(f"{FRIDGE}多少钱", said)
    assert (held(state), goods(state)) == ({SMALL}, {FRIDGE_SKU: 1})


@pytest.mark.parametrize("said", rows(coupons.NONE))
def test_no_coupon_is_wanted(told: Told, said: str) -> None:
    state = told(f"{FRIDGE}多少钱", "用2000减150的券", said)
    assert (held(state), goods(state)) == (set(), {FRIDGE_SKU: 1})


def stands(told: Told, said: str) -> Deposit | None:
    state = told("静悦1.5匹多少钱", said)
    assert goods(state) == {"HF-KFR35-JY": 1}
    return state.deposit.value if state.deposit else None


@pytest.mark.parametrize("said", rows(deposits.PAID))
def test_the_deposit_is_paid(told: Told, said: str) -> None:
    assert stands(told, said) is Deposit.PAID


@pytest.mark.parametrize("said", rows(deposits.UNPAID))
def test_the_deposit_is_not_paid_yet(told: Told, said: str) -> None:
    assert stands(told, said) is Deposit.UNPAID


@pytest.mark.parametrize("said", rows(deposits.MISSED))
def test_the_deposit_was_missed(told: Told, said: str) -> None:
    assert stands(told, said) is Deposit.MISSED


@pytest.mark.parametrize("said", rows(asking.PRICE))
def test_a_price_is_asked(told: Told, said: str) -> None:
    for a, sku in SINGLE[:3]:
        state = told(f"{a}两台", said)
        assert (intents(state), goods(state)) == ([Intent.PRICE], {sku: 2})


@pytest.mark.parametrize("said", rows(asking.QUESTION))
def test_a_question_leaves_the_basket_alone(told: Told, said: str) -> None:
    for a, sku in SINGLE:
        state = told(f"{a}两台多少钱", said)
        assert (intents(state), goods(state)) == ([Intent.QUESTION], {sku: 2})


@pytest.mark.parametrize("said", rows(asking.TOPICS))
def test_a_question_about_a_kind_of_goods_leaves_the_basket_alone(told: Told, said: str) -> None:
    for noun, (a, sku) in NOUNS:
        state = told(f"{a}两台多少钱", said.format(n=noun))
        assert (intents(state), goods(state)) == ([Intent.QUESTION], {sku: 2}), a
        state = told(f"{a}两台和微波炉一台多少钱", said.format(n=noun))
        assert goods(state) == {sku: 2, "HF-WB23": 1}, a


@pytest.mark.parametrize("said", rows(asking.REFUND))
def test_what_one_of_two_pays_back_is_asked(told: Told, said: str) -> None:
    for a, sku in SINGLE[:3]:
        state = told(f"{a}两台多少钱", said)
        assert (intents(state), goods(state)) == ([Intent.REFUND], {sku: 2})
        assert state.questions[0].returning == ((sku, 1),)


@pytest.mark.parametrize("said", rows(asking.PROTECTION))
def test_price_protection_is_asked(told: Told, said: str) -> None:
    state = told("微波炉两台多少钱", said)
    assert (intents(state), goods(state)) == ([Intent.PROTECTION], {"HF-WB23": 2})


@pytest.mark.parametrize("said", rows(asking.COMPARISON))
def test_prices_are_compared(told: Told, said: str) -> None:
    for (a, a_sku), (b, b_sku) in ALIKE:
        state = told(said.format(a=a, b=b))
        assert intents(state) == [Intent.COMPARISON]
        assert set(state.focus) == {a_sku, b_sku}
        assert not state.basket


@pytest.mark.parametrize("said", rows(asking.CHOOSING))
def test_a_choice_by_other_marks_asks_no_price(told: Told, said: str) -> None:
    for (a, a_sku), (b, b_sku) in ALIKE:
        state = told(said.format(a=a, b=b))
        assert intents(state) == [Intent.QUESTION]
        assert set(state.focus) == {a_sku, b_sku}
