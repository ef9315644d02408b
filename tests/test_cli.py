"""The command line: what a newcomer types, and what it says when something is wrong."""

import json
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from service.api.identity import visitor_of
from service.clock import system_clock
from service.commands.index import Options, index
from service.commands.versions import activate, roll_back, versions
from service.conversations.chats import Visitor
from service.settings import Settings
from tests.conftest import DEMO
from tests.fakes import demo_settings, running
from tests.knowledge.shopfiles import script, write_scripts, write_workbook
from tests.knowledge.test_versions import until

CART = """
shop: demo
at: 2026-11-05 20:30
lines:
  - {sku: HF-KFR35-JY, quantity: "2"}
coupons: [D11-COUPON-2000]
"""


def goalie(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own."""
    inherited = {key: value for key, value in os.environ.items() if not key.startswith("OPENAI_")}
    return subprocess.run(
        [sys.executable, "-m", "service.cli", *arguments],
        capture_output=True,
        text=True,
        env=inherited | environment,
        check=False,
    )


def test_a_cart_file_is_priced_and_its_steps_are_printed(tmp_path: Path) -> None:
    cart = tmp_path / "cart.yaml"
    cart.write_text(CART, encoding="utf-8")
    done = goalie("quote", str(cart))
    assert done.returncode == 0, done.stderr
    assert "到手合计 4548.00，定金 200.00，尾款 4348.00" in done.stdout
    machine = json.loads(goalie("quote", str(cart), "--json").stdout)
    assert machine["final_payment"] == "4348.00"


def test_a_cart_with_a_wrong_quantity_is_refused_with_the_reason(tmp_path: Path) -> None:
    cart = tmp_path / "cart.yaml"
    cart.write_text(CART.replace('"2"', '"0"'), encoding="utf-8")
    done = goalie("quote", str(cart))
    assert done.returncode == 1
    assert "数量" in done.stderr


def test_the_index_report_counts_every_row(tmp_path: Path) -> None:
    done = goalie("index", "demo", "--json", GOALIE_HOME=str(tmp_path))
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    assert {row["outcome"] for row in report["rows"]} == {"taken"}
    assert len([row for row in report["rows"] if "话术" in row["place"]]) >= 200


def test_the_index_report_shows_what_of_a_file_was_not_read(tmp_path: Path) -> None:
    shop = tmp_path / "shops" / "demo"
    shutil.copytree(DEMO, shop, ignore=shutil.ignore_patterns(*_NOT_COPIED))
    write_workbook(shop / "manuals" / "参数.xlsx", 参数=[["型号", "价格"], ["HF-AF5", "=300+29"]])
    done = goalie("index", str(shop), GOALIE_HOME=str(tmp_path / "home"))
    assert done.returncode == 0, done.stderr
    assert "注意 manuals/参数.xlsx 工作表“参数”B2 是公式" in done.stdout


_NOT_COPIED = ("manuals", "scripts", "sources", "synonyms")


@pytest.fixture
def little_shop(tmp_path: Path) -> Settings:
    """The settings of a shop with one script."""
    shop = tmp_path / "shops" / "demo"
    shutil.copytree(DEMO, shop, ignore=shutil.ignore_patterns(*_NOT_COPIED))
    write_scripts(shop / "scripts" / "a.xlsx", script("A1", "一吗"))
    return demo_settings(tmp_path / "home", shops=shop.parent)


def inside(settings: Settings) -> dict[str, str]:
    return {"GOALIE_SHOPS": str(settings.shops), "GOALIE_HOME": str(settings.home)}


def test_a_version_is_rehearsed_prepared_activated_and_rolled_back(
    little_shop: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    assert versions("demo", little_shop, as_json=False) == 0
    assert capsys.readouterr().out.startswith("店铺 demo 还没有版本")
    assert index("demo", little_shop, Options()) == 0

    rows = script("A1", "一吗"), script("A2", "一吗"), script("", "谁写的")
    write_scripts(little_shop.shops / "demo" / "scripts" / "a.xlsx", *rows)
    rehearsed = goalie("index", "demo", "--dry-run", **inside(little_shop))
    assert rehearsed.returncode == 1
    assert "演练" in rehearsed.stdout
    assert "冲突 重复话术「一吗」（全店）" in rehearsed.stdout
    assert "未收 scripts/a.xlsx · 话术 · 第4行 「话术编号」" in rehearsed.stdout
    assert "读取文件 [████████████████████████] 1/1" in rehearsed.stderr
    prepared = json.loads(
        goalie("index", "demo", "--prepare", "--json", **inside(little_shop)).stdout
    )
    assert (prepared["active"], len(prepared["conflicts"])) == (False, 1)

    listed = json.loads(goalie("versions", "demo", "--json", **inside(little_shop)).stdout)
    assert [(version["number"], version["active"]) for version in listed] == [(2, False), (1, True)]
    capsys.readouterr()
    assert activate("demo", prepared["version"], little_shop) == 0
    assert capsys.readouterr().out.startswith(f"* 第 2 版 {prepared['version']}")
    assert roll_back("demo", little_shop) == 0
    assert capsys.readouterr().out.startswith("* 第 1 版")
    assert roll_back("demo", little_shop) == 2
    assert "没有可以退回的版本" in capsys.readouterr().err
    assert activate("demo", "0" * 16, little_shop) == 2
    assert "goalie versions" in capsys.readouterr().err


def test_a_running_service_follows_what_the_command_line_rolls_back(little_shop: Settings) -> None:
    assert index("demo", little_shop, Options()) == 0
    write_scripts(little_shop.shops / "demo" / "scripts" / "a.xlsx", script("A1", "二吗"))
    with running(little_shop.home, shops=little_shop.shops) as address:

        def found() -> list[str]:
            asked = {"shop": "demo", "q": "吗"}
            hits = httpx.get(f"{address}/v1/search", params=asked).json()["hits"]
            return [hit["question"] for hit in hits]

        assert found() == ["二吗"]
        busy = goalie("index", "demo", **inside(little_shop))
        assert (busy.returncode, "POST /v1/knowledge/jobs" in busy.stderr) == (2, True)
        assert goalie("roll-back", "demo", **inside(little_shop)).returncode == 0
        until(lambda: found() == ["一吗"])


def test_the_demo_refuses_to_listen_beyond_loopback() -> None:
    done = goalie("demo", GOALIE_HOST="0.0.0.0")  # noqa: S104 - what it must refuse
    assert done.returncode == 2
    assert "loopback" in done.stderr


def test_a_placeholder_key_is_refused_outside_the_demo() -> None:
    done = goalie("serve", OPENAI_API_KEY="changeme")
    assert done.returncode == 2
    assert "placeholder" in done.stderr


def test_a_typo_in_a_promotions_file_stops_the_start_and_is_named(tmp_path: Path) -> None:
    shutil.copytree(DEMO, tmp_path / "shops" / "demo")
    book = tmp_path / "shops" / "demo" / "promotions" / "double11-2026.yaml"
    text = book.read_text(encoding="utf-8").replace("threshold: ", "treshold: ", 1)
    book.write_text(text, encoding="utf-8")
    home = tmp_path / "home"
    done = goalie("demo", GOALIE_SHOPS=str(tmp_path / "shops"), GOALIE_HOME=str(home))
    assert done.returncode == 2
    assert "promotions/double11-2026.yaml「promotions 第 7 条 D11-CROSS · treshold」" in done.stderr
    assert "Traceback" not in done.stderr
    assert not home.exists()


def test_a_port_that_is_taken_says_which_setting_to_change() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = goalie("demo", GOALIE_PORT=str(port))
    assert done.returncode == 2
    assert "GOALIE_PORT" in done.stderr


def test_a_key_that_was_added_is_listed_without_its_secret_and_can_be_revoked(
    tmp_path: Path,
) -> None:
    home = {"GOALIE_HOME": str(tmp_path), "COLUMNS": "200"}
    added = goalie("keys", "add", "demo", "--role", "agent", "--name", "早班", **home)
    _, key, secret = added.stdout.strip().split("_", 2)
    listed = goalie("keys", "list", **home).stdout
    assert key in listed
    assert "早班" in listed
    assert secret not in listed
    assert goalie("keys", "revoke", key, **home).returncode == 0
    refused = goalie("keys", "revoke", "nobody", **home)
    assert (refused.returncode, "goalie keys list" in refused.stderr) == (2, True)
    refused = goalie("keys", "add", "nobody", "--role", "agent", "--name", "早班", **home)
    assert (refused.returncode, "nobody" in refused.stderr) == (2, True)


def test_a_customers_token_needs_the_shops_key_and_is_what_the_chat_takes() -> None:
    command = ["customer-token", "demo", "C-1024", "--minutes", "5"]
    refused = goalie(*command)
    assert refused.returncode == 2
    assert "GOALIE_CUSTOMER_KEYS" in refused.stderr
    key = "k" * 32
    done = goalie(*command, GOALIE_CUSTOMER_KEYS=f'{{"demo": ["{key}"]}}')
    assert done.returncode == 0
    token = done.stdout.strip()
    assert visitor_of(f"Bearer {token}", "demo", [key], system_clock()) == Visitor("C-1024")
