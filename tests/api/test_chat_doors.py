"""Whose conversation it is: the shop signs for its customers, others have a token of ours."""

import logging
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import jwt
import pytest
from fastapi.routing import APIRoute
from pydantic import ValidationError

from service.api.identity import IdentityRefused, new_token, signed, visitor_of
from service.api.routes.chat import router
from service.conversations.chats import Visitor
from service.settings import Settings
from tests.api.chatting import SURE, Agent, Customer
from tests.fakes import demo_settings, running

KEY, NEXT_KEY, FOREIGN = "k" * 16 + "1" * 16, "k" * 16 + "2" * 16, "f" * 32
NOW = datetime(2026, 11, 5, 12, 30, tzinfo=UTC)
CLAIMS: dict[str, Any] = {
    "sub": "C-1024",
    "shop_id": "demo",
    "aud": "goalie",
    "exp": int(NOW.timestamp()) + 600,
    "jti": "1",
}


def bearer(claims: dict[str, Any], key: str = KEY, algorithm: str = "HS256") -> str:
    return f"Bearer {jwt.encode(claims, key, algorithm=algorithm)}"


def who(authorization: str, *keys: str) -> Visitor | None:
    return visitor_of(authorization, "demo", keys or (KEY,), NOW)


@pytest.fixture(scope="module")
def signing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A service whose shop signs for its customers."""
    home = tmp_path_factory.mktemp("signing")
    with (
        running(home, customer_keys={"demo": (KEY, NEXT_KEY)}) as address,
        httpx.Client(base_url=address, timeout=30) as client,
    ):
        yield client


def token(customer: str, key: str = KEY, shop: str = "demo") -> str:
    return signed(customer, shop, key, datetime.now(UTC), 600)


def test_a_customer_whom_the_shop_signed_for_is_known_by_the_shops_name() -> None:
    assert who(bearer(CLAIMS)) == Visitor(subject="C-1024")


def test_while_a_key_is_changed_both_hold_and_the_old_one_not_any_more_afterwards() -> None:
    assert who(bearer(CLAIMS, KEY), KEY, NEXT_KEY) == who(bearer(CLAIMS, NEXT_KEY), KEY, NEXT_KEY)
    with pytest.raises(IdentityRefused, match="签名"):
        who(bearer(CLAIMS, KEY), NEXT_KEY)


@pytest.mark.parametrize("algorithm", ["none", "HS384", "HS512"])
def test_no_other_algorithm_is_taken(algorithm: str) -> None:
    key = "" if algorithm == "none" else KEY * 2
    with pytest.raises(IdentityRefused):
        who(bearer(CLAIMS, key, algorithm), KEY * 2)


@pytest.mark.parametrize("left_out", CLAIMS)
def test_a_token_without_one_of_its_claims_is_refused(left_out: str) -> None:
    with pytest.raises(IdentityRefused):
        who(bearer({name: value for name, value in CLAIMS.items() if name != left_out}))


@pytest.mark.parametrize(
    "changed",
    [
        {"exp": int(NOW.timestamp()) - 61},
        {"exp": int(NOW.timestamp()) + 3700},
        {"exp": "soon"},
        {"exp": True},
        {"exp": 10**400},
        {"aud": "another"},
        {"shop_id": "other"},
        {"shop_id": None},
        {"sub": ""},
        {"sub": 7},
        {"sub": "C-1024\n"},
        {"sub": "长" * 5},
        {"nbf": 10**11},
    ],
)
def test_a_token_for_another_time_shop_or_service_is_refused(changed: dict[str, Any]) -> None:
    with pytest.raises(IdentityRefused):
        who(bearer(CLAIMS | changed))


@pytest.mark.parametrize("authorization", ["Bearer ", "Basic abc", "Bearer a.b.c", "Bearer v_x"])
def test_what_is_no_token_is_refused_and_not_taken_for_anonymous(authorization: str) -> None:
    with pytest.raises(IdentityRefused):
        who(authorization)


def test_a_shop_without_a_key_has_no_customers_that_it_signs_for() -> None:
    with pytest.raises(IdentityRefused):
        visitor_of(bearer(CLAIMS), "demo", (), NOW)


def test_an_anonymous_token_cannot_be_guessed_and_is_not_what_is_stored() -> None:
    first, second = new_token(), new_token()
    assert first != second
    assert len(first) > 40
    visitor = who(f"Bearer {first}")
    assert visitor is not None
    assert first not in str(visitor)


@pytest.mark.parametrize("keys", [(), ("kurz-4711",), (KEY, NEXT_KEY, FOREIGN)])
def test_a_weak_key_or_a_third_one_is_refused_at_start_and_not_repeated(
    tmp_path: Path, keys: tuple[str, ...]
) -> None:
    with pytest.raises(ValidationError, match="GOALIE_CUSTOMER_KEYS") as refused:
        demo_settings(tmp_path, customer_keys={"demo": keys})
    told = "".join(problem["msg"] for problem in refused.value.errors(include_input=False))
    assert all(key not in told for key in keys)


def test_keys_come_from_the_environment_and_are_not_printed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("GOALIE_CUSTOMER_KEYS", f'{{"demo": ["{KEY}"]}}')
    settings = Settings()
    assert settings.keys_of("demo") == (KEY,)
    assert settings.keys_of("other") == ()
    assert KEY not in repr(settings)


ROUTES = [
    (method, route.path.removeprefix("/v1/chat"))
    for route in router.routes
    if isinstance(route, APIRoute) and "{conversation_id}" in route.path
    for method in route.methods or ()
]


def test_there_are_routes_to_knock_at() -> None:
    assert len(ROUTES) >= 5


@pytest.mark.parametrize(("method", "path"), [*ROUTES, ("POST", "")])
@pytest.mark.parametrize(
    "thief", ["nobody", "another visitor", "another customer", "a made up token"]
)
@pytest.mark.parametrize("victim", ["anonymous", "signed"])
def test_nobody_sees_or_continues_a_conversation_of_somebody_else(
    signing: httpx.Client, method: str, path: str, thief: str, victim: str
) -> None:
    owner = Customer(signing, token("C-1") if victim == "signed" else "")
    reply = owner.says(SURE)["reply"]
    headers = {
        "nobody": {},
        "another visitor": {"Authorization": f"Bearer {new_token()}"},
        "another customer": {"Authorization": f"Bearer {token('C-2')}"},
        "a made up token": {"Authorization": f"Bearer {token('C-1', FOREIGN)}"},
    }[thief]
    body = {
        "": {"text": "两台呢", "conversation_id": owner.id},
        "/{conversation_id}/message": {"text": "我的"},
        "/{conversation_id}/votes": {"message_id": reply["id"], "vote": "down"},
    }.get(path, {})
    response = signing.request(
        method,
        "/v1/chat" + path.format(conversation_id=owner.id),
        params={"shop": "demo"},
        json={"shop": "demo"} | body if method == "POST" else None,
        headers=headers,
    )
    expected = 401 if thief == "a made up token" else 404
    assert response.status_code == expected, response.text
    assert SURE not in response.text
    assert len(owner.lines()) == 2
    assert dict(owner.events())["attendance"]["attendance"]["status"] == "bot"


def test_a_signed_customer_goes_on_with_a_fresh_token_on_another_day(
    signing: httpx.Client,
) -> None:
    customer = Customer(signing, token("C-7"))
    customer.says(SURE)
    customer.token = token("C-7", NEXT_KEY)
    assert customer.says("两台呢")["reply"]["price"]["payable"] == "4698.00"
    assert customer.says("转人工")["session"] is None
    line = Agent(signing, "小王").inbox()[customer.id]
    assert line["customer"] == "C-7"
    assert line["summary"][0] == "顾客：C-7（店铺已验证）"


def test_only_a_signed_customer_may_name_an_order(signing: httpx.Client) -> None:
    body = {"text": "到哪了", "order": "20261105001"}
    refused = Customer(signing).post("", body)
    assert (refused.status_code, refused.json()["code"]) == (403, "order_needs_identity")
    customer = Customer(signing, token("C-8"))
    customer.says("我要转人工", order="20261105001")
    assert Agent(signing, "小王").inbox()[customer.id]["order"] == "20261105001"


def test_another_shops_conversation_looks_like_none(signing: httpx.Client) -> None:
    owner = Customer(signing)
    owner.says(SURE)
    response = signing.post(
        "/v1/chat",
        json={"shop": "nobody", "text": "在吗", "conversation_id": owner.id},
        headers=owner.headers,
    )
    assert response.status_code == 404


def test_an_unknown_shop_tells_a_customer_nothing_of_the_others(signing: httpx.Client) -> None:
    for response in (
        Customer(signing, shop="nobody").post("", {"text": SURE}),
        signing.get("/v1/chat/shops/nobody"),
        signing.get("/chat/nobody"),
    ):
        assert response.status_code == 404
        assert "demo" not in response.text


def test_a_customer_who_asks_without_end_is_told_to_wait(tmp_path: Path) -> None:
    with (
        running(tmp_path, rate_per_minute=6) as address,
        httpx.Client(base_url=address, timeout=30) as client,
    ):
        customer = Customer(client)
        customer.says("在吗")
        body = {"text": "在吗", "conversation_id": customer.id}
        codes = [customer.post("", body).status_code for _ in range(4)]
        assert codes == [200, 200, 200, 429]


def test_neither_a_key_nor_a_token_is_ever_logged(
    signing: httpx.Client, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    good, bad = token("C-9"), token("C-9", FOREIGN)
    Customer(signing, good).says(SURE)
    assert Customer(signing, bad).post("", {"text": SURE}).status_code == 401
    for secret in (KEY, NEXT_KEY, good, bad):
        assert secret not in caplog.text


def test_a_token_lives_an_hour_at_most(signing: httpx.Client) -> None:
    long = signed("C-1", "demo", KEY, datetime.now(UTC), int(timedelta(hours=2).total_seconds()))
    response = Customer(signing, long).post("", {"text": SURE})
    assert response.status_code == 401
    assert "一小时" in response.json()["detail"]
