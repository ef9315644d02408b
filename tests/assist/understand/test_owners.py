"""Whose piece it is: what is said of a person or a place changes their piece alone."""

import pytest

from service.assist.understand.owners import labels_in

from .conftest import Told
from .variation.test_baskets import goods

WHITE, GREY, X1, X2 = "HF-BCD520-WH", "HF-BCD520-GY", "HF-RV-X1", "HF-RV-X2"
JY35, JY26, QF, ZX3 = "HF-KFR35-JY", "HF-KFR26-JY", "HF-KFR35-QF", "HF-KFR72-ZX"
PB, IH, KX, WB, MINI = "HF-PB12", "HF-RC4-IH", "HF-KX38", "HF-WB23", "HF-RC16-MN"

BROTHERS = "我要岩灰的十字门，我弟要釉白的"
PRIZES = "一等奖巡洁X2一台，二等奖电烤箱3台，三等奖迷你电饭煲10个 总价"
ROOMS = "客厅3匹柜机一台，次卧静悦1.5匹一台，一共多少"


@pytest.mark.parametrize(
    ("bursts", "expected"),
    [
        ((BROTHERS, "弟弟改主意了，也要灰的"), {GREY: 2}),
        ((BROTHERS, "我弟说他也要灰的"), {GREY: 2}),
        ((BROTHERS, "弟弟那台不要了"), {GREY: 1}),
        ((BROTHERS, "弟弟改主意了，也要灰的", "他又不要了，就我一台"), {GREY: 1}),
        (("豆浆机要俩|送丈母娘一个", "丈母娘不要豆浆机|给她换个4升电饭煲"), {PB: 1, IH: 1}),
        ((PRIZES, "二等奖换成微波炉，数量一样"), {X2: 1, WB: 3, MINI: 10}),
        ((PRIZES, "三等奖换成破壁机"), {X2: 1, KX: 3, PB: 10}),
        ((ROOMS, "次卧那台换成清风呢"), {ZX3: 1, QF: 1}),
        ((ROOMS, "次卧不要了"), {ZX3: 1}),
        ((ROOMS, "次卧还是静悦大1匹"), {ZX3: 1, JY26: 1}),
        (("静悦1.5匹两台", "静悦再加一台给次卧", "次卧的换成大一匹"), {JY35: 2, JY26: 1}),
        (("扫地机X1多少", "两台 我妈一台", "我妈的换成贵的"), {X1: 1, X2: 1}),
        (("三门冰箱一台", "给我舅也来一台", "我舅说他自己买"), {"HF-BCD260": 1}),
        (("扫地机X2一台", "给我妈也来一台", "换一台x1给她，我自己还是x2"), {X2: 1, X1: 1}),
    ],
)
def test_the_piece_of_the_person_or_place_changes_alone(
    told: Told, bursts: tuple[str, ...], expected: dict[str, int]
) -> None:
    assert goods(told(*bursts)) == expected


@pytest.mark.parametrize(
    ("bursts", "expected"),
    [
        (("静悦1.5匹两台", "老板 再便宜点 不要发票"), {JY35: 2}),
        (("静悦1.5匹两台，我家和我妈家", "不要冰箱"), {JY35: 2}),
        ((BROTHERS, "我妈家要装吗"), {GREY: 1, WHITE: 1}),
    ],
)
def test_what_names_no_owner_of_a_piece_changes_none(
    told: Told, bursts: tuple[str, ...], expected: dict[str, int]
) -> None:
    assert goods(told(*bursts)) == expected


def test_one_person_is_one_however_they_are_called() -> None:
    assert labels_in("弟弟") == labels_in("我弟那边") == ("弟",)
    assert labels_in("老妈") == labels_in("我妈家") == ("妈",)
    assert labels_in("老板，大家都说好") == ()
