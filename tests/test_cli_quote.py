"""``goalie quote``: rulebooks beside the cart, returns, what if; and the Excel template."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

RULES = """
id: may
event: 店庆
platform: tmall
source: 店铺公告
valid: {from: 2026-05-01 00:00, to: 2026-05-03 23:59}
phases:
  - {kind: sale, name: 现货, from: 2026-05-01 00:00, to: 2026-05-03 23:59}
promotions:
  - {id: FULL, kind: shop_reduction, name: '[b]满减', scope: {all: true}, threshold: 200, off: 20}
  - {id: Q15, kind: shop_coupon, name: 券15, scope: {all: true}, threshold: 150, off: 15}
"""
CART = """
rulebook: may.yaml
at: 2026-05-01 12:00
lines:
  - {sku: A, price: 100}
  - {sku: B, price: 110, title: 碗}
"""


def goalie(*arguments: str | Path) -> subprocess.CompletedProcess[bytes]:
    """Run the command in a process of its own."""
    command = [sys.executable, "-m", "service.cli", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, check=False)


@pytest.fixture
def cart(tmp_path: Path) -> Path:
    (tmp_path / "may.yaml").write_text(RULES, encoding="utf-8")
    path = tmp_path / "cart.yaml"
    path.write_text(CART, encoding="utf-8")
    return path


def test_a_cart_names_its_rulebook_and_the_steps_show_every_lines_share(cart: Path) -> None:
    done = goalie("quote", cart)
    assert done.returncode == 0, done.stderr.decode()
    printed = done.stdout.decode()
    assert "9.52 / 10.48" in printed
    assert "[b]满减" in printed
    assert "到手合计 190.00" in printed
    assert "未使用 券15：领到才有" in printed


def test_a_coupon_can_be_supposed_and_a_return_asked_for(cart: Path) -> None:
    done = goalie("quote", cart, "--with", "Q15", "--return", "A")
    printed = done.stdout.decode()
    assert "到手合计 175.00（-15.00）" in printed
    assert "多用了 券15" in printed
    assert "退款90.48元" in printed
    machine = json.loads(goalie("quote", cart, "--with", "Q15", "--return", "A=1", "--json").stdout)
    assert (machine["payable"], machine["what_if"]["payable"]) == ("190.00", "175.00")
    assert machine["refund"]["cash"] == "90.48"


def test_a_return_of_more_than_was_bought_is_refused(cart: Path) -> None:
    done = goalie("quote", cart, "--return", "A=3")
    assert done.returncode == 1
    assert "A" in done.stderr.decode()


def test_the_template_and_a_yaml_rulebook_as_a_workbook_can_be_used_at_once(
    cart: Path, tmp_path: Path
) -> None:
    assert goalie("rulebook-template").stdout.startswith(b"PK")
    workbook = tmp_path / "may.xlsx"
    workbook.write_bytes(goalie("rulebook-template", tmp_path / "may.yaml").stdout)
    done = goalie("quote", cart, "--rulebook", workbook, "--json")
    assert json.loads(done.stdout)["payable"] == "190.00"


def test_a_rulebook_that_is_not_there_is_named(cart: Path) -> None:
    done = goalie("quote", cart, "--rulebook", "nowhere.yaml")
    assert done.returncode == 1
    assert "nowhere.yaml" in done.stderr.decode()
