"""Coupons, memberships, deposits, minutes, questions, scenes: what the words of a burst say."""

from datetime import datetime

import pytest

from service.conversations.state import Deposit, Intent, Mood, Stage

from .conftest import Told

BIG, SMALL, KITCHEN = "D11-COUPON-2000", "D11-COUPON-1000", "D11-COUPON-KITCHEN"


@pytest.mark.parametrize(
    ("text", "coupon"),
    [
        ("用满2000减150的券呢", BIG),
        ("用150的券呢", BIG),
        ("满1000那张呢", SMALL),
        ("用大额券呢", "D11-COUPON-2000"),
        ("厨房券能用吗", KITCHEN),
    ],
)
def test_a_coupon_is_known_by_a_part_of_its_name(told: Told, text: str, coupon: str) -> None:
    assert [c.promotion_id for c in told("静悦1.5匹多少钱", text).coupons] == [coupon]


def test_a_coupon_that_could_be_two_is_asked_back(told: Told) -> None:
    state = told("静悦1.5匹多少钱", "用店铺券多少钱")
    assert state.coupons == ()
    assert state.open is not None
    assert (state.open.kind, set(state.open.choices)) == ("coupon", {BIG, SMALL})
    answered = told("静悦1.5匹多少钱", "用店铺券多少钱", "2000那张")
    assert [c.promotion_id for c in answered.coupons] == [BIG]
    assert answered.intent is Intent.PRICE


@pytest.mark.parametrize("text", ["不用券呢", "把券去掉", "没券", "先不用那张券"])
def test_without_a_coupon_none_is_kept(told: Told, text: str) -> None:
    state = told("静悦1.5匹用满2000减150的券多少钱", text)
    assert state.coupons == ()
    assert state.no_coupons


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("定金付了", Deposit.PAID),
        ("我付过定金了", Deposit.PAID),
        ("还没付定金", Deposit.UNPAID),
        ("定金错过了", Deposit.MISSED),
        ("没赶上付定金", Deposit.MISSED),
    ],
)
def test_where_the_buyer_stands_with_the_deposit(told: Told, text: str, stands: Deposit) -> None:
    deposit = told("静悦1.5匹多少钱", text).deposit
    assert deposit is not None
    assert deposit.value is stands


@pytest.mark.parametrize("text", ["定金付了能退吗", "如果付了定金呢", "定金多少"])
def test_a_deposit_that_is_only_asked_about_is_not_paid(told: Told, text: str) -> None:
    assert told("静悦1.5匹多少钱", text).deposit is None


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("11号晚8点买多少钱", "2026-11-11T20:00"),
        ("双十一过了再买呢", "2026-11-15T00:00"),
        ("明天买呢", "2026-11-06T12:00"),
        ("今晚9点下单多少", "2026-11-05T21:00"),
        ("尾款那天再买多少钱", "2026-11-10T20:00"),
        ("下单12号呢", "2026-11-12T12:00"),
    ],
)
def test_the_minute_asked_about_is_counted_from_now(told: Told, text: str, moment: str) -> None:
    asked = told("静悦1.5匹多少钱", text).moment
    assert asked is not None
    assert asked.value == datetime.fromisoformat(f"{moment}+08:00")


@pytest.mark.parametrize(
    "text", ["尾款什么时候付", "我昨天买的", "11号能到吗发货要几天", "明天几点截止"]
)
def test_a_time_that_no_purchase_is_asked_for_moves_nothing(told: Told, text: str) -> None:
    assert told("静悦1.5匹多少钱", text).moment is None


def test_now_comes_back_to_the_present(told: Told) -> None:
    assert told("静悦1.5匹多少钱", "11号买呢", "现在呢").moment is None


@pytest.mark.parametrize(
    ("burst", "intents"),
    [
        ("多少钱，噪音大吗", ["price", "question"]),
        ("多少钱|到手多少", ["price"]),
        ("两台多少钱？券能叠吗？", ["price", "stacking"]),
        ("发货要几天|能开专票吗|安装收费吗", ["question", "question", "question"]),
        ("在吗|静悦1.5匹多少钱", ["price"]),
        ("尾款什么时候付", ["schedule"]),
        ("还差多少能满减", ["gap"]),
        ("分开拍两单会便宜吗", ["split"]),
        ("好的谢谢", ["chat"]),
        ("[玫瑰]", ["chat"]),
        ("👌", ["chat"]),
        ("我要投诉，多少钱都不买了", ["complaint", "price"]),
        ("转人工", ["human"]),
    ],
)
def test_every_question_of_a_burst_is_kept(told: Told, burst: str, intents: list[str]) -> None:
    state = told(burst, sku="HF-KFR35-JY")
    assert [question.intent.value for question in state.questions] == intents


@pytest.mark.parametrize(
    ("text", "scene"),
    [
        ("怎么还不发货", "hurry_delivery"),
        ("地址填错了能改吗", "order_change"),
        ("发错了，我要的是白色", "wrong_goods"),
        ("显示签收了可我没收到", "delivery_fault"),
        ("不喜欢，拆了能退吗", "return_7days"),
        ("不制冷了，要退货", "quality_return"),
        ("坏了怎么报修", "repair"),
        ("退货运费谁出", "freight_refund"),
        ("赠品没收到", "gift_claim"),
        ("我要投诉", "complaint"),
        ("插上就冒烟了", "sensitive"),
        ("还没发货我想取消订单", "refund_unshipped"),
        ("券能叠加吗", "promotion"),
        ("噪音大不大", "product"),
        ("有货吗", "out_of_stock"),
    ],
)
def test_the_service_flow_is_known_by_its_words(told: Told, text: str, scene: str) -> None:
    found = told(text).scene
    assert found is not None
    assert found.value == scene


def test_received_goods_are_after_the_sale_and_an_order_during_it(told: Told) -> None:
    stages = [told(*bursts).stage for bursts in (["多少钱"], ["我昨天拍了"], ["收到了，有划痕"])]
    values = [stage.value if stage else None for stage in stages]
    assert values == [Stage.PRESALE, Stage.INSALE, Stage.AFTERSALE]


@pytest.mark.parametrize(
    ("text", "mood"),
    [
        ("你们太坑人了！！！", Mood.ANGRY),
        ("等了好几天了", Mood.UNHAPPY),
        ("急，快点", Mood.HURRIED),
    ],
)
def test_the_mood_shows_in_the_words(told: Told, text: str, mood: Mood) -> None:
    found = told(text).mood
    assert found is not None
    assert found.value is mood


def test_an_order_number_is_kept_and_a_phone_number_is_none(told: Told) -> None:
    order = told("订单号2345678901234567890查一下").order
    assert order is not None
    assert order.value == "2345678901234567890"
    assert told("我电话13800138000").order is None
