"""What goes and what comes, what is taken out and put back."""

import pytest

from .conftest import Told
from .variation.test_baskets import goods

PB, AF5, AF7, KX, WB = "HF-PB12", "HF-AF5", "HF-AF7", "HF-KX38", "HF-WB23"
V8, D5, X1, X2 = "HF-VC-V8", "HF-WD-D5", "HF-RV-X1", "HF-RV-X2"
RO, LX, MINI, IH = "HF-RO800", "HF-RO800-LX", "HF-RC16-MN", "HF-RC4-IH"
EH, GH, JY35, B118 = "HF-EH60", "HF-GH16", "HF-KFR35-JY", "HF-BCD118"
KITCHEN = "破壁机 大炸锅 烤箱 各一个"
CLEANING = "吸尘器 洗地机 x1 各一台 多少"


@pytest.mark.parametrize(
    ("bursts", "expected"),
    [
        ((KITCHEN, "大炸锅换小的"), {PB: 1, AF5: 1, KX: 1}),
        ((KITCHEN, "炸锅换成小一点的"), {PB: 1, AF5: 1, KX: 1}),
        ((KITCHEN, "把烤箱换成微波炉"), {PB: 1, AF7: 1, WB: 1}),
        ((CLEANING, "x1升x2呢"), {V8: 1, D5: 1, X2: 1}),
        ((CLEANING, "X1换X2"), {V8: 1, D5: 1, X2: 1}),
        (("电热水器两台", "两台里一台换燃气的"), {EH: 1, GH: 1}),
        (("净水器一台 小电饭煲一个 多少", "换成滤芯凑呢"), {RO: 1, LX: 1}),
    ],
)
def test_what_comes_takes_the_place_of_what_goes(
    told: Told, bursts: tuple[str, ...], expected: dict[str, int]
) -> None:
    assert goods(told(*bursts)) == expected


@pytest.mark.parametrize(
    ("bursts", "expected"),
    [
        (("燃气热水器和电热水器都买 多少", "我家就是液化气 那燃气的不要了"), {EH: 1}),
        (("净水器一台 滤芯两套 总价", "滤芯先不囤了 只要机器"), {RO: 1}),
        ((KITCHEN, "老婆说有烤箱就不要炸锅"), {PB: 1, KX: 1}),
        ((KITCHEN, "烤箱和炸锅不要了"), {PB: 1}),
        ((CLEANING, "吸尘器跟洗地机功能重了 砍掉吸尘器"), {D5: 1, X1: 1}),
        (("小冰箱一个 烤箱一个 多少", "烤箱去掉", "烤箱还是加回来"), {B118: 1, KX: 1}),
        (("烤箱多少", "再整个微波炉", "再添俩滤芯", "滤芯不要了 就这俩"), {KX: 1, WB: 1}),
        (("静悦1.5匹两台", "加个4升电饭煲", "电饭煲不急 去掉", "尾款多少"), {JY35: 2}),
    ],
)
def test_what_is_taken_out_is_what_was_named_for_it(
    told: Told, bursts: tuple[str, ...], expected: dict[str, int]
) -> None:
    assert goods(told(*bursts)) == expected


@pytest.mark.parametrize(
    ("bursts", "expected"),
    [
        (("小电饭煲两个 多少", "奶咖色的炸锅也种草了😍 加一个"), {MINI: 2, AF5: 1}),
        (("烘干机多少钱|能摞在滚筒上面吗",), {"HF-GYJ9": 1}),
        (("破壁机多少", "买两台减多少"), {PB: 2}),
        (("双11买的电饭煲 双12更便宜 能补差价吗",), {}),
        (("领了俩券 都用在燃气热水器上行不",), {GH: 1}),
    ],
)
def test_what_was_misread_once_is_read(
    told: Told, bursts: tuple[str, ...], expected: dict[str, int]
) -> None:
    assert goods(told(*bursts)) == expected


@pytest.mark.parametrize(
    ("bursts", "expected"),
    [
        (("柔护滚筒加暖绒烘干机 一套多少", "洗烘一体的呢"), {"HF-XQG10-HX": 1}),
        (
            ("柔护滚筒加暖绒烘干机 一套多少", "洗烘一体的呢", "那还是前面那套分开的"),
            {"HF-XQG10-B": 1, "HF-GYJ9": 1},
        ),
        (("滚筒一台 烘干机一台", "换成洗烘一体"), {"HF-XQG10-HX": 1}),
    ],
)
def test_a_machine_that_does_both_stands_for_both_and_the_set_comes_back(
    told: Told, bursts: tuple[str, ...], expected: dict[str, int]
) -> None:
    assert goods(told(*bursts)) == expected


@pytest.mark.parametrize(
    ("bursts", "expected"),
    [
        (("电热水器10台", "再加同样数量的微波炉"), {EH: 10, WB: 10}),
        (("微波炉10台 电烤箱2台", "微波炉砍掉一半"), {WB: 5, KX: 2}),
        (("520那个冰箱 一白一灰各一台",), {"HF-BCD520-WH": 1, "HF-BCD520-GY": 1}),
        (("520冰箱 一白一灰各一台", "两台都要白的呢"), {"HF-BCD520-WH": 2}),
        (
            ("滚筒洗衣机两台", "婆婆说要波轮|她弯不下腰|其中一台换波轮"),
            {"HF-XQG10-B": 1, "HF-XQB8": 1},
        ),
    ],
)
def test_pieces_are_told_by_what_is_there(
    told: Told, bursts: tuple[str, ...], expected: dict[str, int]
) -> None:
    assert goods(told(*bursts)) == expected


@pytest.mark.parametrize(
    ("bursts", "expected"),
    [
        (("2匹柜机多少", "再要个挂机 便宜那款", "挂机不要了 老公说卧室用旧的"), {"HF-KFR51-ZX": 1}),
        (("想买个热水器", "用电的那种"), {EH: 1}),
        (("扫地机X2多少", "会自己倒灰的那款"), {X2: 1}),
        (("x1用不惯 想换x2补差价行不", "x2现在什么价"), {X2: 1}),
    ],
)
def test_words_that_happen_to_fit_a_product_take_no_baskets_place(
    told: Told, bursts: tuple[str, ...], expected: dict[str, int]
) -> None:
    assert goods(told(*bursts)) == expected


def test_whether_there_are_coupons_is_no_wish_for_none(told: Told) -> None:
    state = told("洗烘一体两台一起多少钱啊有没有券用一下那个两千减一百五的")
    assert [coupon.promotion_id for coupon in state.coupons] == ["D11-COUPON-2000"]
