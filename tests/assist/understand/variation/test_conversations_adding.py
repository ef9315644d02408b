"""Conversations that end with something more."""

import pytest

from ..conftest import Told
from .test_baskets import goods

CONVERSATIONS: tuple[tuple[tuple[str, ...], dict[str, int]], ...] = (
    (
        (
            "对开门冰箱加滚筒 打包价",
            "2000-150加上",
        ),
        {"HF-BCD606": 1, "HF-XQG10-B": 1},
    ),
    (
        (
            "对开门冰箱加滚筒 打包价",
            "冰箱我爸妈也想要一台",
        ),
        {"HF-BCD606": 2, "HF-XQG10-B": 1},
    ),
    (
        (
            "公寓采购 波轮洗衣机和60升电热水器各10台 报价",
            "洗衣机追加两台",
        ),
        {"HF-XQB8": 12, "HF-EH60": 10},
    ),
    (
        (
            "公寓采购 波轮洗衣机和60升电热水器各10台 报价",
            "各加两台",
        ),
        {"HF-XQB8": 12, "HF-EH60": 12},
    ),
    (
        (
            "公寓采购 波轮洗衣机和60升电热水器各10台 报价",
            "小冰箱也要10台",
        ),
        {"HF-XQB8": 10, "HF-EH60": 10, "HF-BCD118": 10},
    ),
    (
        (
            "静悦1.5匹一台 大1匹一台",
            "大1匹再加一台",
        ),
        {"HF-KFR26-JY": 2, "HF-KFR35-JY": 1},
    ),
    (
        (
            "微波炉一台",
            "改两台",
            "再加一台 算下",
        ),
        {"HF-WB23": 3},
    ),
    (
        (
            "微波炉两台",
            "多拍了一台 要一台",
        ),
        {"HF-WB23": 1},
    ),
    (
        (
            "洗烘一体机 定金交了 尾款多少",
            "再加个烘干机一起付",
        ),
        {"HF-XQG10-HX": 1, "HF-GYJ9": 1},
    ),
    (
        (
            "净水器包安装吗",
            "好 那多少钱",
            "公司也装一台 一共两台",
        ),
        {"HF-RO800": 2},
    ),
    (
        (
            "静悦大1匹 3台 团购价",
            "客厅还要个3匹柜机",
        ),
        {"HF-KFR26-JY": 3, "HF-KFR72-ZX": 1},
    ),
    (
        (
            "煮饭的那个4升的多少",
            "炸薯条的那个5升的也要",
        ),
        {"HF-RC4-IH": 1, "HF-AF5": 1},
    ),
)


@pytest.mark.parametrize(("said", "expected"), CONVERSATIONS)
def test_what_was_added_is_there_beside_the_rest(
    told: Told, said: tuple[str, ...], expected: dict[str, int]
) -> None:
    assert goods(told(*said)) == expected
