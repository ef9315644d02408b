"""Platform defaults as data, and policies a rulebook names instead."""

from dataclasses import replace

import pytest
from pydantic import ValidationError

from service.pricing import PLATFORMS, Policies, price
from service.pricing.window import parse_start
from tests.pricing.little_carts import cart_of, costs, line, only, promotion, quote_of, rulebook


@pytest.mark.parametrize("platform", [p for p in PLATFORMS if p != "other"])
def test_each_platform_names_its_sources_and_its_year(platform: str) -> None:
    assert PLATFORMS[platform].sources
    assert PLATFORMS[platform].known_since >= 2020


def test_what_is_not_known_of_a_platform_is_left_open_and_named() -> None:
    for platform in PLATFORMS.values():
        left_open = [name for name, value in platform.policies if value is None]
        assert left_open == (["thresholds"] if "门槛是平行还是递进" in platform.unknown else [])


def test_a_named_policy_overrides_only_itself() -> None:
    book = rulebook(platform="douyin", refund="recomputed")
    changed = {k for k, v in book.policy if v != getattr(PLATFORMS["douyin"].policies, k)}
    assert changed == {"refund"}


def test_a_policy_nobody_knows_is_a_slip() -> None:
    with pytest.raises(ValidationError):
        rulebook(rounding="whole yuan")
    with pytest.raises(ValidationError):
        Policies.model_validate({"over_discount": "refund"})


def test_京东_merged_presale_orders_weigh_by_the_final_payment() -> None:
    presale = promotion("deposit_reduction", scope=only("p"), deposit="40", off="0")
    coupon = promotion("shop_coupon", off="16")
    lines = (line("p", "100"), line("b", "100"))
    on_jd = quote_of(rulebook(presale, coupon, platform="jd"), *lines)
    on_tmall = quote_of(rulebook(presale, coupon), *lines)
    assert on_jd.steps[-1].shares == (600, 1000)
    assert on_tmall.steps[-1].shares == (800, 800)


def test_the_odd_fen_on_the_last_line_is_a_named_reading() -> None:
    coupon = promotion("shop_coupon", off="10")
    lines = [line(sku, "30") for sku in "abc"]
    shares = quote_of(rulebook(coupon), *lines).steps[-1].shares
    last = quote_of(rulebook(coupon, odd_fen="last_line"), *lines).steps[-1].shares
    assert (shares, last) == ((334, 333, 333), (333, 333, 334))


def test_a_published_share_to_the_fen() -> None:
    lines = (line("a", "5.01"), line("b", "3.42"), line("c", "2.13"))
    quote = quote_of(rulebook(promotion("shop_coupon", off="1.57")), *lines)
    assert [q.payable for q in quote.lines] == [427, 291, 181]


def test_官方立减_on_one_of_two_lines_leaves_the_weights_of_others_at_s() -> None:
    book = rulebook(
        promotion("official_reduction", scope=only("a"), percent_off="50"),
        promotion("shop_coupon", off="10"),
    )
    quote = quote_of(book, line("a", "100"), line("b", "100"))
    assert quote.steps[-1].shares == (500, 500)


@pytest.mark.parametrize(("at", "holds"), [("12:00", False), ("11:59:59", True)])
def test_a_coupon_to_noon_does_not_hold_at_noon(at: str, holds: bool) -> None:
    book = rulebook(promotion("shop_coupon", off="10") | {"to": "2026-11-05 12:00"})
    cart = replace(cart_of(book, line("a", "100")), at=parse_start(f"2026-11-05 {at}"))
    assert (price(cart, book).payable == 9000) is holds


def test_freight_on_an_explicit_group_of_goods_only() -> None:
    book = rulebook(promotion("freight", scope=only("big"), fee="30"))
    assert costs(book, line("big", "100")) == "130.00"
    assert costs(book, line("small", "100")) == "100.00"
