"""The customer chat over HTTP: what is sure is answered, everything else reaches a person."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.api.chatting import SURE, UNSURE, Agent, Customer, frames, new_id
from tests.fakes import running

INTERNAL = {
    "candidates", "citations", "code", "confidence", "degraded", "error", "explanation", "flags",
    "kind", "mode", "prompt", "readings", "reason", "rulebook", "rule", "score", "seconds",
    "snippet", "source", "span", "state", "suggestion_id", "suggestions", "summary", "unattended",
    "unused", "usage", "verdict", "version", "warnings",
}  # fmt: skip


def test_a_sure_question_is_answered_with_price_and_sources(http: httpx.Client) -> None:
    answer = Customer(http).says(SURE)
    assert "2349" in answer["reply"]["text"]
    assert answer["reply"]["price"]["payable"] == "2349.00"
    assert answer["reply"]["price"]["payments"][0]["from"] == "2026-10-20T20:00:00+08:00"
    assert "跨店每满300减50" in [source["place"] for source in answer["reply"]["sources"]]
    assert answer["attendance"]["status"] == "bot"


def test_sources_are_named_without_path_row_or_code_and_scripts_not_at_all(
    http: httpx.Client,
) -> None:
    asked = [SURE, "静悦1.5匹的空调噪音大不大", "能开发票吗", "尾款什么时候付"]
    replies = [Customer(http).says(text)["reply"] for text in asked]
    assert all(replies)
    named = json.dumps([reply["sources"] for reply in replies], ensure_ascii=False)
    assert replies[0]["sources"]
    for inside in ("/", ".xlsx", ".yaml", ".pdf", "行", "scripts", "d11-"):
        assert inside not in named


def test_no_field_of_the_shops_own_is_in_what_a_customer_can_be_shown(
    http: httpx.Client,
) -> None:
    schemas = http.get("/openapi.json").json()["components"]["schemas"]
    shown = {"ChatOut", "ChatEvents", "ChatShopOut", "AttendanceOut"}
    while (
        more := {
            name
            for one in shown
            for name in schemas
            if f'"#/components/schemas/{name}"' in json.dumps(schemas[one])
        }
        - shown
    ):
        shown |= more
    fields = {field for name in shown - {"ProblemOut"} for field in schemas[name]["properties"]}
    assert {"text", "price", "ahead"} <= fields
    assert fields & (INTERNAL - {"error"}) == set()


def test_what_the_bot_is_not_sure_of_is_not_guessed_and_goes_to_a_person(
    http: httpx.Client,
) -> None:
    customer = Customer(http)
    answer = customer.says(UNSURE)
    assert answer["attendance"]["status"] == "waiting"
    assert answer["reply"]["price"] is None
    assert "已转给人工客服组" in answer["reply"]["text"]
    assert Agent(http, "小王").inbox()[customer.id]["code"] == "unsure"


@pytest.mark.parametrize("text", ["转人工", "我要投诉你们"])
def test_who_asks_for_a_person_or_complains_waits_for_one(http: httpx.Client, text: str) -> None:
    customer = Customer(http)
    customer.says(SURE)
    assert customer.says(text)["attendance"]["status"] == "waiting"
    line = Agent(http, "小王").inbox()[customer.id]
    assert "顾客：访客（未登录）" in line["summary"]
    assert any("2349" in told for told in line["summary"])
    assert any(SURE in told for told in line["summary"])


def test_thanks_need_no_answer_and_no_person(http: httpx.Client) -> None:
    customer = Customer(http)
    customer.says(SURE)
    answer = customer.says("好的")
    assert answer["reply"] is None
    assert answer["attendance"]["status"] == "bot"


def test_a_follow_up_is_answered_from_the_conversation(http: httpx.Client) -> None:
    customer = Customer(http)
    customer.says(SURE)
    assert customer.says("两台呢")["reply"]["price"]["payable"] == "4698.00"


def test_a_message_sent_twice_is_there_once_and_the_same_words_again_are_another(
    http: httpx.Client,
) -> None:
    customer = Customer(http)
    id_ = new_id()
    first = customer.says(SURE, message_id=id_)
    again = customer.says(SURE, message_id=id_)
    assert again["reply"] == first["reply"]
    assert len(customer.lines()) == 2
    customer.says(SURE)
    assert len(customer.lines()) == 4


def test_a_message_id_stands_for_one_text(http: httpx.Client) -> None:
    customer = Customer(http)
    id_ = new_id()
    customer.says(SURE, message_id=id_)
    body = {"text": "别的", "message_id": id_, "conversation_id": customer.id}
    response = customer.post("", body)
    assert (response.status_code, response.json()["code"]) == (409, "message_conflict")


def test_a_burst_sent_at_once_is_kept_whole_and_its_last_message_answered(
    http: httpx.Client,
) -> None:
    customer = Customer(http)
    customer.says("在吗")
    texts = [f"静悦1.5匹{count}台多少钱" for count in range(2, 8)]
    with ThreadPoolExecutor(len(texts)) as pool:
        list(pool.map(customer.says, texts))
    lines = customer.lines()
    assert sorted(line for line in lines if line.startswith("customer")) == sorted(
        f"customer: {text}" for text in ["在吗", *texts]
    )
    assert lines[-1].startswith("bot")


def test_a_streamed_answer_ends_with_done_and_says_the_same(http: httpx.Client) -> None:
    body = {"shop": "demo", "text": SURE}
    told = frames(http.post("/v1/chat", json=body, headers={"Accept": "text/event-stream"}).text)
    assert [name for name, _ in told] == ["opened", "message", "attendance", "done"]
    assert told[1][1]["message"]["price"]["payable"] == "2349.00"


def test_a_page_that_comes_back_goes_on_behind_the_last_it_has_seen(http: httpx.Client) -> None:
    customer = Customer(http)
    customer.says(SURE)
    seen = max(data["number"] for name, data in customer.events() if name == "message")
    customer.says("两台呢")
    missed = customer.events(after=seen)
    texts = [data["message"]["text"] for name, data in missed if name == "message"]
    assert texts[0] == "两台呢"
    by_header = customer.events(headers={"Last-Event-ID": str(seen)})
    assert by_header == missed


def test_a_bad_vote_brings_a_person_and_is_found_by_trainers(http: httpx.Client) -> None:
    customer = Customer(http)
    reply = customer.says(SURE)["reply"]
    up = customer.post(f"/{customer.id}/votes", {"message_id": reply["id"], "vote": "up"})
    assert up.json()["status"] == "bot"
    down = customer.post(f"/{customer.id}/votes", {"message_id": reply["id"], "vote": "down"})
    assert down.json()["status"] == "waiting"
    told = http.get(f"/v1/conversations/{customer.id}", params={"shop": "demo"}).json()
    assert [entry["event"] for entry in told["feedback"]] == ["liked", "rejected"]
    line = Agent(http, "小王").inbox()[customer.id]
    assert f"诉求：{SURE}" in line["summary"]


def test_only_a_reply_of_the_bot_can_be_voted_on(http: httpx.Client) -> None:
    customer = Customer(http)
    id_ = customer.says(SURE)["message_id"]
    response = customer.post(f"/{customer.id}/votes", {"message_id": id_, "vote": "up"})
    assert response.json()["code"] == "unknown_message"


def test_who_cancels_leaves_the_queue_and_those_behind_move_up(http: httpx.Client) -> None:
    first, second = Customer(http), Customer(http)
    first.says("转人工")
    before = second.says("转人工")["attendance"]["ahead"]
    response = http.request(
        "DELETE",
        f"/v1/chat/{first.id}/handoff",
        params={"shop": "demo"},
        headers=first.headers,
    )
    assert response.json()["status"] == "bot"
    assert dict(second.events())["attendance"]["attendance"]["ahead"] == before - 1
    assert first.says(SURE)["reply"]["price"]["payable"] == "2349.00"


def test_a_message_left_is_kept_for_a_person_and_nobody_waits_for_it(http: httpx.Client) -> None:
    customer = Customer(http)
    customer.says("转人工")
    left = customer.post(f"/{customer.id}/message", {"text": "明天上午打给我"})
    assert left.json()["status"] == "left"
    line = Agent(http, "小王").inbox()[customer.id]
    assert line["summary"][0] == "留言：明天上午打给我"
    assert customer.lines()[-1] == "customer: 明天上午打给我"


def test_outside_the_shops_hours_the_customer_is_told_when_somebody_is_there(
    tmp_path: Path,
) -> None:
    night = datetime.fromisoformat("2026-11-06T03:00:00+08:00")
    with running(tmp_path, clock_at=night) as address, httpx.Client(base_url=address) as http:
        answer = Customer(http).says("转人工")
        assert answer["attendance"]["opens_at"] == "2026-11-06T08:30:00+08:00"
        assert "08:30上线" in answer["reply"]["text"]
        assert "留言" in answer["reply"]["text"]


def test_an_unknown_product_page_is_refused(http: httpx.Client) -> None:
    response = Customer(http).post("", {"text": SURE, "sku": "HF-NONE"})
    assert response.json()["code"] == "unknown_sku"


@pytest.mark.parametrize("text", ["", "a\x00b", "长" * 4001])
def test_a_message_that_cannot_be_kept_is_refused(http: httpx.Client, text: str) -> None:
    response = Customer(http).post("", {"text": text})
    assert response.status_code == 422


def test_the_page_is_told_the_shop_its_hours_and_what_is_asked_most(http: httpx.Client) -> None:
    shop: dict[str, Any] = http.get("/v1/chat/shops/demo").json()
    assert (shop["name"], shop["opens"], shop["closes"]) == ("禾风电器旗舰店", "08:30", "24:00")
    assert shop["opens_at"] is None
    assert shop["questions"]
    for question in shop["questions"]:
        assert Customer(http).says(question)["attendance"]["status"] == "bot", question
