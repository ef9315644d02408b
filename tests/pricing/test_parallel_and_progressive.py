"""What thresholds and rates are measured on, and which reading was taken."""

import pytest

from service.pricing import Confidence, price, yuan
from tests.pricing.little_carts import cart_of, costs, line, only, promotion, quote_of, rulebook

FOUR_LAYERS = (
    promotion("shop_reduction", threshold="400", off="50"),
    promotion("shop_coupon", threshold="380", off="20"),
    promotion("cross_store", threshold="300", off="60"),
    promotion("category_coupon", threshold="200", off="10"),
)


def test_in_parallel_every_layer_tests_the_price_after_item_deals() -> None:
    assert costs(rulebook(*FOUR_LAYERS), line("a", "400")) == "260.00"


def test_progressively_the_coupon_fails_on_what_is_left() -> None:
    book = rulebook(*FOUR_LAYERS, thresholds="progressive")
    quote = quote_of(book, line("a", "400"))
    # 400 − 50 = 350 < 380; 350 − 60 − 10
    assert quote.payable == 28000
    assert "shop_coupon" not in {step.kind for step in quote.steps}


def test_2016_天猫_cheapest_for_the_buyer_against_use_everything_as_a_page_would() -> None:
    promotions = (
        promotion("shop_coupon", threshold="300", off="20"),
        promotion("platform_coupon", threshold="500", off="30"),
    )
    everything = rulebook(*promotions, thresholds="progressive", choice="use_everything")
    assert costs(rulebook(*promotions, thresholds="progressive"), line("a", "500")) == "470.00"
    assert costs(everything, line("a", "500")) == "480.00"
    assert costs(rulebook(*promotions), line("a", "500")) == "450.00"


def test_as_a_page_would_an_instrument_that_saves_nothing_bars_no_other() -> None:
    book = rulebook(
        promotion("official_reduction", percent_off="20"),
        promotion("shop_reduction", "甲", threshold="90", off="30"),
        promotion("shop_reduction", "乙", threshold="50", off="10"),
        thresholds="progressive",
        choice="use_everything",
    )
    # 100 − 20 is below 90, so 甲 is not met and 乙 of the same shop is used
    assert costs(book, line("a", "100")) == "70.00"


def test_有赞_is_progressive() -> None:
    book = rulebook(
        promotion("shop_reduction", threshold="100", off="10"),
        promotion("shop_coupon", threshold="50", off="10"),
        platform="other",
        thresholds="progressive",
    )
    assert costs(book, line("a", "100")) == "80.00"


def test_an_automatic_满减_that_spoils_a_coupon_is_forced() -> None:
    book = rulebook(
        promotion("shop_reduction", threshold="100", off="5"),
        promotion("shop_coupon", threshold="100", off="20"),
        thresholds="progressive",
    )
    assert costs(book, line("a", "100")) == "95.00"


@pytest.mark.parametrize(("mode", "expected"), [("parallel", "80.00"), ("progressive", "81.00")])
def test_a_percentage_is_of_s_in_parallel_and_of_what_is_left_progressively(
    mode: str, expected: str
) -> None:
    book = rulebook(
        promotion("official_reduction", percent_off="10"),
        promotion("amount_discount", threshold="50", percent_off="10"),
        thresholds=mode,
    )
    assert costs(book, line("a", "100")) == expected


def test_官方立减_is_not_subtracted_from_the_base_of_a_coupon() -> None:
    book = rulebook(
        promotion("official_reduction", percent_off="10"),
        promotion("shop_coupon", threshold="80", off="5"),
    )
    assert costs(book, line("a", "80")) == "67.00"


def test_官方立减_beside_跨店满减_on_one_line_is_refused_with_the_lines_named() -> None:
    book = rulebook(
        promotion("official_reduction", scope={"categories": ["家电"]}, percent_off="10"),
        promotion("cross_store", scope=only("a"), threshold="300", off="50"),
    )
    quote = quote_of(book, line("b", "100", category="家电"), line("a", "300"))
    assert quote.payable == 9000 + 25000
    with pytest.raises(ValueError, match="a 同时在"):
        quote_of(book, line("a", "300", category="家电"))


@pytest.mark.parametrize(
    ("rounding", "expected"), [("line", "27.11"), ("unit", "27.12"), ("order", "27.11")]
)
def test_a_rate_is_rounded_once_a_line_unless_another_reading_is_named(
    rounding: str, expected: str
) -> None:
    book = rulebook(promotion("official_reduction", percent_off="10"), rate_rounding=rounding)
    assert costs(book, line("a", "10.04", 3)) == expected


def test_another_rounding_is_told_with_its_figure() -> None:
    book = rulebook(promotion("official_reduction", percent_off="10"))
    quote = quote_of(book, line("a", "10.04", 3))
    assert [(r.policy, r.value, r.payable) for r in quote.readings] == [
        ("rate_rounding", "unit", 2712)
    ]
    assert "27.12元" in quote.assumptions[-1]
    assert quote.confidence is Confidence.MEDIUM


def test_whether_a_coupon_lowers_the_跨店_base_is_told_where_it_changes_a_tier() -> None:
    promotions = (
        promotion("shop_coupon", threshold="0", off="10"),
        promotion("cross_store", threshold="300", off="50"),
    )
    at_the_edge = quote_of(rulebook(*promotions), line("a", "305"))
    assert at_the_edge.payable == 24500
    assert [(r.value, r.payable) for r in at_the_edge.readings] == [("after_coupons", 25500)]
    assert quote_of(rulebook(*promotions), line("a", "399")).readings == ()


def test_whether_a_店铺红包_lowers_the_跨店_base_is_a_named_reading() -> None:
    promotions = (
        promotion("shop_red_packet", off="10"),
        promotion("cross_store", threshold="300", off="30"),
    )
    assert costs(rulebook(*promotions), line("a", "605")) == "535.00"
    lowered = {"cross_base": "after_red_packets"}
    # 595 reaches the tier once: better to leave the packet, unless a page uses everything
    assert costs(rulebook(*promotions, **lowered), line("a", "605")) == "545.00"
    as_a_page = rulebook(*promotions, **lowered, choice="use_everything")
    assert costs(as_a_page, line("a", "605")) == "565.00"


@pytest.mark.parametrize("platform", ["pinduoduo", "kuaishou"])
def test_where_nobody_knows_the_mode_the_dearer_price_stands_beside_the_other(
    platform: str,
) -> None:
    quote = quote_of(rulebook(*FOUR_LAYERS, platform=platform), line("a", "400"))
    assert yuan(quote.payable) == "280.00"
    assert [(r.policy, r.payable) for r in quote.readings] == [("thresholds", 26000)]
    assert quote.confidence is Confidence.LOW
    assert any("不能承诺" in warning for warning in quote.warnings)


def test_a_named_mode_ends_the_doubt() -> None:
    book = rulebook(*FOUR_LAYERS, platform="pinduoduo", thresholds="parallel")
    quote = price(cart_of(book, line("a", "400")), book)
    assert (quote.payable, quote.confidence is Confidence.LOW) == (26000, False)
