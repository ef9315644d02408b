"""A conversation over HTTP: it goes on from what is stored, and what an agent sets sticks."""

from typing import Any

import httpx

JY = "HF-KFR35-JY"


def say(http: httpx.Client, *texts: str, **more: Any) -> dict[str, Any]:
    """The answer to new messages, of a conversation that is stored where ``more`` names one."""
    turns = [{"role": "customer", "text": text} for text in texts]
    response = http.post("/v1/suggestions", json={"shop": "demo", "turns": turns} | more)
    assert response.status_code == 200, response.text
    answer: dict[str, Any] = response.json()
    return answer


def goods(answer: dict[str, Any]) -> dict[str, int]:
    return {product["sku"]: product["quantity"] for product in answer["state"]["products"]}


def agent(text: str) -> dict[str, str]:
    return {"role": "agent", "text": text}


def customer(text: str) -> dict[str, str]:
    return {"role": "customer", "text": text}


def test_new_turns_alone_go_on_with_the_basket(http: httpx.Client) -> None:
    first = say(http, "静悦1.5匹多少钱")
    id_ = first["conversation_id"]
    told = first["suggestions"][0]["text"]
    second = http.post(
        "/v1/suggestions",
        json={"shop": "demo", "conversation_id": id_, "turns": [agent(told), customer("两台呢")]},
    ).json()
    assert goods(second) == {JY: 2}
    assert second["suggestions"][0]["quote"]["payable"] == "4698.00"


def test_a_message_more_in_the_same_burst_is_read_with_the_first(http: httpx.Client) -> None:
    first = say(http, "静悦1.5匹")
    more = say(http, "两台多少钱", conversation_id=first["conversation_id"])
    assert goods(more) == {JY: 2}
    assert more["suggestions"][0]["kind"] == "price"


def test_a_whole_conversation_sent_again_is_answered_as_if_only_its_end_were_new(
    http: httpx.Client,
) -> None:
    turns = [customer("静悦1.5匹多少钱"), agent("稍等"), customer("两台呢")]
    whole = http.post("/v1/suggestions", json={"shop": "demo", "turns": turns}).json()
    turns += [agent("稍等"), customer("再加个洗地机")]
    again = http.post(
        "/v1/suggestions",
        json={"shop": "demo", "turns": turns, "conversation_id": whole["conversation_id"]},
    ).json()
    anew = http.post("/v1/suggestions", json={"shop": "demo", "turns": turns}).json()
    assert again["state"] == anew["state"]
    assert goods(anew) == {JY: 2, "HF-WD-D5": 1}


def test_a_basket_set_by_the_agent_is_priced_and_sticks(http: httpx.Client) -> None:
    first = say(http, "静悦1.5匹两台多少钱")
    id_ = first["conversation_id"]
    corrected = say(
        http, conversation_id=id_, context={"correction": {"basket": {"HF-KFR35-QF": 3}}}
    )
    assert goods(corrected) == {"HF-KFR35-QF": 3}
    assert corrected["state"]["products"][0]["certainty"] == "corrected"
    later = http.post(
        "/v1/suggestions",
        json={"shop": "demo", "conversation_id": id_, "turns": [agent("好"), customer("到手价")]},
    ).json()
    assert goods(later) == {"HF-KFR35-QF": 3}


def test_a_basket_set_by_the_agent_sticks_where_nobody_has_answered_yet(
    http: httpx.Client,
) -> None:
    id_ = say(http, "静悦1.5匹两台多少钱")["conversation_id"]
    say(http, conversation_id=id_, context={"correction": {"basket": {"HF-KFR35-QF": 3}}})
    coupon = say(http, "用满2000减150的券呢", conversation_id=id_)
    assert goods(coupon) == {"HF-KFR35-QF": 3}
    assert coupon["suggestions"][0]["quote"]["payable"] == "4897.00"
    say(http, conversation_id=id_, context={"correction": {"coupons": []}})
    later = say(http, "送货上门吗", conversation_id=id_)
    assert (goods(later), later["state"]["coupons"]) == ({"HF-KFR35-QF": 3}, [])
    assert [question["intent"] for question in later["state"]["questions"]] == ["question"]


def test_a_buyer_whose_replies_are_not_sent_back_is_answered_message_by_message(
    http: httpx.Client,
) -> None:
    id_ = say(http, "1.5匹那个空调多少钱")["conversation_id"]
    fridge = say(http, "不要了 换成小冰箱一台", conversation_id=id_)
    assert goods(fridge) == {"HF-BCD118": 1}
    delivery = say(http, "啥时候发货", conversation_id=id_)
    assert [question["intent"] for question in delivery["state"]["questions"]] == ["question"]
    assert "48小时" in str(delivery["suggestions"])


def test_messages_of_one_request_are_one_burst_and_all_answered(http: httpx.Client) -> None:
    id_ = say(http, "你好")["conversation_id"]
    turns = [customer("静悦1.5匹多少钱"), customer("送货上门吗")]
    burst = http.post(
        "/v1/suggestions", json={"shop": "demo", "conversation_id": id_, "turns": turns}
    ).json()
    assert [question["intent"] for question in burst["state"]["questions"]] == ["price", "question"]


def test_what_an_agent_set_after_replying_holds_before_the_next_message(
    http: httpx.Client,
) -> None:
    turns = [customer("静悦1.5匹两台多少钱"), agent("4698元"), customer("三台呢")]
    correction = {"turn": 1, "basket": {"HF-KFR35-QF": 1}}
    answer = http.post(
        "/v1/suggestions",
        json={"shop": "demo", "turns": turns, "context": {"correction": correction}},
    ).json()
    assert goods(answer) == {"HF-KFR35-QF": 3}


def test_a_correction_is_not_forgotten_where_others_said_the_same(http: httpx.Client) -> None:
    turns = [customer("净界D5两台多少钱"), agent("稍等")]
    id_ = say(http, "净界D5两台多少钱")["conversation_id"]
    say(http, conversation_id=id_, context={"correction": {"basket": {JY: 1}}})
    # Elsewhere the same words are said and read; what came of them is remembered.
    http.post("/v1/suggestions", json={"shop": "demo", "turns": [*turns, customer("到手价")]})
    later = http.post(
        "/v1/suggestions",
        json={"shop": "demo", "conversation_id": id_, "turns": [*turns, customer("到手价")]},
    ).json()
    assert goods(later) == {JY: 1}


def test_what_an_agent_set_is_nobody_elses(http: httpx.Client) -> None:
    turns = [customer("净界D5三台多少钱"), agent("稍等"), customer("能便宜吗"), agent("稍等")]
    id_ = say(http, "净界D5三台多少钱")["conversation_id"]
    say(http, conversation_id=id_, context={"correction": {"basket": {JY: 1}}})
    for said in (turns[1:3], [turns[3], customer("到手价")]):
        body = {"shop": "demo", "conversation_id": id_, "turns": said}
        assert goods(http.post("/v1/suggestions", json=body).json()) == {JY: 1}
    same_words = {"shop": "demo", "turns": [*turns, customer("到手价")]}
    assert goods(http.post("/v1/suggestions", json=same_words).json()) == {"HF-WD-D5": 3}


def test_an_open_question_tells_its_choices_by_name(http: httpx.Client) -> None:
    asked = say(http, "静悦多少钱")["state"]["open"]
    assert asked["choices"] == ["HF-KFR26-JY", JY]
    assert asked["names"][1] == "禾风静悦 1.5匹新一级变频冷暖壁挂式空调 KFR-35GW/JY"


def test_a_correction_that_names_no_product_of_the_shop_is_refused(http: httpx.Client) -> None:
    body = {
        "shop": "demo",
        "turns": [customer("多少钱")],
        "context": {"correction": {"basket": {"NOPE": 1}}},
    }
    response = http.post("/v1/suggestions", json=body)
    assert response.status_code == 422
    assert "NOPE" in response.json()["detail"]


def test_a_stored_conversation_is_told_whole(http: httpx.Client) -> None:
    first = say(http, "静悦1.5匹两台多少钱", context={"correction": {"basket": {JY: 1}}})
    suggestion = first["suggestions"][0]["id"]
    http.post(f"/v1/suggestions/{suggestion}/feedback", json={"event": "copied"})
    stored = http.get(f"/v1/conversations/{first['conversation_id']}", params={"shop": "demo"})
    told = stored.json()
    assert [turn["text"] for turn in told["turns"]] == ["静悦1.5匹两台多少钱"]
    assert told["state"]["products"][0]["quantity"] == 1
    assert told["corrections"][0]["basket"] == [[JY, 1]]
    assert suggestion in [made["id"] for made in told["suggestions"]]
    assert [entry["event"] for entry in told["feedback"]] == ["copied"]


def test_a_conversation_that_is_not_there_is_said_to_be_unknown(http: httpx.Client) -> None:
    response = http.get("/v1/conversations/c_nope", params={"shop": "demo"})
    assert (response.status_code, response.json()["code"]) == (404, "unknown_conversation")


def test_the_state_shows_every_slot_with_its_turn_and_certainty(http: httpx.Client) -> None:
    state = say(http, "静月空调两台，11号晚8点买多少钱，用大额券，急")["state"]
    (product,) = state["products"]
    assert (product["turn"], product["certainty"], product["counted"]) == (0, "inferred", "said")
    assert state["held"][0] | {"name": ""} == {
        "kind": "coupon",
        "id": "D11-COUPON-2000",
        "name": "",
        "turn": 0,
        "certainty": "said",
        "worth": None,
    }
    assert state["moment"]["value"] == "2026-11-11T20:00:00+08:00"
    assert state["mood"]["value"] == "hurried"
    assert state["scene"]["name"] == "活动咨询"


def test_several_questions_of_one_burst_are_answered_in_one_message(http: httpx.Client) -> None:
    text = say(http, "静悦1.5匹两台多少钱，噪音大吗")["suggestions"][0]["text"]
    assert "4698元" in text
    assert "dB" in text


def test_good_is_no_question_and_calls_nobody(http: httpx.Client) -> None:
    answer = say(http, "好的")
    assert answer["handoff"] is None


def test_a_handoff_tells_the_next_person_what_was_asked_quoted_and_promised(
    http: httpx.Client,
) -> None:
    turns = [
        customer("静悦1.5匹两台多少钱，用满2000减150的券"),
        agent("亲，静悦空调 2件到手合计4548元。今天一定给您安排发货。"),
        customer("订单号2345678901234567890，怎么还没发！太坑人了，我要投诉"),
    ]
    answer = http.post("/v1/suggestions", json={"shop": "demo", "turns": turns}).json()
    told = "\n".join(answer["handoff"]["summary"])
    for words in ("2345678901234567890", "× 2", "满2000减150", "4548元", "安排发货", "投诉处理"):
        assert words in told, words
    assert "情绪激动" in told


def test_a_message_of_several_answers_closes_once(http: httpx.Client) -> None:
    told = say(http, "大空气炸锅多少钱，能用券吗")["suggestions"][0]["text"]
    assert "厨房小电券" in told
    assert told.count("以结算页为准") == 1


def where(answer: dict[str, Any]) -> tuple[str, str | None, list[str]]:
    flow = answer["state"]["flow"]
    return flow["name"], flow["step"], [item["name"] for item in flow["missing"]]


def test_a_flow_is_followed_where_only_the_new_message_is_sent(http: httpx.Client) -> None:
    """What was suggested counts as the reply: the flow's own words are said by it."""
    first = say(http, "怎么还不发货啊")
    more = {"conversation_id": first["conversation_id"]}
    assert where(first) == ("催发货", "核对订单", ["订单号", "发货状态"])
    second = say(http, "订单号2839475610293847561", **more)
    assert where(second) == ("催发货", "核对订单", ["发货状态"])
    third = say(http, "显示待发货", **more)
    assert where(third) == ("催发货", "登记加急", [])
    assert third["suggestions"][0]["citations"][0]["document"] == "flows/催发货.yaml"
    last = say(http, "好的谢谢", **more)
    assert where(last) == ("催发货", None, [])
    assert last["suggestions"] == []


def test_a_flow_that_hands_over_tells_to_whom_and_why(http: httpx.Client) -> None:
    first = say(http, "有点小瑕疵，能给我打点款补偿一下吗")
    beyond = say(http, "补我50元吧", conversation_id=first["conversation_id"])
    flow, handoff = beyond["state"]["flow"], beyond["handoff"]
    assert (flow["grant"], flow["to"]) == ("20.00", "售后专员组")
    assert flow["why"] == handoff["reason"] == "买家要50元，可当场答应的是20元"
    assert any(line.startswith("流程：小额打款 第1/3步") for line in handoff["summary"])


def test_a_complaint_shows_the_agent_the_step_and_gives_the_buyer_a_person(
    http: httpx.Client,
) -> None:
    answer = say(http, "我要投诉")
    assert where(answer) == ("投诉处理", "安抚并记录", ["订单号", "经过"])
    assert [one["kind"] for one in answer["suggestions"]] == ["handoff"]
    assert answer["handoff"]["code"] == "complaint"
