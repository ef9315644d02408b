"""Knowledge over HTTP: upload, import as a job, report, conflicts, versions, the way back."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.api.test_bad_input import problem
from tests.fakes import running
from tests.knowledge.shopfiles import Script, little_shops, script, write_scripts

SHOP = {"shop": "demo"}


@pytest.fixture(scope="module")
def shops(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A shops folder with the sample shop, and little to import."""
    return little_shops(tmp_path_factory.mktemp("shops"))


@pytest.fixture(scope="module")
def service(shops: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with running(tmp_path_factory.mktemp("home"), shops=shops) as address:
        yield address


@pytest.fixture
def http(service: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=f"{service}/v1/knowledge", timeout=30, params=SHOP) as client:
        yield client


def workbook(tmp_path: Path, *rows: Script) -> bytes:
    return write_scripts(tmp_path / "made.xlsx", *rows).read_bytes()


def upload(http: httpx.Client, path: str, content: bytes) -> dict[str, Any]:
    response = http.put(f"/files/{path}", content=content)
    assert response.status_code == 201, response.text
    told: dict[str, Any] = response.json()
    return told


def imported(http: httpx.Client, **options: Any) -> dict[str, Any]:
    """A job, once it is over."""
    response = http.post("/jobs", json=SHOP | options)
    assert response.status_code == 202, response.text
    where = response.headers["Location"].removeprefix("/v1/knowledge")
    deadline = time.monotonic() + 60
    while (job := http.get(where).json())["finished_at"] is None:
        assert time.monotonic() < deadline
        time.sleep(0.02)
    assert job["state"] == "done", job
    return dict(job)


def questions(http: httpx.Client, service: str, at: str | None = None) -> set[str]:
    asked = {"q": "吗", "limit": "20"} | SHOP | ({"at": at} if at else {})
    hits = http.get(f"{service}/v1/search", params=asked).json()["hits"]
    return {hit["question"] for hit in hits if hit["question"]}


def test_an_upload_is_prepared_looked_at_activated_and_rolled_back(
    http: httpx.Client, service: str, tmp_path: Path
) -> None:
    first = http.get("/versions").json()["versions"][0]
    rows = (
        script("B1", "包邮吗"),
        script("B2", "几天到吗"),
        script("", "谁写的"),
        script("B3", "在吗"),
    )
    told = upload(http, "scripts/b.xlsx", workbook(tmp_path, *rows))
    assert told["document"] == "scripts/b.xlsx"
    states = {file["document"]: file["state"] for file in http.get("/files").json()["files"]}
    flows = [states.pop(name) for name in list(states) if name.startswith("flows/")]
    assert flows == ["live"] * 21
    assert states == {
        "manuals/保修.md": "live",
        "promotions/double11-2026.yaml": "live",
        "scripts/a.xlsx": "live",
        "scripts/b.xlsx": "pending",
    }

    dry = imported(http, dry_run=True)
    assert (dry["encoded"], dry["conflicts"]) == (2, 1)  # 在吗 is encoded already
    assert len(http.get("/versions").json()["versions"]) == 1

    job = imported(http, activate=False)
    assert job["outcomes"] == {"refused": 1, "taken": 3, "unchanged": 2}
    assert questions(http, service) == {"在吗"}
    looked_at = {"q": "包邮吗", "version": job["version"]} | SHOP
    hits = http.get(f"{service}/v1/search", params=looked_at).json()["hits"]
    assert (hits[0]["question"], hits[0]["citation"]["version"]) == ("包邮吗", job["version"])
    refused = http.get(f"/jobs/{job['id']}/rows", params={"outcome": "refused"}).json()
    assert refused["total"] == 1
    assert refused["rows"][0]["place"]["label"] == "scripts/b.xlsx · 话术 · 第4行"
    assert refused["rows"][0]["field"] == "话术编号"
    page = http.get(f"/jobs/{job['id']}/rows", params={"offset": 4, "limit": 10}).json()
    assert (len(page["rows"]), page["total"]) == (2, 6)
    found = http.get(f"/jobs/{job['id']}/conflicts").json()
    assert (found["total"], found["rules"]) == (1, [])
    assert found["conflicts"][0]["kind"] == "duplicate"

    by = SHOP | {"by": "李培训"}
    activated = http.post(f"/versions/{job['version']}/activate", json=by).json()
    assert (activated["active"], activated["number"]) == (True, 2)
    assert questions(http, service) == {"在吗", "包邮吗", "几天到吗"}
    same = http.get(f"/versions/{job['version']}/rows").json()
    assert same["total"] == 6

    assert http.get("/versions").json()["roll_back_to"] == first["id"]
    assert http.post("/roll-back", json=SHOP).json()["id"] == first["id"]
    changes = http.get("/versions").json()["changes"]
    who = [(change["before"], change["now"], change["by"]) for change in changes]
    assert who == [(2, 1, ""), (1, 2, "李培训"), (0, 1, "")]
    assert questions(http, service) == {"在吗"}
    assert problem(http.post("/roll-back", json=SHOP))["code"] == "nothing_to_roll_back"


def test_a_file_taken_away_is_gone_with_the_next_import(
    http: httpx.Client, service: str, tmp_path: Path
) -> None:
    upload(http, "scripts/c.xlsx", workbook(tmp_path, script("C1", "能退吗")))
    imported(http)
    assert "能退吗" in questions(http, service)
    assert http.delete("/files/scripts/c.xlsx").status_code == 204
    assert "能退吗" in questions(http, service)
    imported(http)
    assert "能退吗" not in questions(http, service)
    assert problem(http.delete("/files/scripts/c.xlsx"))["code"] == "unknown_file"


def test_a_rule_that_ends_at_20_00_00_is_there_a_second_before_and_gone_then(
    http: httpx.Client, service: str, tmp_path: Path
) -> None:
    ends = script("D1", "今晚有券吗", "亲，有的哦", 失效时间="2026-11-11 20:00:00")
    begins = script("D2", "返场有券吗", "亲，有的哦", 生效时间="2026-11-11 20:00:00")
    upload(http, "scripts/d.xlsx", workbook(tmp_path, ends, begins))
    imported(http)
    before = questions(http, service, "2026-11-11T19:59:59+08:00")
    after = questions(http, service, "2026-11-11T20:00:00+08:00")
    assert ("今晚有券吗" in before, "返场有券吗" in before) == (True, False)
    assert ("今晚有券吗" in after, "返场有券吗" in after) == (False, True)
    assert questions(http, service, "2026-11-11T11:59:59Z") == before
    http.delete("/files/scripts/d.xlsx")
    imported(http)


def test_a_rulebook_that_contradicts_itself_is_in_the_same_list(
    http: httpx.Client, shops: Path
) -> None:
    job = imported(http, dry_run=True)
    book = shops / "demo" / "promotions" / "double11-2026.yaml"
    sound = book.read_text("utf-8")
    book.write_text(sound.replace("id: D11-CROSS", "id: D11-COUPON-2000", 1), "utf-8")
    rules = http.get(f"/jobs/{job['id']}/conflicts").json()["rules"]
    book.write_text(sound, "utf-8")
    assert any("D11-COUPON-2000 重复" in rule["remedy"] for rule in rules), rules


@pytest.mark.parametrize(
    ("path", "content", "status", "code"),
    [
        ("scripts/a.exe", b"x", 422, "upload_refused"),
        ("notes/a.yaml", b"x", 422, "upload_refused"),
        ("manuals/.a.md", b"x", 422, "upload_refused"),
        ("manuals/a%2F..%2Fb.md", b"x", 404, "not_found"),
        ("manuals/a.md", b"", 422, "upload_refused"),
        ("manuals/a.md", b"x" * (20 * 1024 * 1024 + 1), 413, "upload_too_large"),
        ("manuals/a.md", b"x" * (21 * 1024 * 1024), 413, "body_too_large"),
    ],
    ids=["ending", "folder", "hidden", "slash", "empty", "a byte too large", "declared too large"],
)
def test_a_file_that_cannot_be_taken_is_refused_with_the_reason(
    http: httpx.Client, path: str, content: bytes, status: int, code: str
) -> None:
    before = http.get("/files").json()
    response = http.put(f"/files/{path}", content=content)
    assert (response.status_code, problem(response)["code"]) == (status, code)
    assert http.get("/files").json() == before


def test_a_large_upload_does_not_open_the_door_for_large_messages(service: str) -> None:
    body = {"shop": "demo", "turns": [{"role": "customer", "text": "x" * 300_000}]}
    response = httpx.post(f"{service}/v1/suggestions", json=body)
    assert problem(response)["code"] == "body_too_large"


def test_what_is_not_there_is_a_404_in_every_route(http: httpx.Client, service: str) -> None:
    nobody = "j_" + "0" * 16
    for method, path, code in [
        ("GET", f"/jobs/{nobody}", "unknown_job"),
        ("GET", f"/jobs/{nobody}/rows", "unknown_job"),
        ("GET", f"/jobs/{nobody}/conflicts", "unknown_job"),
        ("POST", f"/jobs/{nobody}/cancel", "unknown_job"),
        ("POST", f"/jobs/{nobody}/resume", "unknown_job"),
        ("POST", f"/versions/{'0' * 16}/activate", "unknown_version"),
        ("GET", f"/versions/{'0' * 16}/rows", "unknown_version"),
        ("DELETE", "/files/manuals/nobody.md", "unknown_file"),
    ]:
        response = http.request(method, path, json=SHOP if method == "POST" else None)
        assert (response.status_code, problem(response)["code"]) == (404, code), path
    for method, path in [
        ("GET", "/files"),
        ("PUT", "/files/manuals/a.md"),
        ("DELETE", "/files/manuals/a.md"),
        ("GET", "/jobs"),
        ("GET", f"/jobs/{nobody}"),
        ("GET", "/versions"),
    ]:
        other = f"{service}/v1/knowledge{path}"
        response = httpx.request(method, other, params={"shop": "other"})
        assert problem(response)["code"] == "unknown_shop", path
    for path in ("/jobs", "/roll-back", f"/versions/{'0' * 16}/activate", f"/jobs/{nobody}/cancel"):
        response = http.post(path, json={"shop": "other"})
        assert problem(response)["code"] == "unknown_shop", path


def test_a_job_that_is_done_is_neither_cancelled_nor_resumed(http: httpx.Client) -> None:
    job = imported(http, dry_run=True)
    for what in ("cancel", "resume"):
        response = http.post(f"/jobs/{job['id']}/{what}", json=SHOP)
        assert (response.status_code, problem(response)["code"]) == (409, "job_conflict")
    assert http.get("/jobs").json()["jobs"][0]["id"] == job["id"]


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", ""])
def test_what_a_form_of_another_page_can_send_sets_nothing_going(
    http: httpx.Client, kind: str
) -> None:
    before = http.get("/jobs").json()
    headers = {"content-type": kind} if kind else {}
    for path in ("/jobs", "/roll-back"):
        response = http.post(path, content=b'{"shop": "demo"}', headers=headers)
        assert response.status_code == 422, path
    assert http.get("/jobs").json() == before


def test_a_version_that_is_not_kept_cannot_be_searched(service: str) -> None:
    for version in ("0" * 16, "../..", "x"):
        asked = {"q": "吗", "version": version} | SHOP
        response = httpx.get(f"{service}/v1/search", params=asked)
        assert problem(response)["code"] == "unknown_version", version
