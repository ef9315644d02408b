"""What a question asks beside its goods, and what it is about where it leaves that out."""

import pytest

from service.assist.understand.cores import goes_on, topic_in
from service.conversations.state import Intent

from .conftest import Told


@pytest.mark.parametrize(
    ("bursts", "core"),
    [
        (("微波炉今天买几天发货",), "几天发货"),
        (("静悦1.5匹有价保吗", "在哪申请"), "价保，在哪申请"),
        (("静悦1.5匹有价保吗", "几天啊", "在哪申请"), "价保，在哪申请"),
        (("三门冰箱多少钱，券我还没领", "在哪领"), "券，在哪领"),
        (("能开专票吗", "在哪填"), "发票，在哪填"),
    ],
)
def test_the_core_leaves_out_goods_and_puts_the_topic_in(
    told: Told, bursts: tuple[str, ...], core: str
) -> None:
    assert [question.core for question in told(*bursts).questions][-1] == core


def test_a_topic_ends_where_another_question_says_what_it_is_about(told: Told) -> None:
    assert told("有价保吗", "静悦多大噪音", "在哪申请").topic == ""


def test_only_what_says_nothing_of_its_own_goes_on() -> None:
    assert goes_on("几天之内都行")
    assert not goes_on("怎么下单")
    assert topic_in("降价了能补吗") == "价保"


@pytest.mark.parametrize(
    "text",
    [
        "我昨天买的净水器今天降价了",
        "前天买的吸尘器 今天好像降价了 咋办",
        "11号拍的烤箱 现在便宜了 怎么办",
    ],
)
def test_what_was_bought_and_is_cheaper_now_asks_for_price_protection(
    told: Told, text: str
) -> None:
    assert Intent.PROTECTION in {question.intent for question in told(text).questions}


@pytest.mark.parametrize(
    "text",
    ["静悦空调内机滴水 床都湿了", "微波炉里面冒烟了", "洗衣机一甩干就满地跑 新买的滚筒"],
)
def test_what_tells_of_trouble_asks_no_price(told: Told, text: str) -> None:
    state = told(text)
    assert state.intent is Intent.QUESTION
    assert state.stage is not None
    assert state.stage.value == "aftersale"


@pytest.mark.parametrize(
    ("bursts", "coupon"),
    [
        (("燃气热水器 用大的那张2000减150 多少", "用小的呢"), "D11-COUPON-1000"),
        (("净水器两台 满1000减60的券", "还是大的吧"), "D11-COUPON-2000"),
    ],
)
def test_in_a_talk_of_coupons_the_larger_one_is_a_coupon(
    told: Told, bursts: tuple[str, ...], coupon: str
) -> None:
    state = told(*bursts)
    assert [held.promotion_id for held in state.coupons] == [coupon]
    assert len(state.basket) == 1


@pytest.mark.parametrize("text", ["睡了睡了", "那我等等", "走了", "我再看看", "ok 蹲了", "先忙了"])
def test_taking_leave_needs_no_answer(told: Told, text: str) -> None:
    assert told("静悦1.5匹多少钱", text).intent is Intent.CHAT


@pytest.mark.parametrize(
    "text", ["铜管加长一米多少钱", "换块电池多少钱", "支架多少钱一副", "安装要多少钱"]
)
def test_a_fee_or_a_part_is_no_price_of_goods(told: Told, text: str) -> None:
    assert told("静悦1.5匹多少钱", text).intent is Intent.QUESTION


def test_today_is_no_order_before_it_is_bought(told: Told) -> None:
    stage = told("静悦1.5匹今天买多少").stage
    assert stage is not None
    assert stage.value == "presale"


def test_what_an_agent_advised_is_what_is_asked_about(told: Told) -> None:
    state = told("卧室装哪个空调好", "静悦大1匹多少钱")
    assert [item.sku for item in state.basket] == ["HF-KFR26-JY"]
