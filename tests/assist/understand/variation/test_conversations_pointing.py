"""Conversations that end with a product named or pointed at."""

import pytest

from ..conftest import Told
from .test_baskets import goods

CONVERSATIONS: tuple[tuple[tuple[str, ...], dict[str, int]], ...] = (
    (
        (
            "静悦1.5匹多少钱",
            "隔壁店才2200",
        ),
        {"HF-KFR35-JY": 1},
    ),
    (("对开门冰箱加滚筒 打包价",), {"HF-BCD606": 1, "HF-XQG10-B": 1}),
    (
        (
            "对开门冰箱加滚筒 打包价",
            "买这么多送个微波炉呗",
        ),
        {"HF-BCD606": 1, "HF-XQG10-B": 1},
    ),
    (
        (
            "对开门冰箱加滚筒 打包价",
            "冰箱改三门的 省点钱",
        ),
        {"HF-BCD260": 1, "HF-XQG10-B": 1},
    ),
    (
        (
            "静悦1.5匹一台 大1匹一台",
            "还是都要1.5匹的",
        ),
        {"HF-KFR35-JY": 2},
    ),
    (("那个双旋钮的空气炸锅",), {"HF-AF7": 1}),
    (("干衣机多钱",), {"HF-GYJ9": 1}),
    (("3p的柜机",), {"HF-KFR72-ZX": 1}),
    (("四升的电饭煲",), {"HF-RC4-IH": 1}),
    (("606冰箱 3匹柜机 一共",), {"HF-BCD606": 1, "HF-KFR72-ZX": 1}),
    (
        (
            "微波炉一台",
            "改两台",
            "算下",
        ),
        {"HF-WB23": 2},
    ),
    (
        (
            "微波炉两台",
            "好的我考虑下",
        ),
        {"HF-WB23": 2},
    ),
    (
        (
            "微波炉两台",
            "我问下我老公",
        ),
        {"HF-WB23": 2},
    ),
    (
        (
            "扫地机基础款多少",
            "跟X2区别大吗",
            "那上X2",
        ),
        {"HF-RV-X2": 1},
    ),
    (
        (
            "扫地机基础款多少",
            "跟X2差多少钱",
            "那算了 就基础款",
        ),
        {"HF-RV-X1": 1},
    ),
    (
        (
            "冰箱520白色和灰色哪个好看",
            "白色的多少钱",
            "灰的呢",
        ),
        {"HF-BCD520-GY": 1},
    ),
    (
        (
            "炸锅多少",
            "5升的",
            "再加个烤箱",
            "炸锅不要了",
            "那现在呢",
        ),
        {"HF-KX38": 1},
    ),
    (("帮我看看微波炉和烤箱",), {"HF-WB23": 1, "HF-KX38": 1}),
    (
        (
            "灰色十字门",
            "白色的有啥不一样",
            "那就白色",
        ),
        {"HF-BCD520-WH": 1},
    ),
    (
        (
            "手持吸尘器多少 能用多久",
            "和洗地机一起拍呢",
        ),
        {"HF-VC-V8": 1, "HF-WD-D5": 1},
    ),
    (
        (
            "静悦大1匹 3台 团购价",
            "客厅还要个3匹柜机",
            "大1匹两台就行",
            "柜机要2匹的吧",
        ),
        {"HF-KFR26-JY": 2, "HF-KFR51-ZX": 1},
    ),
    (
        (
            "小冰箱 800卖不卖",
            "我同学上次买才700",
        ),
        {"HF-BCD118": 1},
    ),
    (("1.5匹便宜的那款空调",), {"HF-KFR35-QF": 1}),
)


@pytest.mark.parametrize(("said", "expected"), CONVERSATIONS)
def test_what_was_pointed_at_is_the_basket(
    told: Told, said: tuple[str, ...], expected: dict[str, int]
) -> None:
    assert goods(told(*said)) == expected
