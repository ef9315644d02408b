"""Money: whole fen in, whole fen out, one rounding."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.pricing import BadMoney, parse_yuan, spoken, yuan
from service.pricing.money import MAX_FEN, half_up, parse_percent
from service.pricing.shares import share


@given(st.integers(0, MAX_FEN))
def test_an_amount_written_and_read_again_is_the_same(amount: int) -> None:
    assert parse_yuan(yuan(amount)) == amount
    assert parse_yuan(spoken(amount)) == amount


@pytest.mark.parametrize(
    "text",
    ["", "1e3", "-1", "+1", "1,000", "１２", "1.234", " 1", "1 ", "NaN", "inf", ".5", "1.", "01"],
)
def test_a_strange_amount_is_refused_with_what_to_write(text: str) -> None:
    with pytest.raises(BadMoney, match=r"2299\.00"):
        parse_yuan(text)


@pytest.mark.parametrize("value", [1, 1.5, True, None, b"1"])
def test_numbers_that_are_no_text_are_refused(value: object) -> None:
    with pytest.raises(BadMoney):
        parse_yuan(value)


def test_an_amount_beyond_a_hundred_million_is_a_slip_of_the_pen() -> None:
    with pytest.raises(BadMoney):
        parse_yuan("100000000.01")


def test_a_rate_is_held_in_ten_thousandths() -> None:
    assert parse_percent("12.5") == 1250
    with pytest.raises(BadMoney):
        parse_percent("100.01")


@given(st.integers(0, 10**9), st.integers(1, 10**6))
def test_half_up_is_the_nearest_whole_with_halves_up(numerator: int, denominator: int) -> None:
    rounded = half_up(numerator, denominator)
    assert 2 * abs(rounded * denominator - numerator) <= denominator
    assert 2 * (rounded * denominator - numerator) != -denominator


weights = st.lists(st.integers(0, 10**7), min_size=1, max_size=12).filter(any)


@given(st.integers(0, 10**8), weights)
def test_shares_sum_to_the_whole_and_stay_within_a_fen_of_proportion(
    amount: int, shares_of: list[int]
) -> None:
    parts = share(amount, shares_of)
    assert sum(parts) == amount
    total = sum(shares_of)
    for part, weight in zip(parts, shares_of, strict=True):
        assert abs(part * total - amount * weight) < total


def test_the_odd_fen_goes_to_the_largest_remainder_then_the_earlier_line() -> None:
    assert share(1000, [1, 1, 1]) == [334, 333, 333]
    assert share(100, [100, 200, 300]) == [17, 33, 50]
