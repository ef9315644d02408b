"""A changed rulebook goes live without a restart, comes back with a roll-back, and a wrong one
never does."""

import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.conftest import DEMO
from tests.fakes import running
from tests.knowledge.chroma_server import chroma_server, free_port

BOOK = (DEMO / "promotions" / "double11-2026.yaml").read_text(encoding="utf-8")
QUESTION = "静悦1.5匹空调，现在一次付清，用满2000减150的券到手多少"
PATIENCE_SECONDS = 60


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


def quoted(client: httpx.Client) -> str:
    """What one piece costs with the coupon, as the calculator behind the replies has it."""
    cart = {
        "shop": "demo",
        "lines": [{"sku": "HF-XQG10-B", "quantity": 1}],
        "coupons": ["D11-COUPON-2000"],
    }
    told: str = client.post("/v1/quotes", json=cart).raise_for_status().json()["payable"]
    return told


def upload(client: httpx.Client, book: str) -> None:
    where = "/v1/knowledge/files/promotions/double11-2026.yaml"
    client.put(where, params={"shop": "demo"}, content=book.encode()).raise_for_status()


def imported(client: httpx.Client) -> dict[str, Any]:
    """The job, once it is over."""
    job = client.post("/v1/knowledge/jobs", json={"shop": "demo"}).raise_for_status().json()
    where = f"/v1/knowledge/jobs/{job['id']}"

    def over() -> bool:
        nonlocal job
        job = client.get(where, params={"shop": "demo"}).json()
        return job["state"] not in ("queued", "running")

    assert until(over), job
    return dict(job)


def until(holds: Callable[[], bool], seconds: float = PATIENCE_SECONDS) -> bool:
    end = time.monotonic() + seconds
    while not (held := holds()) and time.monotonic() < end:
        time.sleep(0.05)
    return held


def test_an_uploaded_rulebook_changes_the_price_without_a_restart_and_a_roll_back_brings_it_back(
    desk: httpx.Client,
) -> None:
    before = quoted(desk)
    upload(desk, BOOK.replace('off: "150.00"', 'off: "250.00"', 1))
    assert quoted(desk) == before, "it is not live before it is imported"
    assert imported(desk)["state"] == "done"
    assert until(lambda: float(quoted(desk)) == float(before) - 100)
    desk.post("/v1/knowledge/roll-back", json={"shop": "demo"}).raise_for_status()
    assert quoted(desk) == before


def test_a_rulebook_with_a_fault_never_goes_live_and_says_where_it_is(desk: httpx.Client) -> None:
    before = quoted(desk)
    upload(desk, BOOK.replace('threshold: "2000.00"', 'threshold: "zweitausend"', 1))
    job = imported(desk)
    assert job["state"] == "failed"
    assert "promotions/double11-2026.yaml" in job["error"]
    assert "D11-COUPON-2000 · threshold" in job["error"]
    assert quoted(desk) == before
    where = "/v1/knowledge/files/promotions/double11-2026.yaml"
    desk.delete(where, params={"shop": "demo"}).raise_for_status()
    assert imported(desk)["state"] == "done"


def test_a_rule_changed_in_the_shop_folder_is_live_after_an_import(
    desk: httpx.Client, shops: Path
) -> None:
    before = quoted(desk)
    book = shops / "demo" / "promotions" / "double11-2026.yaml"
    book.write_text(BOOK.replace('off: "150.00"', 'off: "250.00"', 1), encoding="utf-8")
    assert imported(desk)["state"] == "done"
    assert until(lambda: float(quoted(desk)) == float(before) - 100)


def test_a_conversation_goes_on_when_its_product_and_its_coupon_are_gone(
    desk: httpx.Client, shops: Path
) -> None:
    turns = [{"role": "customer", "text": "滚筒洗衣机用满2000减150的券到手多少"}]
    asked = {"shop": "demo", "turns": turns}
    told = desk.post("/v1/suggestions", json=asked).raise_for_status().json()
    assert told["state"]["products"][0]["sku"] == "HF-XQG10-B"
    rows = (DEMO / "sources" / "catalog.csv").read_text(encoding="utf-8").splitlines(True)
    (shops / "demo" / "catalog.xlsx").unlink()
    kept = [row for row in rows if "HF-XQG10-B," not in row]
    (shops / "demo" / "catalog.csv").write_text("".join(kept), encoding="utf-8")
    book = BOOK.replace("D11-COUPON-2000", "D11-COUPON-NEW").replace("HF-XQG10-B,", "")
    (shops / "demo" / "promotions" / "double11-2026.yaml").write_text(book, encoding="utf-8")
    (shops / "demo" / "promotions" / "double12-2026.yaml").unlink()
    job = imported(desk)
    assert job["state"] == "done", job["error"]
    going_on = {
        "shop": "demo",
        "conversation_id": told["conversation_id"],
        "turns": [{"role": "customer", "text": "那两台呢"}],
    }

    def gone() -> bool:
        refused = desk.post("/v1/quotes", json={"shop": "demo", "lines": [LINE]})
        return refused.status_code == 422

    assert until(gone)
    after = desk.post("/v1/suggestions", json=going_on)
    assert after.status_code == 200, after.text


LINE = {"sku": "HF-XQG10-B", "quantity": 1}


def test_a_rule_change_reaches_the_other_replica(shops: Path, tmp_path: Path) -> None:
    (tmp_path / "chroma").mkdir()
    with chroma_server(tmp_path / "chroma", free_port()) as url:
        given = {"shops": shops, "chroma_url": url}
        with (
            running(tmp_path / "home", **given) as first,
            running(tmp_path / "home", **given) as second,
            httpx.Client(base_url=first, timeout=30) as here,
            httpx.Client(base_url=second, timeout=30) as there,
        ):
            before = quoted(there)
            upload(here, BOOK.replace('off: "150.00"', 'off: "250.00"', 1))
            assert imported(here)["state"] == "done"
            assert until(lambda: float(quoted(there)) == float(before) - 100)
