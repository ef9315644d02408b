"""Conversations that end with something taken out, or nothing else left."""

import pytest

from ..conftest import Told
from .test_baskets import goods

CONVERSATIONS: tuple[tuple[tuple[str, ...], dict[str, int]], ...] = (
    (
        (
            "静悦1.5匹一台 大1匹一台",
            "算了 1.5的不要了",
        ),
        {"HF-KFR26-JY": 1},
    ),
    (
        (
            "微波炉两台",
            "算错了 我只要一台",
        ),
        {"HF-WB23": 1},
    ),
    (
        (
            "帮我看看微波炉和烤箱",
            "烤箱就不用了",
        ),
        {"HF-WB23": 1},
    ),
    (
        (
            "手持吸尘器多少 能用多久",
            "和洗地机一起拍呢",
            "再用上满2000减150",
            "洗地机不要了吧",
        ),
        {"HF-VC-V8": 1},
    ),
    (
        (
            "静悦大1匹 3台 团购价",
            "客厅还要个3匹柜机",
            "大1匹两台就行",
        ),
        {"HF-KFR26-JY": 2, "HF-KFR72-ZX": 1},
    ),
    (
        (
            "静悦大1匹 3台 团购价",
            "客厅还要个3匹柜机",
            "大1匹两台就行",
            "柜机不买了 太贵",
        ),
        {"HF-KFR26-JY": 2},
    ),
)


@pytest.mark.parametrize(("said", "expected"), CONVERSATIONS)
def test_what_was_taken_out_is_gone_and_the_rest_is_there(
    told: Told, said: tuple[str, ...], expected: dict[str, int]
) -> None:
    assert goods(told(*said)) == expected
