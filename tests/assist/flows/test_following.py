"""A flow is followed over turns: begun, kept through side questions, left, handed over, ended."""

from dataclasses import replace
from datetime import timedelta

import pytest

from service.assist.flows import replied, standing
from service.assist.understand import Lexicon
from service.conversations.records import state_from, state_to
from service.conversations.turns import Turn
from service.shops import Shop

from .conftest import AT, ORDER, Walk, missing, said, steps


def test_a_return_for_quality_goes_from_the_order_to_the_money(walk: Walk) -> None:
    found = walk(
        "静悦空调坏了不制冷，我要退货",
        ORDER,
        "视频拍好发你了",
        "[图片]",
        "申请提交好了",
        "好的",
    )
    assert steps(found) == [
        ("质量退货", "核对订单"),
        ("质量退货", "收集凭证"),
        ("质量退货", "收集凭证"),
        ("质量退货", "指引申请"),
        ("质量退货", "跟进退款"),
        ("质量退货", "完成"),
    ]
    assert [missing(here) for here in found[:4]] == [["订单号"], ["故障视频", "照片"], ["照片"], []]


def test_what_was_told_before_the_flow_began_is_not_asked_again(walk: Walk) -> None:
    found = walk(f"[图片] 视频也发你了，{ORDER}", "这台静悦空调坏了不制冷，要退货")
    assert found[0] is None
    assert steps(found) == [("质量退货", "指引申请")]


def test_a_question_by_the_way_leaves_the_flow_where_it_is(walk: Walk) -> None:
    found = walk("静悦空调坏了不制冷，我要退货", ORDER, "那运费谁出呀")
    assert steps(found)[1] == steps(found)[2] == ("质量退货", "收集凭证")


def test_a_question_tells_nothing(walk: Walk) -> None:
    found = walk("静悦空调坏了不制冷，我要退货", ORDER, "照片要发吗")
    assert missing(found[-1]) == ["故障视频", "照片"]


def test_an_item_of_another_flow_is_carried_over(walk: Walk) -> None:
    found = walk("破壁机不转了，能修吗", ORDER, "算了，我想换货")
    assert steps(found)[-1] == ("换货", "收集凭证")
    assert missing(found[-1]) == ["签收时间", "故障视频", "照片"]


def test_the_reason_of_a_return_leads_into_the_flow_for_it(walk: Walk) -> None:
    by_quality = walk("我想退货", f"{ORDER}，净水器", "质量不行，漏水")
    by_taste = walk("我想退货", f"{ORDER}，净水器", "就是不喜欢")
    assert steps(by_quality)[-1] == ("质量退货", "收集凭证")
    assert steps(by_taste)[-1] == ("7天无理由退货", "核对条件")


@pytest.mark.parametrize(
    ("told", "step"),
    [
        ("昨天签收的，没拆", "指引申请"),
        ("昨天签收的，用过一次了", "不适用"),
        ("上个月收到的，没拆", "已过期"),
        ("11月3号签收的，没拆", "指引申请"),
    ],
)
def test_only_what_meets_the_conditions_is_led_to_the_return(
    walk: Walk, told: str, step: str
) -> None:
    found = walk("炸锅不喜欢，7天无理由能退吗", f"{ORDER}，5升那个炸锅", told)
    assert steps(found)[-1] == ("7天无理由退货", step)


def test_danger_and_complaints_come_before_everything_and_are_not_talked_away(walk: Walk) -> None:
    found = walk("静悦空调坏了不制冷，我要退货", "插头冒烟了", "我要退货退款")
    assert [flow for flow, _ in steps(found)] == ["质量退货", "敏感问题报备", "敏感问题报备"]


def test_a_step_is_said_only_by_a_reply_that_says_it(walk: Walk) -> None:
    lines = ("怎么还不发货", f"{ORDER}，待发货", "嗯嗯")
    assert steps(walk(*lines))[-1] == ("催发货", "完成")
    assert steps(walk(*lines, reply="稍等我看看"))[-1] == ("催发货", "登记加急")


def test_an_agent_who_says_it_in_other_words_has_said_it(shop: Shop, lexicon: Lexicon) -> None:
    state = said([Turn("customer", f"怎么还不发货，{ORDER}，待发货")], shop, lexicon)
    words = (
        "亲亲，已经给您的订单备注加急了，出库按付款先后排队，哪天发出不敢替仓库答应，"
        "超过48小时没发的我向仓库核对，24小时内答复，等不及未发货可以申请退款"
    )
    after = standing(replied(state, shop.flows, words), shop.flows)
    assert after is not None
    assert after.step is None


def test_a_buyer_who_was_asked_twice_in_vain_gets_a_person(walk: Walk) -> None:
    found = walk("静悦空调坏了不制冷，我要退货", "嗯", "好烦", "快点呀")
    dues = [here.due.why if here and here.due else "" for here in found]
    assert dues[:2] == ["", ""]
    assert "还缺资料" in dues[2]


def test_more_than_the_flow_may_grant_goes_to_a_person_with_the_figures(walk: Walk) -> None:
    within = walk("有点小瑕疵，能给我打点款补偿一下吗", "补我20块就行")[-1]
    beyond = walk("有点小瑕疵，能给我打点款补偿一下吗", "补我20.5元就行")[-1]
    assert within is not None
    assert within.due is None
    assert beyond is not None
    assert beyond.due is not None
    assert (beyond.due.to, beyond.due.why) == ("complaint", "买家要20.5元，可当场答应的是20元")


def test_a_flow_that_passed_its_deadline_goes_to_a_person(shop: Shop, lexicon: Lexicon) -> None:
    state = said([Turn("customer", "怎么还不发货", AT)], shop, lexicon)
    soon = standing(state, shop.flows, AT + timedelta(hours=23))
    late = standing(state, shop.flows, AT + timedelta(hours=24))
    assert soon is not None
    assert soon.due is None
    assert soon.due_at == AT + timedelta(hours=24)
    assert late is not None
    assert late.due is not None
    assert late.due.why == "催发货超过了答复期限"


def test_the_last_step_of_a_complaint_hands_over(walk: Walk) -> None:
    here = walk("我要投诉", f"{ORDER}，昨天客服说好的没做到", "给我退款")[-1]
    assert here is not None
    assert here.due is not None
    assert (here.step and here.step.name, here.due.to) == ("转售后专员", "complaint")


def test_after_a_finished_flow_another_matter_is_asked_anew_but_for_the_order(walk: Walk) -> None:
    found = walk(
        "静悦空调坏了不制冷，我要退货",
        f"{ORDER}，[图片]，[视频]",
        "好",
        "申请提交好了",
        "好的",
        "洗地机也不出水了，能修吗",
    )
    assert steps(found)[-2:] == [("质量退货", "完成"), ("维修", "核对订单")]
    assert missing(found[-1]) == ["照片"]


def test_a_flow_goes_on_from_where_it_was_stored(shop: Shop, lexicon: Lexicon) -> None:
    state = said([Turn("customer", f"怎么还不发货，{ORDER}")], shop, lexicon)
    assert state_from(state_to(state)) == state
    assert state.flow is not None


def test_what_is_kept_of_a_buyers_words_is_no_word_of_theirs(shop: Shop, lexicon: Lexicon) -> None:
    line = "要改地址，改成杭州市西湖区文三路1号，13800138000，补我15元"
    state = said([Turn("customer", line)], shop, lexicon)
    assert {given.value for given in state.given} <= {"", "收货信息", "1500"}


def test_a_flow_that_the_shop_took_away_is_followed_no_more(shop: Shop, lexicon: Lexicon) -> None:
    state = said([Turn("customer", "怎么还不发货")], shop, lexicon)
    rest = {k: v for k, v in shop.flows.by_scene.items() if k != "hurry_delivery"}
    assert standing(state, shop.flows) is not None
    assert standing(state, replace(shop.flows, by_scene=rest)) is None
