"""The first hour: what a newcomer asks the sample shop, answered over HTTP without a key."""

from typing import Any

import httpx
import pytest

FIRST = "定金100抵200的那款空调，两台到手多少钱，尾款什么时候付？"
COUPON = "那再用一张满2000减150的券呢"


def ask(http: httpx.Client, *texts: str) -> dict[str, Any]:
    """The answer to the last of a customer's messages, each of the others answered."""
    turns: list[dict[str, str]] = []
    answer: dict[str, Any] = {}
    for text in texts:
        turns.append({"role": "customer", "text": text})
        response = http.post("/v1/suggestions", json={"shop": "demo", "turns": turns})
        assert response.status_code == 200, response.text
        answer = response.json()
        turns.append({"role": "agent", "text": answer["suggestions"][0]["text"]})
    return answer


def test_two_presale_air_conditioners_are_priced_with_every_figure_sourced(
    http: httpx.Client,
) -> None:
    suggestion = ask(http, FIRST)["suggestions"][0]
    quote = suggestion["quote"]
    assert (quote["payable"], quote["deposit"], quote["final_payment"]) == (
        "4698.00",
        "200.00",
        "4498.00",
    )
    for words in ("4698元", "200元", "4498元", "11月10日20:00", "11月14日24:00"):
        assert words in suggestion["text"]
    places = [citation["place"] for citation in suggestion["citations"]]
    for source in ("D11-PRE-KFR35", "D11-CROSS", "付定金", "付尾款", "catalog.xlsx · 第2行"):
        assert any(source in place for place in places), source
    assert [step["saving"] for step in quote["steps"]] == ["200.00", "900.00"]


def test_a_coupon_named_in_the_next_turn_is_recomputed(http: httpx.Client) -> None:
    suggestion = ask(http, FIRST, COUPON)["suggestions"][0]
    assert suggestion["quote"]["payable"] == "4548.00"
    assert suggestion["quote"]["final_payment"] == "4348.00"
    assert "4548元" in suggestion["text"]


def test_noise_is_answered_from_the_manual_of_the_same_product(http: httpx.Client) -> None:
    answer = ask(http, FIRST, COUPON, "噪音大不大")
    documents = [c["document"] for s in answer["suggestions"] for c in s["citations"]]
    assert "manuals/静悦空调说明书.pdf" in documents
    assert "dB" in answer["suggestions"][0]["text"]
    assert answer["suggestions"][0]["quote"] is None


def test_全网最低价_is_answered_without_a_comparison(http: httpx.Client) -> None:
    answer = ask(http, FIRST, "你们是不是全网最低价")
    assert answer["suggestions"]
    for suggestion in answer["suggestions"]:
        for word in ("最低", "第一", "最便宜"):
            assert word not in suggestion["text"]


def test_a_complaint_becomes_a_handoff_with_what_was_quoted(http: httpx.Client) -> None:
    answer = ask(http, FIRST, "我要投诉")
    assert answer["handoff"]["to"] == "售后专员组"
    assert any("4698元" in line for line in answer["handoff"]["summary"])
    assert [s["kind"] for s in answer["suggestions"]] == ["handoff"]


def test_the_same_conversation_by_id_needs_only_the_new_turn(http: httpx.Client) -> None:
    first = http.post(
        "/v1/suggestions", json={"shop": "demo", "turns": [{"role": "customer", "text": FIRST}]}
    ).json()
    more = {
        "shop": "demo",
        "conversation_id": first["conversation_id"],
        "turns": [{"role": "agent", "text": "好的"}, {"role": "customer", "text": COUPON}],
    }
    second = http.post("/v1/suggestions", json=more).json()
    assert second["suggestions"][0]["quote"]["payable"] == "4548.00"


def test_as_of_another_minute_the_other_event_holds(http: httpx.Client) -> None:
    body = {
        "shop": "demo",
        "turns": [{"role": "customer", "text": "静悦1.5匹到手多少钱"}],
        "at": "2026-12-10T12:00:00+08:00",
    }
    quote = http.post("/v1/suggestions", json=body).json()["suggestions"][0]["quote"]
    # 2899 × 12% = 347.88
    assert (quote["event"], quote["payable"]) == ("2026天猫双12", "2551.12")


def test_a_later_event_is_priced_by_its_own_rules_and_said_to_be_later(
    http: httpx.Client,
) -> None:
    suggestion = ask(http, "静悦1.5匹到手多少钱", "双十二买呢")["suggestions"][0]
    assert (suggestion["quote"]["event"], suggestion["quote"]["payable"]) == (
        "2026天猫双12",
        "2551.12",
    )
    assert "现在下单不是这个价" in suggestion["text"]


def test_an_event_that_is_over_promises_no_price(http: httpx.Client) -> None:
    body = {
        "shop": "demo",
        "turns": [{"role": "customer", "text": "静悦1.5匹双11的到手价多少"}],
        "at": "2026-12-10T12:00:00+08:00",
    }
    answer = http.post("/v1/suggestions", json=body).json()
    assert answer["handoff"]["code"] == "price"
    assert all(suggestion["quote"] is None for suggestion in answer["suggestions"])


def test_two_prices_are_asked_about_and_not_guessed(http: httpx.Client) -> None:
    (suggestion,) = ask(http, "520升的冰箱多少钱")["suggestions"]
    assert suggestion["kind"] == "ask"
    assert suggestion["quote"] is None


def test_a_coupon_the_shop_never_issued_changes_no_price_and_is_said_so(
    http: httpx.Client,
) -> None:
    suggestion = ask(http, FIRST, "用满2000减500的券呢")["suggestions"][0]
    assert suggestion["quote"]["payable"] == "4698.00"
    assert "那张券店里目前没有查到，没有算进去" in suggestion["text"]


def test_a_member_rate_that_is_in_no_rulebook_is_said_not_to_be_counted(http: httpx.Client) -> None:
    suggestion = ask(http, "静悦1.5匹88VIP到手多少钱")["suggestions"][0]
    assert suggestion["quote"]["payable"] == "2349.00"
    assert "88VIP没有算进去" in suggestion["text"]


def test_what_nobody_knows_is_not_guessed(http: httpx.Client) -> None:
    answer = ask(http, "今天股票怎么样")
    assert answer["handoff"]["code"] == "unsure"
    assert answer["handoff"]["reason"] == "没有可靠依据，不猜"


@pytest.mark.parametrize("event", ["copied", "rejected"])
def test_feedback_is_taken_for_a_suggestion_that_was_made(http: httpx.Client, event: str) -> None:
    suggestion = ask(http, "能开专票吗")["suggestions"][0]
    path = f"/v1/suggestions/{suggestion['id']}/feedback"
    assert http.post(path, json={"event": event, "reason": "语气不对"}).status_code == 204
