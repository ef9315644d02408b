"""Bad input gets a problem document that says what to do; nothing crashes."""

from typing import Any

import httpx
import pytest

OK = {"shop": "demo", "turns": [{"role": "customer", "text": "在吗"}]}


def problem(response: httpx.Response) -> dict[str, Any]:
    """The problem document, checked for its form."""
    assert response.headers["content-type"] == "application/problem+json"
    body: dict[str, Any] = response.json()
    assert {"type", "title", "status", "code", "detail", "detail_en"} <= body.keys()
    assert body["status"] == response.status_code
    return body


@pytest.mark.parametrize(
    ("content", "status"),
    [
        (b"", 422),
        (b"{", 422),
        (b"null", 422),
        (b"[]", 422),
        (b'{"shop": "demo", "turns": [{"role": "customer", "text": "\xff\xfe"}]}', 400),
        (b'{"shop": "demo", "turns": [{"role": "customer", "text": "\\ud800"}]}', 422),
    ],
)
def test_a_body_that_cannot_be_read_is_refused(
    http: httpx.Client, content: bytes, status: int
) -> None:
    headers = {"content-type": "application/json"}
    response = http.post("/v1/suggestions", content=content, headers=headers)
    assert response.status_code == status
    problem(response)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"turns": []}, "turns"),
        ({"turns": [{"role": "customer", "text": ""}]}, "空"),
        ({"turns": [{"role": "customer", "text": "a\x00b"}]}, "NUL"),
        ({"turns": [{"role": "boss", "text": "在吗"}]}, "role"),
        ({"turns": [{"role": "customer", "text": "长" * 4001}]}, "text"),
        ({"turns": [{"role": "customer", "text": "在"}] * 401}, "turns"),
        ({"shop": ""}, "shop"),
        ({"at": "2026-11-11 20:00"}, "at"),
        ({"at": "昨天"}, "at"),
        ({"conversationId": "c_1"}, "conversationId"),
        ({"conversation_id": "../../etc"}, "conversation_id"),
    ],
)
def test_a_field_that_is_wrong_is_named(
    http: httpx.Client, change: dict[str, Any], words: str
) -> None:
    response = http.post("/v1/suggestions", json=OK | change)
    assert response.status_code == 422
    assert words in problem(response)["detail"]


def test_a_megabyte_of_message_is_refused_while_reading(http: httpx.Client) -> None:
    body = OK | {"turns": [{"role": "customer", "text": "x" * 1_000_000}]}
    response = http.post("/v1/suggestions", json=body)
    assert response.status_code == 413
    assert problem(response)["code"] == "body_too_large"


def test_a_body_without_a_declared_length_is_cut_off_too(http: httpx.Client) -> None:
    def chunks() -> Any:
        for _ in range(400):
            yield b"x" * 1000

    response = http.post(
        "/v1/suggestions", content=chunks(), headers={"content-type": "application/json"}
    )
    assert response.status_code == 413


def test_a_shop_nobody_knows_is_a_404_that_names_the_known_ones(http: httpx.Client) -> None:
    response = http.post("/v1/suggestions", json=OK | {"shop": "nobody"})
    assert response.status_code == 404
    assert problem(response)["code"] == "unknown_shop"
    assert "demo" in response.json()["detail"]


def test_an_unknown_conversation_is_a_404(http: httpx.Client) -> None:
    response = http.post("/v1/suggestions", json=OK | {"conversation_id": "c_nobody"})
    assert problem(response)["code"] == "unknown_conversation"


def test_an_unknown_product_in_the_context_is_named(http: httpx.Client) -> None:
    response = http.post("/v1/suggestions", json=OK | {"context": {"sku": "HF-NONE"}})
    assert problem(response)["code"] == "unknown_sku"


def test_when_the_agent_spoke_last_there_is_nothing_to_answer(http: httpx.Client) -> None:
    turns = [*OK["turns"], {"role": "agent", "text": "在的"}]
    response = http.post("/v1/suggestions", json=OK | {"turns": turns})
    assert problem(response)["code"] == "nothing_asked"


def test_feedback_on_a_suggestion_nobody_made_is_a_404(http: httpx.Client) -> None:
    response = http.post("/v1/suggestions/s_none/feedback", json={"event": "copied"})
    assert problem(response)["code"] == "unknown_suggestion"


@pytest.mark.parametrize("path", ["/v1/nothing", "/assets/..%2F..%2Fapp.py", "/v1/shops/nobody"])
def test_an_address_that_does_not_exist_is_a_problem_document_too(
    http: httpx.Client, path: str
) -> None:
    response = http.get(path)
    assert response.status_code == 404
    problem(response)


def test_zero_width_characters_hide_no_product(http: httpx.Client) -> None:
    body = OK | {"turns": [{"role": "customer", "text": "静\u200b悦1.5\u200b匹到手多少钱"}]}
    answer = http.post("/v1/suggestions", json=body).json()
    assert answer["state"]["products"][0]["sku"] == "HF-KFR35-JY"
