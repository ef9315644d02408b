"""What the last turn of a conversation asks, the coupons then, and the scenes of messages."""

import pytest

from service.conversations.state import Intent

from ..conftest import Told
from .test_terms import held, intents

INTENTS: tuple[tuple[tuple[str, ...], list[str]], ...] = (
    (
        (
            "静悦1.5匹多少钱",
            "和格力比咋样",
        ),
        ["question"],
    ),
    (
        (
            "静悦1.5匹多少钱",
            "隔壁店才2200",
        ),
        ["question"],
    ),
    (
        (
            "对开门冰箱加滚筒 打包价",
            "分两单买会不会更划算",
        ),
        ["split"],
    ),
    (
        (
            "对开门冰箱加滚筒 打包价",
            "要是冰箱退了 退我多少钱",
        ),
        ["refund"],
    ),
    (
        (
            "对开门冰箱加滚筒 打包价",
            "要是冰箱退了 退我多少钱",
            "洗衣机退呢",
        ),
        ["refund"],
    ),
    (
        (
            "对开门冰箱加滚筒 打包价",
            "冰箱和洗衣机能一起送到吗",
        ),
        ["question"],
    ),
    (
        (
            "对开门冰箱加滚筒 打包价",
            "洗衣机要自己接水管吗",
        ),
        ["question"],
    ),
    (("x2扫地机 今晚8点买多少",), ["price"]),
    (
        (
            "公寓采购 波轮洗衣机和60升电热水器各10台 报价",
            "能开专票对公付款吗",
        ),
        ["question"],
    ),
    (
        (
            "微波炉两台",
            "好的我考虑下",
        ),
        ["chat"],
    ),
    (
        (
            "微波炉两台多少",
            "什么时候发货 今天拍能发吗",
        ),
        ["question", "question"],
    ),
    (
        (
            "扫地机基础款多少",
            "跟X2区别大吗",
        ),
        ["question"],
    ),
    (
        (
            "炸锅多少",
            "5升的",
            "再加个烤箱",
            "炸锅不要了",
            "那现在呢",
        ),
        ["price"],
    ),
)

COUPONS: tuple[tuple[tuple[str, ...], set[str]], ...] = (
    (
        (
            "对开门冰箱加滚筒 打包价",
            "2000-150加上",
        ),
        {"D11-COUPON-2000"},
    ),
    (
        (
            "微波炉两台",
            "厨房券能用不 多少",
        ),
        {"D11-COUPON-KITCHEN"},
    ),
    (
        (
            "微波炉两台",
            "厨房券能用不 多少",
            "不用券呢",
        ),
        set(),
    ),
    (
        (
            "微波炉两台",
            "厨房券能用不 多少",
            "不用券呢",
            "那还是用上券吧",
        ),
        {"D11-COUPON-KITCHEN"},
    ),
)

SCENES = (
    ("冰箱制冷不行 才用俩月", "repair"),
    ("洗衣机漏水了怎么办", "repair"),
    ("空调开了没反应", "repair"),
    ("买的炸锅寄来就是坏的 我要退", "quality_return"),
    ("发来的颜色跟我拍的不一样", "wrong_goods"),
    ("少发了一个滤芯", "wrong_goods"),
    ("地址写错了 能帮我改下吗", "order_change"),
    ("收货人电话要换一个", "order_change"),
    ("到底什么时候能发货啊", "hurry_delivery"),
    ("物流三天没更新了", "hurry_delivery"),
    ("快递说送到了 我根本没收到", "delivery_fault"),
    ("外包装破了能拒收吗", "rejection"),
    ("我直接拒签了啊", "rejection"),
    ("七天内不喜欢能退吧", "return_7days"),
    ("还没发货 我不想要了 退款", "refund_unshipped"),
    ("退回去的运费你们报吗", "freight_refund"),
    ("赠品怎么没给我发", "gift_claim"),
    ("能不能补偿我一点", "small_payment"),
    ("我申请平台介入了", "dispute"),
    ("插头冒火花了 吓死人", "sensitive"),
    ("白色的有货没", "out_of_stock"),
    ("啥时候补货", "out_of_stock"),
    ("降价了给退差价不", "promotion"),
    ("想换一台新的", "exchange"),
    ("换货流程怎么走", "exchange"),
    ("保修几年啊", "repair"),
    ("烤箱温度不准 想退货", "quality_return"),
    ("买了不到一周就坏了 退", "quality_return"),
    ("派送员态度太恶劣了", "complaint"),
    ("电热水器漏电", "sensitive"),
    ("用着用着自己关机了", "repair"),
    ("遥控器失灵", "repair"),
    ("炸锅涂层掉了", "repair"),
    ("不想要了 怎么退", "return_refund"),
    ("给我退了吧", "return_refund"),
    ("快递到哪了", "hurry_delivery"),
    ("今天能到吗", "hurry_delivery"),
    ("订单取消不了怎么回事", "refund_unshipped"),
)


@pytest.mark.parametrize(("said", "expected"), INTENTS)
def test_what_the_last_turn_asks(told: Told, said: tuple[str, ...], expected: list[str]) -> None:
    assert intents(told(*said)) == [Intent(name) for name in expected]


@pytest.mark.parametrize(("said", "expected"), COUPONS)
def test_the_coupons_after_several_turns(
    told: Told, said: tuple[str, ...], expected: set[str]
) -> None:
    assert held(told(*said)) == expected


@pytest.mark.parametrize(("said", "scene"), SCENES)
def test_the_scene_of_a_message(told: Told, said: str, scene: str) -> None:
    state = told(said)
    assert state.scene is not None
    assert state.scene.value == scene
