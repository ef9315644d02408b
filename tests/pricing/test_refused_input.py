"""Carts and rulebooks that are refused, clearly and at once."""

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from pydantic import ValidationError

from service.pricing import BadCart, BadMoney, Cart, Line, NoPrice, parse_yuan, price
from tests.pricing.little_carts import NOW, cart_of, line, promotion, rulebook


@pytest.mark.parametrize("quantity", [0, -1, 1_000_000, True, 1.0, "2"])
def test_a_quantity_nobody_can_buy(quantity: Any) -> None:
    with pytest.raises(BadCart, match="数量"):
        Line("a", 100, quantity)


@pytest.mark.parametrize("amount", [0, -1, 10**13, 1.5, float("nan"), True, "100"])
def test_a_price_that_is_none(amount: Any) -> None:
    with pytest.raises(BadCart, match="单价"):
        Line("a", amount)


@pytest.mark.parametrize("text", ["NaN", "Infinity", "-1", "1e9", "$5", "5 USD", "٣", 5, 5.0])
def test_an_amount_in_a_rulebook_that_is_no_plain_yuan(text: Any) -> None:
    with pytest.raises(BadMoney):
        parse_yuan(text)
    with pytest.raises(ValidationError):
        rulebook(promotion("shop_coupon", off=text))


def test_a_cart_of_a_hundred_thousand_lines() -> None:
    lines = tuple(Line(str(i), 100) for i in range(100_000))
    with pytest.raises(BadCart, match="上限"):
        Cart(lines, NOW)


def test_a_sku_on_two_lines_is_to_be_one_line() -> None:
    with pytest.raises(BadCart, match="合并成一行"):
        Cart((Line("a", 100), Line("a", 100)), NOW)


def test_a_time_without_offset() -> None:
    naive = datetime.fromisoformat("2026-11-11T20:00:00")
    with pytest.raises(BadCart, match="时区"):
        Cart((Line("a", 100),), naive)
    with pytest.raises(BadCart, match="时区"):
        replace(cart_of(rulebook(), line("a", "1")), final_at=naive)


@pytest.mark.parametrize("balance", [-1, 10**13, 1.5, True])
def test_a_balance_that_is_none(balance: Any) -> None:
    with pytest.raises(BadCart, match="余额"):
        Cart((Line("a", 100),), NOW, balances={"x": balance})


def test_exclusions_that_go_in_a_circle_name_the_circle() -> None:
    circle = [
        promotion("shop_coupon", "a", off="1", excludes=["b"]),
        promotion("platform_coupon", "b", off="1", excludes=["c"]),
        promotion("category_coupon", "c", off="1", excludes=["a"]),
    ]
    with pytest.raises(ValidationError, match="绕成了圈"):
        rulebook(*circle)
    with pytest.raises(ValidationError, match="绕成了圈"):
        rulebook(promotion("shop_coupon", "a", off="1", excludes=["a"]))


def test_a_dense_web_of_exclusions_is_checked_at_once() -> None:
    web = [
        promotion("shop_coupon", f"c{i}", off="1", excludes=[f"c{j}" for j in range(i)])
        for i in range(120)
    ]
    assert len(rulebook(*web).promotions) == 120


def test_an_exclusion_of_what_is_not_there_is_a_slip() -> None:
    with pytest.raises(ValidationError, match="没有编号或种类 nobody"):
        rulebook(promotion("shop_coupon", off="1", excludes=["nobody"]))


def test_two_modes_in_one_rulebook_contradict() -> None:
    content = rulebook(thresholds="parallel").model_dump(mode="json", by_alias=True)
    content |= {
        "thresholds": "progressive",
        "valid": {"from": "2026-11-01", "to": "2026-11-14"},
        "phases": [],
    }
    with pytest.raises(ValidationError, match="只留一处"):
        type(rulebook()).model_validate(content)


def test_more_promotions_than_anyone_can_keep() -> None:
    with pytest.raises(ValidationError, match="at most 500"):
        rulebook(*(promotion("shop_coupon", str(i), off="1") for i in range(501)))


def test_more_combinations_than_can_be_tried_are_refused_not_guessed() -> None:
    # each coupon eats all but a little of a shared line, so no branch can be dropped early
    lines = [line(f"s{i}", "10") for i in range(40)]
    coupons = [
        promotion(
            "jing_coupon",
            f"c{i}",
            {"skus": [f"s{i}", f"s{(i + 1) % 40}", f"s{(i + 7) % 40}"]},
            off=f"{10 + i % 7}.{i:02d}",
        )
        for i in range(40)
    ]
    book = rulebook(*coupons, platform="jd", thresholds="progressive")
    cart = cart_of(book, *lines)
    with pytest.raises(NoPrice, match="组合太多"):
        price(cart, book)
