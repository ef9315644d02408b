"""单品级: one deal wins per unit."""

from tests.pricing.little_carts import costs, line, promotion, quote_of, rulebook


def test_直降_takes_its_amount_off_each_unit() -> None:
    assert (
        costs(rulebook(promotion("direct_reduction", off="10")), line("a", "99.9", 2)) == "179.80"
    )


def test_一口价_replaces_the_price_where_the_line_is_dearer() -> None:
    book = rulebook(promotion("fixed_price", price="79"))
    assert costs(book, line("a", "99")) == "79.00"
    assert costs(book, line("a", "59")) == "59.00"


def test_限时折扣_rounds_the_saving_half_up_per_unit() -> None:
    book = rulebook(promotion("limited_discount", percent_off="25"))
    # 25% of 0.10 is 2.5 fen, half-up 3: a unit costs 0.07, three cost 0.21
    assert costs(book, line("a", "0.10", 3)) == "0.21"


def test_前N件_prices_the_first_units_and_leaves_the_others() -> None:
    book = rulebook(promotion("first_n", count=1, price="50"))
    assert costs(book, line("a", "100", 2)) == "150.00"


def test_units_beyond_前N件_get_the_next_best_deal() -> None:
    book = rulebook(
        promotion("first_n", count=1, price="50"), promotion("limited_discount", percent_off="10")
    )
    # 50 + 2 × 90
    assert costs(book, line("a", "100", 3)) == "230.00"


def test_of_two_deals_the_larger_saving_wins() -> None:
    book = rulebook(
        promotion("direct_reduction", off="10"), promotion("limited_discount", percent_off="20")
    )
    quote = quote_of(book, line("a", "100"))
    assert quote.payable == 8000
    assert [u.reason for u in quote.unused] == ["单品优惠每件只用一个"]


def test_an_official_campaign_price_goes_before_a_better_shop_deal() -> None:
    book = rulebook(
        promotion("direct_reduction", off="40"),
        promotion("fixed_price", price="90", official=True),
    )
    assert costs(book, line("a", "100")) == "90.00"


def test_an_official_price_that_saves_nothing_leaves_the_shops_deal() -> None:
    book = rulebook(
        promotion("direct_reduction", off="40"),
        promotion("fixed_price", price="100", official=True),
    )
    assert costs(book, line("a", "100")) == "60.00"


def test_a_deal_that_would_leave_nothing_of_the_price_is_none() -> None:
    quote = quote_of(rulebook(promotion("direct_reduction", off="100")), line("a", "100"))
    assert quote.payable == 10000
    assert "请核对规则" in quote.unused[0].reason
