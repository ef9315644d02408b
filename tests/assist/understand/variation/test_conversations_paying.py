"""Conversations that end with coupons, deposits and instruments: they change no goods."""

import pytest

from ..conftest import Told
from .test_baskets import goods

CONVERSATIONS: tuple[tuple[tuple[str, ...], dict[str, int]], ...] = (
    (
        (
            "微波炉两台",
            "厨房券能用不 多少",
        ),
        {"HF-WB23": 2},
    ),
    (
        (
            "微波炉两台",
            "厨房券能用不 多少",
            "不用券呢",
        ),
        {"HF-WB23": 2},
    ),
    (
        (
            "微波炉两台",
            "厨房券能用不 多少",
            "不用券呢",
            "那还是用上券吧",
        ),
        {"HF-WB23": 2},
    ),
    (("破壁机领了厨房券多少",), {"HF-PB12": 1}),
    (("洗烘一体机 定金交了 尾款多少",), {"HF-XQG10-HX": 1}),
    (("静悦1.5匹现在付定金划算还是直接买划算",), {"HF-KFR35-JY": 1}),
    (
        (
            "手持吸尘器多少 能用多久",
            "和洗地机一起拍呢",
            "再用上满2000减150",
        ),
        {"HF-VC-V8": 1, "HF-WD-D5": 1},
    ),
    (
        (
            "洗地机",
            "拍下立减多少",
        ),
        {"HF-WD-D5": 1},
    ),
    (
        (
            "洗地机多少",
            "100块的券有吗",
        ),
        {"HF-WD-D5": 1},
    ),
)


@pytest.mark.parametrize(("said", "expected"), CONVERSATIONS)
def test_what_is_said_of_paying_changes_no_goods(
    told: Told, said: tuple[str, ...], expected: dict[str, int]
) -> None:
    assert goods(told(*said)) == expected
