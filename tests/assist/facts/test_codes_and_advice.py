"""Fault codes and rooms: what the product's own tables say."""

import pytest

from .conftest import Grounding, leaving


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (("4升电饭煲显示E3什么意思",), "内胆"),
        (("静悦1.5匹多少钱", "遥控器上显示F3"), "冷媒"),
        (("洗地机多少钱", "屏上E3啥意思"), "污水箱"),
    ],
)
def test_a_code_is_told_from_the_products_own_table(
    grounded: Grounding, asked: tuple[str, ...], told: str
) -> None:
    assert told in leaving(grounded(*asked))[0].text


def test_a_code_of_another_product_is_not_told(grounded: Grounding) -> None:
    assert grounded("静悦1.5匹显示E99").facts == ()


@pytest.mark.parametrize(
    ("question", "fitting", "not_fitting"),
    [
        ("客厅40平买几匹", "3匹柜机", "静悦"),
        ("租的房子12平 装哪个空调好", "静悦大1匹", "3匹柜机"),
        ("主卧18平次卧11平 都想要静悦 咋配", "静悦1.5匹", "柜机"),
    ],
)
def test_of_several_those_that_fit_the_room_are_advised(
    grounded: Grounding, question: str, fitting: str, not_fitting: str
) -> None:
    text = leaving(grounded(question))[0].text
    assert fitting in text
    assert not_fitting not in text
    assert "合适" in text
