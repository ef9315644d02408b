"""Conversations that end with one product in the place of another."""

import pytest

from ..conftest import Told
from .test_baskets import goods

CONVERSATIONS: tuple[tuple[tuple[str, ...], dict[str, int]], ...] = (
    (
        (
            "对开门冰箱加滚筒 打包价",
            "洗衣机升级成洗烘一体的呢",
        ),
        {"HF-BCD606": 1, "HF-XQG10-HX": 1},
    ),
    (
        (
            "对开门冰箱加滚筒 打包价",
            "冰箱换十字门白色",
        ),
        {"HF-BCD520-WH": 1, "HF-XQG10-B": 1},
    ),
    (
        (
            "扫地机基础款多少",
            "跟X2区别大吗",
            "换X2吧 多少",
        ),
        {"HF-RV-X2": 1},
    ),
    (
        (
            "破壁机3个 发3个地址",
            "改成两个 一个寄上海一个寄北京",
        ),
        {"HF-PB12": 2},
    ),
)


@pytest.mark.parametrize(("said", "expected"), CONVERSATIONS)
def test_what_was_swapped_is_there_in_its_place(
    told: Told, said: tuple[str, ...], expected: dict[str, int]
) -> None:
    assert goods(told(*said)) == expected
