"""The running service with its release gate on: what breaks does not go live."""

import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from openpyxl import load_workbook

from evals.release.ledger import Releases
from evals.release.of_a_version import GATE
from knowledge.shop_home import ShopHome
from knowledge.versions import Versions
from service.app import create_app
from service.commands.index import Options, index
from service.commands.versions import activate
from service.releasing import GROUP, found_gate
from service.settings import Settings
from tests.conftest import DEMO
from tests.evals.test_release_gate import CASES, HEADER
from tests.fakes import demo_settings, serving


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the sample shop with a small suite."""
    copied = tmp_path_factory.mktemp("shops") / "demo"
    shutil.copytree(DEMO, copied, ignore=shutil.ignore_patterns("evals", "sources"))
    (copied / "evals").mkdir()
    (copied / "evals" / "用例.csv").write_text("\n".join((HEADER, *CASES)), encoding="utf-8")
    return copied


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def http(folder: Path, home: Path) -> Iterator[httpx.Client]:
    app = create_app(demo_settings(home, shops=folder.parent), gate=GATE)
    with serving(app) as address:
        base = f"{address}/v1"
        with httpx.Client(base_url=base, timeout=60, params={"shop": "demo"}) as client:
            yield client


def imported(http: httpx.Client) -> dict[str, Any]:
    """An import that would go live, once it is over."""
    asked = {"shop": "demo", "by": "李雷"}
    job = http.post("/knowledge/jobs", json=asked).raise_for_status().json()
    deadline = time.monotonic() + 120
    while job["finished_at"] is None:
        assert time.monotonic() < deadline
        time.sleep(0.05)
        job = http.get(f"/knowledge/jobs/{job['id']}").json()
    return dict(job)


def active(http: httpx.Client) -> str:
    versions = http.get("/knowledge/versions").json()["versions"]
    return str(next(v["id"] for v in versions if v["active"]))


def payable(http: httpx.Client) -> str:
    turns = [{"role": "customer", "text": "静悦1.5匹到手多少钱"}]
    answer = http.post("/suggestions", json={"shop": "demo", "turns": turns}).json()
    return str(answer["suggestions"][0]["quote"]["payable"])


def with_script(folder: Path, old: str, new: str) -> None:
    path = folder / "scripts" / "orders.xlsx"
    book = load_workbook(path)
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if old in str(cell.value):
                    cell.value = str(cell.value).replace(old, new)
    book.save(path)


def test_a_script_with_a_wrong_number_stays_prepared_and_says_why(
    http: httpx.Client, folder: Path, home: Path
) -> None:
    before = active(http)
    with_script(folder, "付款成功后48小时内安排发货", "付款成功后72小时内安排发货")
    job = imported(http)
    assert job["state"] == "failed"
    assert "没有通过发布门，没有生效" in job["error"]
    assert "发货（不用模型，付款以后多久发货）报错期限：「72小时」" in job["error"]
    assert "scripts/orders.xlsx · 话术 · 第13行" in job["error"]
    assert active(http) == before
    assert Releases(home).all()[-1].outcome == "stopped"


def test_it_may_be_let_live_with_a_reason_which_is_kept_with_the_name(
    http: httpx.Client, home: Path
) -> None:
    latest = http.get("/knowledge/versions").json()["versions"][0]["id"]
    assert latest != active(http)
    where = f"/knowledge/versions/{latest}/activate"
    stopped = http.post(where, json={"shop": "demo", "by": "王芳"})
    assert (stopped.status_code, stopped.json()["code"]) == (409, "not_released")
    nameless = http.post(where, json={"shop": "demo", "override": "仓库真的慢"})
    assert nameless.status_code == 409
    given = {"shop": "demo", "by": "王芳", "override": "仓库真的慢，已和主管确认"}
    assert http.post(where, json=given).status_code == 200
    assert active(http) == latest
    let = Releases(home).all()[-1]
    assert (let.outcome, let.name, let.version) == ("overridden", "王芳", latest)
    assert let.reason == "仓库真的慢，已和主管确认"


def test_the_way_back_is_always_open(http: httpx.Client, folder: Path) -> None:
    http.post("/knowledge/roll-back", json={"shop": "demo"}).raise_for_status()
    with_script(folder, "付款成功后72小时内安排发货", "付款成功后48小时内安排发货")
    assert imported(http)["state"] == "done"


def test_a_changed_tier_of_a_rulebook_does_not_go_live_either(
    http: httpx.Client, folder: Path
) -> None:
    before = payable(http)
    book = folder / "promotions" / "double11-2026.yaml"
    written = book.read_text("utf-8")
    book.write_text(written.replace('threshold: "300.00"', 'threshold: "400.00"', 1), "utf-8")
    job = imported(http)
    assert job["state"] == "failed"
    assert "promotions/double11-2026.yaml" in job["error"]
    assert payable(http) == before == "2349.00"
    book.write_text(written, "utf-8")


def test_what_is_right_goes_live_by_itself(http: httpx.Client, folder: Path, home: Path) -> None:
    before = active(http)
    with_script(folder, "付款成功后48小时内安排发货", "付款成功后一般48小时内安排发货")
    job = imported(http)
    assert (job["state"], job["error"]) == ("done", None)
    assert active(http) != before
    assert Releases(home).all()[-1].outcome == "passed"


def test_the_gate_leaves_no_trace_in_the_shops_conversations_and_costs(http: httpx.Client) -> None:
    assert http.get("/usage").json()["usage"]["calls"] == 0


def test_the_gate_is_found_by_its_entry_point_or_missed_by_name(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import tomllib

    root = Path(__file__).resolve().parents[2]
    declared = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    assert declared["entry-points"][GROUP] == {"suites": "evals.release.of_a_version:GATE"}
    monkeypatch.setattr("service.releasing.entry_points", lambda **_: [])
    with pytest.raises(LookupError, match="GOALIE_RELEASE_GATE"):
        found_gate()


def test_the_command_line_goes_through_the_gate_as_well(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shops = tmp_path / "shops"
    shutil.copytree(folder, shops / "demo")
    settings = Settings(home=tmp_path / "home", shops=shops, release_gate=True)
    assert index("demo", settings, Options()) == 0, "the first import has nothing to break"
    first = Versions(ShopHome(settings.home, "demo")).all()[-1].id
    with_script(shops / "demo", "48小时内安排发货", "72小时内安排发货")
    assert index("demo", settings, Options()) == 2
    told = capsys.readouterr().err
    assert "没有通过发布门" in told
    kept = Versions(ShopHome(settings.home, "demo")).all()
    prepared = next(version.id for version in kept if version.id != first)
    assert ShopHome(settings.home, "demo").chosen().version == first
    assert activate("demo", prepared, settings) == 2
    assert activate("demo", prepared, settings, "李雷", "演示用") == 0
    assert ShopHome(settings.home, "demo").chosen().version == prepared
    outcomes = [entry.outcome for entry in Releases(settings.home).all()]
    assert outcomes[-1] == "overridden"
