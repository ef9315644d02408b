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


DEMO_CART = """
shop: demo
at: 2026-11-11 10:00
lines:
  - {sku: HF-BCD606}
  - {sku: HF-RO800}
  - {sku: HF-PB12, quantity: 2}
coupons: [D11-COUPON-2000, D11-COUPON-1000, D11-COUPON-KITCHEN]
"""


@pytest.fixture
def basket(tmp_path: Path) -> Path:
    path = tmp_path / "basket.yaml"
    path.write_text(DEMO_CART, encoding="utf-8")
    return path


def test_changes_are_done_together_in_the_order_given(basket: Path) -> None:
    changes = ["--remove", "HF-PB12:1", "--swap", "HF-RO800:HF-PB12", "--add", "HF-AF5:2"]
    done = goalie("quote", basket, *changes, "--without", "D11-COUPON-2000", "--json")
    after = json.loads(done.stdout)["what_if"]
    units = {line["sku"]: line["quantity"] for line in after["lines"]}
    assert units == {"HF-BCD606": 1, "HF-PB12": 2, "HF-AF5": 2}
    assert after["lost"] == ["D11-COUPON-2000"]
    assert goalie("quote", basket, *changes).returncode == 0


def test_paying_in_another_event_counts_its_rules(basket: Path) -> None:
    printed = goalie("quote", basket, "--at", "2026-12-09 10:00").stdout.decode()
    assert "2026天猫双12" in printed
    assert "到手合计 5892.48（+446.48）" in printed
    assert "尾款" not in printed.split("换一种情况")[1]


def test_the_second_best_and_the_orders_to_place_are_printed(basket: Path) -> None:
    printed = goalie("quote", basket, "--alternatives").stdout.decode()
    assert "第二省的用法：到手合计 5536.00" in printed
    assert "拆成3单共付5396元，比一单省50元" in printed
    assert "第3单 破壁机×2（用厨房小电券 满500减40" in printed
    machine = json.loads(goalie("quote", basket, "--alternatives", "--json").stdout)
    assert machine["alternatives"]["split"]["payable"] == "5396.00"


def test_each_return_and_a_price_protection_are_told_with_names(basket: Path) -> None:
    back = ["--return", "HF-PB12:2", "--return", "HF-RO800", "--protect", "HF-PB12:399"]
    printed = goalie("quote", basket, *back).stdout.decode()
    assert "净水器×1 退1544.5元" in printed
    assert "破壁机×2：下单时811.69元" in printed
    machine = json.loads(goalie("quote", basket, *back, "--json").stdout)
    assert [line["units"] for line in machine["refund"]["lines"]] == [1, 2]
    assert machine["price_protection"][0]["then"] == "811.69"


@pytest.mark.parametrize(
    ("flag", "text", "words"),
    [
        ("--add", "HF-PB13", "是不是 HF-PB12（破壁机）"),
        ("--add", "HF-PB12:0", "件数要是大于 0 的整数"),
        ("--swap", "HF-PB12:HF-PB12", "换成了它自己"),
        ("--swap", "HF-PB12", "请写成 --swap"),
        ("--remove", "HF-PB12:9", "只有 2 件"),
        ("--with", "D11-COUPON-200", "是不是 D11-COUPON-2000"),
        ("--with", "D11-CROSS", "不是要领取的券"),
        ("--at", "tomorrow", "读不懂"),
        ("--return", "HF-PB12:x", "件数"),
        ("--protect", "HF-PB12:9.999", "金额"),
    ],
)
def test_a_slip_is_answered_with_what_to_mend(
    basket: Path, flag: str, text: str, words: str
) -> None:
    done = goalie("quote", basket, flag, text)
    assert done.returncode == 1
    assert words in done.stderr.decode()
    assert not done.stdout


def test_an_unknown_flag_is_a_usage_error(basket: Path) -> None:
    assert goalie("quote", basket, "--nonsense").returncode == 2
