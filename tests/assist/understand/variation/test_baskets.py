"""Each ability in many phrasings over several products; the expected basket is plain."""

import pytest

from service.conversations.state import State

from ..conftest import Told
from . import adding, colours, counting, dropping, swapping
from .goods import ALIKE, ONE_AND_ANOTHER, SINGLE

WHITE, GREY = "HF-BCD520-WH", "HF-BCD520-GY"


def rows(text: str) -> list[str]:
    return [row for row in text.strip().splitlines() if row]


def goods(state: State) -> dict[str, int]:
    """The basket; what is still to be chosen is no basket."""
    return {item.sku: item.quantity for item in state.basket}


@pytest.mark.parametrize("said", rows(adding.SAID))
def test_another_product_comes_beside_the_first(told: Told, said: str) -> None:
    for (a, a_sku), (b, b_sku) in ONE_AND_ANOTHER:
        assert goods(told(f"{a}多少钱", said.format(b=b))) == {a_sku: 1, b_sku: 1}, (a, b)


@pytest.mark.parametrize("said", rows(adding.WITH_COUNT))
def test_two_of_another_product_come_beside_the_first(told: Told, said: str) -> None:
    for (a, a_sku), (b, b_sku) in ONE_AND_ANOTHER:
        assert goods(told(f"{a}多少钱", said.format(b=b))) == {a_sku: 1, b_sku: 2}, (a, b)


@pytest.mark.parametrize("said", rows(dropping.SAID))
def test_one_of_two_products_goes(told: Told, said: str) -> None:
    for (a, a_sku), (b, _) in ONE_AND_ANOTHER:
        state = told(f"{a}和{b}一共多少钱", said.format(a=a, b=b))
        assert goods(state) == {a_sku: 1}, (a, b)


@pytest.mark.parametrize("said", rows(swapping.SAID))
def test_another_product_takes_the_place_of_the_first(told: Told, said: str) -> None:
    for (a, _), (b, b_sku) in ALIKE:
        assert goods(told(f"{a}多少钱", said.format(a=a, b=b))) == {b_sku: 1}, (a, b)


@pytest.mark.parametrize("said", rows(swapping.IN_A_BASKET))
def test_one_product_of_a_basket_is_exchanged(told: Told, said: str) -> None:
    for (a, _), (b, b_sku) in ALIKE:
        for c, c_sku in (("微波炉", "HF-WB23"), ("洗地机", "HF-WD-D5")):
            state = told(f"{a}和{c}一起多少", said.format(a=a, b=b))
            assert goods(state) == {b_sku: 1, c_sku: 1}, (a, b, c)


@pytest.mark.parametrize("said", rows(counting.TO_TWO))
def test_two_pieces_of_what_was_spoken_of(told: Told, said: str) -> None:
    for a, sku in SINGLE:
        assert goods(told(f"{a}多少钱", said)) == {sku: 2}, a


@pytest.mark.parametrize("said", rows(counting.FROM_THREE_TO_TWO))
def test_three_pieces_become_two(told: Told, said: str) -> None:
    for a, sku in SINGLE:
        assert goods(told(f"{a}三台多少钱", said)) == {sku: 2}, a


@pytest.mark.parametrize("said", rows(counting.AT_ONCE))
def test_a_product_and_its_pieces_are_told_at_once(told: Told, said: str) -> None:
    for a, sku in SINGLE:
        assert goods(told(said.format(a=a))) == {sku: 2}, a


@pytest.mark.parametrize("said", rows(colours.WHITE))
def test_a_colour_answers_which_of_two(told: Told, said: str) -> None:
    assert goods(told("520升冰箱多少钱", said)) == {WHITE: 1}


@pytest.mark.parametrize("said", rows(colours.TO_GREY))
def test_another_colour_of_the_same_series(told: Told, said: str) -> None:
    assert goods(told("520升白色冰箱多少钱", said)) == {GREY: 1}


@pytest.mark.parametrize("said", rows(colours.SMALL_FRYER))
def test_a_size_or_another_mark_answers_which_of_two(told: Told, said: str) -> None:
    assert goods(told("空气炸锅多少钱", said)) == {"HF-AF5": 1}


@pytest.mark.parametrize("said", rows(colours.LARGE_FRYER))
def test_the_larger_of_two_is_chosen(told: Told, said: str) -> None:
    assert goods(told("空气炸锅多少钱", said)) == {"HF-AF7": 1}
