"""A rule change finds the customers who were told a price by the old rules, and nobody else."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.conftest import DEMO
from tests.fakes import running

from .chatting import Customer
from .test_rules_go_live import BOOK, imported, until, upload

CHEAPER = BOOK.replace('off: "50.00"', 'off: "60.00"', 1)
"""跨店每满300减60 instead of 50."""

ASKED = "静悦1.5匹到手多少钱"
WHO = {"shop": "demo", "agent": "小王"}
Json = dict[str, Any]


@pytest.fixture
def shops(tmp_path: Path) -> Path:
    """The sample shop in a folder of its own."""
    shutil.copytree(DEMO, tmp_path / "shops" / "demo")
    return tmp_path / "shops"


@pytest.fixture
def desk(shops: Path, tmp_path: Path) -> Iterator[httpx.Client]:
    with (
        running(tmp_path / "home", shops=shops) as address,
        httpx.Client(base_url=address, timeout=30) as client,
    ):
        yield client


def suggested(desk: httpx.Client, text: str, event: str = "copied") -> str:
    """The conversation, in which the agent took the first suggestion."""
    turn = {"role": "customer", "text": text}
    answer = desk.post("/v1/suggestions", json={"shop": "demo", "turns": [turn]}).json()
    first = answer["suggestions"][0]["id"]
    where = f"/v1/suggestions/{first}/feedback"
    desk.post(where, params={"shop": "demo"}, json={"event": event}).raise_for_status()
    return str(answer["conversation_id"])


def open_ones(desk: httpx.Client) -> list[Json]:
    found = desk.get("/v1/amendments", params={"shop": "demo"}).raise_for_status().json()
    return list(found["amendments"])


def change(desk: httpx.Client, book: str) -> None:
    upload(desk, book)
    assert imported(desk)["state"] == "done"


def test_whoever_was_told_a_price_that_has_changed_is_found_with_what_may_be_said(
    desk: httpx.Client,
) -> None:
    customer = Customer(desk)
    assert "2349" in str(customer.says(ASKED)["reply"])
    agents = suggested(desk, ASKED)
    suggested(desk, ASKED, "displayed")  # nobody was told
    suggested(desk, "能开发票吗")  # no price
    suggested(desk, "小方冰箱能开发票吗")
    change(desk, CHEAPER)
    assert until(lambda: len(open_ones(desk)) == 2, 15), open_ones(desk)
    found = {one["conversation_id"]: one for one in open_ones(desk)}
    assert set(found) == {customer.id, agents}
    one = found[agents]
    assert (one["told"], one["holds"], one["status"]) == ("2349", "2259", "open")
    assert "2259" in one["text"]
    assert "2349" not in one["text"]
    assert one["goods"]


def test_nobody_is_bothered_where_the_price_stays_the_same(desk: httpx.Client) -> None:
    suggested(desk, ASKED)
    suggested(desk, "小方冰箱到手多少")
    change(desk, BOOK.replace('off: "40.00"', 'off: "45.00"', 1))  # a coupon that none of them used
    sentinel = suggested(desk, "静悦1.5匹三台到手多少")
    change(desk, CHEAPER)
    assert until(lambda: sentinel in {one["conversation_id"] for one in open_ones(desk)})
    assert all(one["told"] != one["holds"] for one in open_ones(desk))


def test_rules_that_come_back_withdraw_what_was_open(desk: httpx.Client) -> None:
    suggested(desk, ASKED)
    change(desk, CHEAPER)
    assert until(lambda: len(open_ones(desk)) == 1)
    change(desk, BOOK)
    assert until(lambda: not open_ones(desk))


def test_of_two_agents_one_settles_it_and_the_other_is_told_who(desk: httpx.Client) -> None:
    suggested(desk, ASKED)
    change(desk, CHEAPER)
    assert until(lambda: len(open_ones(desk)) == 1)
    where = f"/v1/amendments/{open_ones(desk)[0]['id']}"
    assert desk.post(where, json=WHO | {"done": "sent"}).json()["agent"] == "小王"
    assert desk.post(where, json=WHO | {"done": "sent"}).status_code == 200, "said twice"
    refused = desk.post(where, json=WHO | {"agent": "小李", "done": "dropped"})
    assert refused.status_code == 409
    assert "小王" in refused.json()["detail"]
    assert not open_ones(desk)
    unknown = desk.post("/v1/amendments/a_0", json=WHO | {"done": "sent"})
    assert unknown.status_code == 404


def test_what_changed_while_no_process_ran_is_found_at_the_next_start(
    shops: Path, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    with running(home, shops=shops) as address, httpx.Client(base_url=address, timeout=30) as desk:
        told = suggested(desk, ASKED)
        assert until(lambda: not open_ones(desk), 3)
    book = shops / "demo" / "promotions" / "double11-2026.yaml"
    book.write_text(CHEAPER, encoding="utf-8")
    with running(home, shops=shops) as address, httpx.Client(base_url=address, timeout=30) as desk:
        assert until(lambda: [one["conversation_id"] for one in open_ones(desk)] == [told])
