"""Conversations that end with another number of pieces."""

import pytest

from ..conftest import Told
from .test_baskets import goods

CONVERSATIONS: tuple[tuple[tuple[str, ...], dict[str, int]], ...] = (
    (("x2扫地机和洗地机 要付多少定金",), {"HF-RV-X2": 1, "HF-WD-D5": 1}),
    (("x2扫地机 今晚8点买多少",), {"HF-RV-X2": 1}),
    (("波轮洗衣机一台、60升电热水器一台，总价？",), {"HF-XQB8": 1, "HF-EH60": 1}),
    (("公寓采购 波轮洗衣机和60升电热水器各10台 报价",), {"HF-XQB8": 10, "HF-EH60": 10}),
    (
        (
            "公寓采购 波轮洗衣机和60升电热水器各10台 报价",
            "热水器减两台",
        ),
        {"HF-XQB8": 10, "HF-EH60": 8},
    ),
    (
        (
            "公寓采购 波轮洗衣机和60升电热水器各10台 报价",
            "洗衣机15台",
        ),
        {"HF-XQB8": 15, "HF-EH60": 10},
    ),
    (
        (
            "公寓采购 波轮洗衣机和60升电热水器各10台 报价",
            "都改成12台",
        ),
        {"HF-XQB8": 12, "HF-EH60": 12},
    ),
    (("静悦1.5匹一台 大1匹一台",), {"HF-KFR26-JY": 1, "HF-KFR35-JY": 1}),
    (("要两台|静悦的|1.5匹|多少钱",), {"HF-KFR35-JY": 2}),
    (
        (
            "烤箱|微波炉|一起多少",
            "烤箱俩",
        ),
        {"HF-KX38": 2, "HF-WB23": 1},
    ),
    (
        (
            "微波炉一台",
            "改两台",
            "不是 是三台",
        ),
        {"HF-WB23": 3},
    ),
    (
        (
            "冰箱520白色和灰色哪个好看",
            "白色的多少钱",
            "灰的呢",
            "就灰的 来俩",
        ),
        {"HF-BCD520-GY": 2},
    ),
    (
        ("空调要两台1.5的便宜的那款，冰箱对开门，洗衣机滚筒，热水器电的60升",),
        {"HF-KFR35-QF": 2, "HF-BCD606": 1, "HF-XQG10-B": 1, "HF-EH60": 1},
    ),
    (
        (
            "帮我看看微波炉和烤箱",
            "烤箱不用 微波炉两个",
        ),
        {"HF-WB23": 2},
    ),
    (("破壁机3个 发3个地址",), {"HF-PB12": 3}),
    (("静悦大1匹 3台 团购价",), {"HF-KFR26-JY": 3}),
    (
        (
            "迷你洗衣机 599?",
            "两台1198?",
        ),
        {"HF-XQB3-MN": 2},
    ),
    (
        (
            "小冰箱 800卖不卖",
            "买两台给个优惠",
        ),
        {"HF-BCD118": 2},
    ),
    (
        (
            "烤箱38升的 到手价 发顺丰吗",
            "两只吧 一只自己一只送人",
        ),
        {"HF-KX38": 2},
    ),
)


@pytest.mark.parametrize(("said", "expected"), CONVERSATIONS)
def test_the_pieces_are_those_told_last(
    told: Told, said: tuple[str, ...], expected: dict[str, int]
) -> None:
    assert goods(told(*said)) == expected
